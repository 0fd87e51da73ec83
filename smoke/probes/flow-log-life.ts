import { DeleteFlowLogsCommand } from '@aws-sdk/client-ec2';
import { secondsBetween, until } from '../clock';
import { history } from '../config-reads';
import { listedFlowLog } from '../ec2-reads';
import { asPlayed, type Finding, notSettled, otherwise } from '../finding';
import type { Ground } from '../ground';
import type { Probe } from '../probe';

const LISTED = { atMost: 600, every: 5 };
const RECORDED = { atMost: 1200, every: 15 };
/** Lambda repeats after one and two minutes. */
const RETRIES_SECONDS = 180;

/** A flow log from its creation to its deletion, as EC2 lists it and as Config records it. */
export const flowLogLife: Probe = {
  rows: [4, 19, 31],
  needs: ['recorder'],
  async run(ground) {
    const { clients, clock, own } = ground;
    const { id: vpc } = await own.vpc();
    const created = await own.createFlowLog(own.flowLog({ vpc }, `${await own.bucket()}/life`));
    const { id } = created;
    const shownAt = await until(clock, LISTED, async () =>
      (await listedFlowLog(clients, id)) ? clock.now() : undefined,
    );
    const recorded = await until(clock, RECORDED, async () => (await itemsOf(ground, id)).at(-1));
    const shown = shownInTime(id, created.at, shownAt, recorded?.configurationItemCaptureTime);
    await clients.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [id] }));
    const deletedAt = clock.now();
    const goneAt = await until(clock, LISTED, async () =>
      (await listedFlowLog(clients, id)) ? undefined : clock.now(),
    );
    return [shown, listedAfter(id, deletedAt, goneAt), await deletedItem(ground, id)];
  },
};

const itemsOf = ({ clients }: Ground, id: string) => history(clients, 'AWS::EC2::FlowLog', id);

export function shownInTime(
  id: string,
  createdAt: Date,
  shownAt: Date | undefined,
  recordedAt: Date | undefined,
): Finding {
  if (!recordedAt) return notSettled(19, `Config recorded no item of ${id}`);
  const recorded = `${id} recorded ${secondsBetween(createdAt, recordedAt)} s after its creation`;
  if (!shownAt) return otherwise(19, `not listed within ${LISTED.atMost} s`, recorded);
  const evidence = `${recorded}, listed after ${secondsBetween(createdAt, shownAt)} s`;
  const late = secondsBetween(recordedAt, shownAt);
  return late <= RETRIES_SECONDS
    ? asPlayed(19, evidence)
    : otherwise(19, `listed ${late} s after Config recorded it`, evidence);
}

function listedAfter(id: string, deletedAt: Date, goneAt: Date | undefined): Finding {
  if (!goneAt) return otherwise(31, `listed for more than ${LISTED.atMost} s`, id);
  const seconds = secondsBetween(deletedAt, goneAt);
  return seconds < LISTED.every
    ? asPlayed(31, `${id} was not listed any more right after its deletion`)
    : otherwise(31, `listed for up to ${seconds} s`, id);
}

async function deletedItem(ground: Ground, id: string): Promise<Finding> {
  const item = await until(ground.clock, RECORDED, async () =>
    (await itemsOf(ground, id)).find((each) => each.configurationItemStatus === 'ResourceDeleted'),
  );
  if (!item) return notSettled(4, `Config recorded no deletion of ${id}`);
  const evidence = `deletion of ${id} recorded ${item.configurationItemCaptureTime?.toISOString()}`;
  const holds = /"resourceId"/.test(item.configuration ?? '');
  return holds ? otherwise(4, 'the item still holds its configuration', evidence) : asPlayed(4, evidence);
}
