import { ReadError } from '../inventory/read-error';
import { notApplicable, type Verdict } from '../policy';
import type { FlowLogHistory } from './configuration-history';
import { refuse } from './json-members';
import { type Bench, goneVerdict, judgeLive, type LiveJudgement } from './live-judgement';
import type { ConfigurationItem, ItemStatus } from './notification';
import { FLOW_LOG_TYPE, SUBNET_TYPE, VPC_TYPE } from './resource-types';
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
  item: ConfigurationItem,
  eventLeftScope: boolean,
  bench: Bench,
): Promise<readonly Verdict[]> {
  const { resourceId: vpcId, status } = item;
  switch (status) {
    case 'ResourceDeleted':
    case 'ResourceDeletedNotRecorded':
      return [goneVerdict(vpcId)];
    case 'ResourceNotRecorded':
      return [notApplicable(vpcId, 'not-recorded', 'Config does not record the VPC any more')];
    case 'OK':
    case 'ResourceDiscovered':
      if (eventLeftScope) return [notApplicable(vpcId, 'not-recorded', 'the VPC left the scope of the rule')];
      return matters(item, bench) ? [(await judgeLive(vpcId, bench)).verdict] : [];
  }
}

/**
 * A VPC has a new item whenever something in it comes or goes, an interface of a function most of all
 * (https://docs.aws.amazon.com/config/latest/developerguide/faq.html#faq-6). No flow log is among its relationships, so
 * that only its subnets matter, and those only where they may cover it.
 */
const matters = ({ changedRelationships }: ConfigurationItem, { parameters }: Bench): boolean =>
  changedRelationships === undefined ||
  (parameters.acceptSubnetCoverage && changedRelationships.includes(SUBNET_TYPE));

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
  const vpcId = await vpcOf(captured, bench);
  if (vpcId === undefined) return [];
  if (isDeleted(status)) return [(await judgeLive(vpcId, bench, flowLogId)).verdict];
  const judgement = await judgeLive(vpcId, bench);
  if (status !== 'ResourceNotRecorded') await refuseStaleRead(flowLogId, judgement, history);
  return [judgement.verdict];
}

const isDeleted = (status: ItemStatus): boolean =>
  status === 'ResourceDeleted' || status === 'ResourceDeletedNotRecorded';

/** The VPC that a flow log of this resource may cover; a subnet that is gone changed its VPC, which Config tells by itself. */
async function vpcOf(resourceId: string, { inventory, parameters }: Bench): Promise<string | undefined> {
  if (resourceId.startsWith('vpc-')) return resourceId;
  if (!parameters.acceptSubnetCoverage || !resourceId.startsWith('subnet-')) return undefined;
  return (await inventory.subnet(resourceId))?.vpcId;
}

/**
 * Config saw the flow log, so an answer without it is older than the item: EC2 shows a new flow log with delay
 * (https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html), and no other event would come. Lambda
 * retries after one and two more minutes. Unless it was deleted since, and the notifications come late or in disorder.
 */
async function refuseStaleRead(
  flowLogId: string,
  { flowLogs }: LiveJudgement,
  history: FlowLogHistory,
): Promise<void> {
  if (!flowLogs || flowLogs.some((flowLog) => flowLog.flowLogId === flowLogId)) return;
  if (await history.isDeleted(flowLogId)) return;
  throw ReadError.broken(
    'ec2:DescribeFlowLogs',
    `nothing of ${flowLogId}`,
    'the flow log that Config recorded',
  );
}
