import type { FlowLog } from '@aws-sdk/client-ec2';
import type { Place } from '../../policy';
import { OWNERSHIP_TAGS } from '../../runbook';
import { attempt } from './attempt';
import { type Finding, ok, problem } from './finding';
import type { FlowLogReads } from './reads/region-reads';

export async function checkFlowLogs(reads: FlowLogReads, place: Place): Promise<readonly Finding[]> {
  const about = `flow logs of ${place.accountId} in ${place.region}`;
  const findings = await Promise.all([
    attempt('flow-log-quota', about, async () => quotaFindings(about, await reads.all())),
    attempt('flow-log-delivery', about, async () => deliveryFindings(about, await reads.all())),
  ]);
  return findings.flat();
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html */
const QUOTA = 250;
const NEAR_QUOTA = 240;

export function quotaFindings(about: string, flowLogs: readonly FlowLog[]): readonly Finding[] {
  const counts = new Map<string, number>();
  for (const { ResourceId = '' } of flowLogs) counts.set(ResourceId, (counts.get(ResourceId) ?? 0) + 1);
  const near = [...counts].filter(([, count]) => count >= NEAR_QUOTA);
  if (near.length === 0)
    return [ok('flow-log-quota', about, `no resource has ${NEAR_QUOTA} or more of ${QUOTA} flow logs`)];
  return near.map(([resource, count]) =>
    problem('flow-log-quota', resource, `it has ${count} of ${QUOTA} flow logs`),
  );
}

/** Others' flow logs that fail are their owners' matter: the rule judges them, and they are not ours to repair. */
export function deliveryFindings(about: string, flowLogs: readonly FlowLog[]): readonly Finding[] {
  const ours = flowLogs.filter(({ Tags = [] }) => Tags.some(({ Key }) => Key === OWNERSHIP_TAGS.requirement));
  const failing = ours.filter(({ DeliverLogsStatus }) => DeliverLogsStatus === 'FAILED');
  if (failing.length === 0)
    return [ok('flow-log-delivery', about, `EC2 reports no failure of the ${ours.length} of ours`)];
  return failing.map(({ FlowLogId = '', ResourceId, LogDestination, DeliverLogsErrorMessage: cause = '' }) =>
    problem(
      'flow-log-delivery',
      FlowLogId,
      `it fails to deliver records of ${ResourceId} to ${LogDestination}: ${cause || 'no cause given'}`,
      CAUSES.get(cause),
    ),
  );
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html */
const CAUSES: ReadonlyMap<string, string> = new Map([
  [
    'Access error',
    'a role or a policy keeps the service out: see the findings about the role, the policy and the key',
  ],
  ['Rate limited', 'CloudWatch Logs takes no more: ask for a higher quota, or deliver to S3'],
  ['Unknown error', 'an internal error of the service: contact AWS Support if it stays'],
]);
