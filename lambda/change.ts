import { ReadError } from '../inventory/read-error';
import { type FlowLog, notApplicable, type Verdict } from '../policy';
import type { FlowLogHistory } from './configuration-history';
import { refuse } from './json-members';
import { type Bench, goneVerdict, judgeLive } from './live-judgement';
import type { ConfigurationItem } from './notification';
import { FLOW_LOG_TYPE, VPC_TYPE } from './resource-types';
import { sweep } from './sweep';

/** What a changed VPC or flow log means for the VPCs of the Region. */
export function judgeChange(
  item: ConfigurationItem,
  eventLeftScope: boolean,
  bench: Bench,
  history: FlowLogHistory,
): Promise<readonly Verdict[]> {
  switch (item.resourceType) {
    case VPC_TYPE:
      return judgeVpcChange(item, eventLeftScope, bench);
    case FLOW_LOG_TYPE:
      return judgeFlowLogChange(item, bench, history);
    default:
      throw refuse(
        'resourceType',
        item.resourceType,
        `${VPC_TYPE}, ${FLOW_LOG_TYPE}`,
        'correct the scope of the rule',
      );
  }
}

/** An oversized item needs no look into its history: the judge reads EC2, of the item only the id counts. */
async function judgeVpcChange(
  { resourceId: vpcId, status }: ConfigurationItem,
  eventLeftScope: boolean,
  bench: Bench,
): Promise<readonly Verdict[]> {
  switch (status) {
    case 'ResourceDeleted':
    case 'ResourceDeletedNotRecorded':
      return [goneVerdict(vpcId)];
    case 'ResourceNotRecorded':
      return [notApplicable(vpcId, 'not-recorded', 'Config does not record the VPC any more')];
    case 'OK':
    case 'ResourceDiscovered':
      return eventLeftScope
        ? [notApplicable(vpcId, 'not-recorded', 'the VPC left the scope of the rule')]
        : [(await judgeLive(vpcId, bench)).verdict];
  }
}

/**
 * Whatever became of the flow log, or of its recording, its VPC is judged as it now is. What a flow log captures never
 * changes, so that any item of its history tells; when none does, every VPC may be the one.
 */
async function judgeFlowLogChange(
  { resourceId: flowLogId, configuration, status }: ConfigurationItem,
  bench: Bench,
  history: FlowLogHistory,
): Promise<readonly Verdict[]> {
  const named = configuration?.['resourceId'];
  const captured = typeof named === 'string' && named !== '' ? named : await history.resourceIdOf(flowLogId);
  if (captured === undefined) return sweep(bench);
  if (!captured.startsWith('vpc-')) return [];
  const { verdict, flowLogs } = await judgeLive(captured, bench);
  if (verdict.reason !== 'gone' && (status === 'OK' || status === 'ResourceDiscovered'))
    refuseStaleRead(flowLogId, flowLogs);
  return [verdict];
}

/**
 * Config saw the flow log, so an answer without it is older than the item: EC2 shows a new flow log with delay
 * (https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html), and no other event would come. Lambda
 * retries after one and two more minutes. One that was deleted meanwhile ends in the failure queue, and its deletion is
 * judged by an event of its own.
 */
function refuseStaleRead(flowLogId: string, flowLogs: readonly FlowLog[]): void {
  if (flowLogs.some((flowLog) => flowLog.flowLogId === flowLogId)) return;
  throw ReadError.broken(
    'ec2:DescribeFlowLogs',
    `nothing of ${flowLogId}`,
    'the flow log that Config recorded',
  );
}
