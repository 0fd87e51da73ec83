import type { VpcAudit } from '../audit/region-audit';
import type { TimelineEvent } from './evidence';
import type { FlowLogChange } from './flow-log-change';

/** What CloudTrail told of one account and Region, by what it is about. */
export interface ChangeIndex {
  /** Oldest first, of the VPC and of its subnets, each with the resource as far as it is known. */
  ofVpc(vpcId: string): readonly FlowLogChange[];
  creationOf(flowLogId: string): FlowLogChange | undefined;
  /** Those of no VPC that is there, oldest first. */
  readonly untraced: readonly TimelineEvent[];
}

/**
 * The call that deletes a flow log does not say whose it was: the one that created it does, when it is within CloudTrail's
 * 90 days.
 *
 * @param changes oldest first
 */
export function indexChanges(changes: readonly FlowLogChange[], vpcs: readonly VpcAudit[]): ChangeIndex {
  const vpcOfResource = new Map<string, string>();
  const resourceOfFlowLog = new Map<string, string>();
  const creations = new Map<string, FlowLogChange>();
  for (const change of changes) {
    if (change.kind === 'created') creations.set(change.flowLogId, change);
    if (change.resourceId !== undefined) resourceOfFlowLog.set(change.flowLogId, change.resourceId);
  }
  for (const { vpc, flowLogs } of vpcs) {
    vpcOfResource.set(vpc.vpcId, vpc.vpcId);
    for (const { fact } of flowLogs) {
      vpcOfResource.set(fact.resourceId, vpc.vpcId);
      resourceOfFlowLog.set(fact.flowLogId, fact.resourceId);
    }
  }
  const ofVpc = new Map<string, FlowLogChange[]>();
  const untraced: TimelineEvent[] = [];
  for (const change of changes) {
    const resourceId = resourceOfFlowLog.get(change.flowLogId);
    const vpcId = vpcOfResource.get(resourceId ?? '');
    const own = ofVpc.get(vpcId ?? '');
    if (vpcId === undefined) untraced.push(changeEvent(change, resourceId));
    else if (own) own.push({ ...change, resourceId });
    else ofVpc.set(vpcId, [{ ...change, resourceId }]);
  }
  return {
    ofVpc: (vpcId) => ofVpc.get(vpcId) ?? [],
    creationOf: (flowLogId) => creations.get(flowLogId),
    untraced,
  };
}

/** @param resourceId told where it is not clear from where the event stands */
export const changeEvent = (
  { kind, at, flowLogId, actor, executionId }: FlowLogChange,
  resourceId?: string,
): TimelineEvent => ({
  at,
  kind: kind === 'created' ? 'flow-log-created' : 'flow-log-deleted',
  text: [
    `${flowLogId} ${kind}`,
    ...(resourceId === undefined ? [] : [`on ${resourceId}`]),
    ...(executionId === undefined ? [] : [`by Automation execution ${executionId}`]),
  ].join(' '),
  actor,
});
