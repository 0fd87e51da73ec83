import type { Sandbox } from '../sandbox';
import type { Disturbances } from './disturbances';
import type { ThirdParties } from './third-parties';
import type { Watch } from './watch';

export interface Peace {
  readonly sandbox: Sandbox;
  readonly parties: ThirdParties;
  readonly disturbances: Disturbances;
  readonly watch: Watch;
}

/** Seconds. Config records a change after one minute, and a remediation of it ends after seven. */
const SOON = 240;

/**
 * One change of each kind while nothing goes wrong, and a look at what Config shows soon after: the next sweep would hide
 * that nobody heard of them. No sweep is due meanwhile.
 */
export async function changeInPeace({ sandbox, parties, disturbances, watch }: Peace): Promise<void> {
  const { vpcs, flowLogs, config } = sandbox.home;
  const [rule] = config.rules.values();
  const judged = [...vpcs.values()].filter(({ vpcId, isDefault }) => !isDefault && rule?.results.has(vpcId));
  const ours = [...flowLogs.values()].filter(({ flowLogId }) => !parties.flowLogs.has(flowLogId));
  const lost = ours.find(({ resourceId }) => rule?.results.get(resourceId)?.complianceType === 'COMPLIANT');
  const gone = judged.find(({ vpcId }) => vpcId !== lost?.resourceId)?.vpcId;
  const changed = [await parties.createVpc()];
  if (lost) {
    disturbances.note(lost.resourceId);
    await parties.deleteFlowLog(lost.flowLogId);
    changed.push(lost.resourceId);
  }
  if (gone) {
    disturbances.note(gone);
    await parties.deleteVpc(gone);
    changed.push(gone);
  }
  await sandbox.advance(SOON);
  watch.lookAtVerdicts(changed);
}
