import { secondsBetween, until } from '../clock';
import { history, verdictOn } from '../config-reads';
import { asPlayed, notSettled, otherwise } from '../finding';
import type { Probe } from '../probe';

const RECORDED = { atMost: 1200, every: 15 };

/** Creates a VPC: when does EC2 show it, when does Config record it, what is the first verdict? */
export const newVpc: Probe = {
  rows: [18],
  needs: ['recorder'],
  async run(ground) {
    const { clock, own } = ground;
    const { id, at, requestId, shownAt } = await own.vpc();
    const recorded = await until(clock, RECORDED, async () =>
      (await history(ground.clients, 'AWS::EC2::VPC', id)).at(-1),
    );
    const capturedAt = recorded?.configurationItemCaptureTime;
    if (!capturedAt) return [notSettled(18, `Config did not record ${id} within ${RECORDED.atMost} s`)];
    const verdict = await until(clock, RECORDED, () => verdictOn(ground, id));
    const evidence = [
      `CreateVpc ${requestId} at ${at.toISOString()}`,
      `shown after ${secondsBetween(at, shownAt)} s`,
      `recorded after ${secondsBetween(at, capturedAt)} s`,
      `first verdict ${verdict?.ComplianceType ?? 'none'}: ${verdict?.Annotation ?? ''}`,
    ].join(', ');
    if (shownAt > capturedAt) return [otherwise(18, 'recorded before EC2 showed it', evidence)];
    if (!verdict) return [notSettled(18, `the rule gave no verdict on ${id}`, evidence)];
    return [asPlayed(18, evidence)];
  },
};
