import { ReadError } from '../inventory/read-error';
import { notApplicable, type Verdict } from '../policy';
import type { ConfigurationHistory, RecordedType } from './configuration-history';
import type { RelationshipChange } from './item-diff';
import { refuse } from './json-members';
import type { JudgeContext } from './judge-context';
import { goneVerdict, judgeLive, type LiveJudgement } from './live-judgement';
import type { ConfigurationItem, ItemStatus } from './notification';
import { FLOW_LOG_TYPE, SUBNET_TYPE, VPC_TYPE } from './resource-types';
import { sweep } from './sweep';

/** What a changed VPC or flow log means for the VPCs of the Region. */
export function judgeChange(
  item: ConfigurationItem,
  eventLeftScope: boolean,
  context: JudgeContext,
  history: ConfigurationHistory,
): Promise<readonly Verdict[]> {
  switch (item.resourceType) {
    case VPC_TYPE:
      return judgeVpcChange(item, eventLeftScope, context, history);
    case FLOW_LOG_TYPE:
      return judgeFlowLogChange(item, context, history);
    default:
      throw refuse(
        'resourceType',
        item.resourceType,
        `${VPC_TYPE}, ${FLOW_LOG_TYPE}`,
        'correct the scope of the rule',
      );
  }
}

/** What an oversized item leaves out is not looked up: the judge reads EC2, of the item only the id counts. */
async function judgeVpcChange(
  { resourceId: vpcId, status, changedRelationships }: ConfigurationItem,
  eventLeftScope: boolean,
  context: JudgeContext,
  history: ConfigurationHistory,
): Promise<readonly Verdict[]> {
  switch (status) {
    case 'ResourceDeleted':
    case 'ResourceDeletedNotRecorded':
      return [goneVerdict(vpcId)];
    case 'ResourceNotRecorded':
      return [notApplicable(vpcId, 'not-recorded', 'Config does not record the VPC any more')];
    case 'OK':
    case 'ResourceDiscovered': {
      if (eventLeftScope) return [notApplicable(vpcId, 'not-recorded', 'the VPC left the scope of the rule')];
      if (changedRelationships && !mayMatter(changedRelationships, context)) return [];
      const judgement = await judgeLive(vpcId, context);
      if (judgement.verdict.reason === 'gone') await refuseUnlessDeleted(VPC_TYPE, vpcId, history);
      refuseUnshownSubnets(changedRelationships ?? [], judgement);
      return [judgement.verdict];
    }
  }
}

/**
 * A VPC has a new item whenever something in it comes or goes, an interface of a function most of all
 * (https://docs.aws.amazon.com/config/latest/developerguide/faq.html#faq-6). No flow log is among its relationships, so
 * that only its subnets matter, and those only where they may cover it.
 */
const mayMatter = (changes: readonly RelationshipChange[], { parameters }: JudgeContext): boolean =>
  parameters.acceptSubnetCoverage && changes.some(({ resourceType }) => resourceType === SUBNET_TYPE);

/** A new subnet that EC2 does not show yet has no flow log that it could show: the others prove no coverage. */
function refuseUnshownSubnets(
  changes: readonly RelationshipChange[],
  { verdict, shown }: LiveJudgement,
): void {
  if (verdict.reason !== 'subnets-covered') return;
  const unshown = changes.find(
    ({ resourceType, resourceId, came }) =>
      resourceType === SUBNET_TYPE && came && !shown?.subnetIds.includes(resourceId),
  );
  if (unshown)
    throw ReadError.broken(
      'ec2:DescribeSubnets',
      `nothing of ${unshown.resourceId}`,
      'the subnet that Config recorded',
    );
}

/**
 * Whatever became of the flow log, or of its recording, its VPC is judged as it now is. What a flow log captures never
 * changes, so that any item of its history tells; when none does, every VPC may be the one.
 */
async function judgeFlowLogChange(
  { resourceId: flowLogId, configuration, status }: ConfigurationItem,
  surroundings: JudgeContext,
  history: ConfigurationHistory,
): Promise<readonly Verdict[]> {
  const context = { ...surroundings, told: { flowLogId, deleted: isDeleted(status) } };
  const refuseUnshown = async (shown: boolean): Promise<void> => {
    if (!shown && isRecorded(status)) await refuseUnlessDeleted(FLOW_LOG_TYPE, flowLogId, history);
  };
  const named = configuration?.['resourceId'];
  const captured = typeof named === 'string' && named !== '' ? named : await history.resourceIdOf(flowLogId);
  if (captured === undefined) {
    const { verdicts, sawTold } = await sweep(context);
    await refuseUnshown(sawTold);
    return verdicts;
  }
  const vpcId = await vpcOf(captured, context);
  if (vpcId === undefined) return [];
  const { verdict, shown } = await judgeLive(vpcId, context);
  if (shown) await refuseUnshown(shown.sawTold);
  if (verdict.reason === 'gone' && isRecorded(status)) await refuseUnlessDeleted(VPC_TYPE, vpcId, history);
  return [verdict];
}

const isDeleted = (status: ItemStatus): boolean =>
  status === 'ResourceDeleted' || status === 'ResourceDeletedNotRecorded';

const isRecorded = (status: ItemStatus): boolean => status === 'OK' || status === 'ResourceDiscovered';

/** The VPC that a flow log of this resource may cover; a subnet that is gone, or not shown yet, waits for the next sweep. */
async function vpcOf(
  resourceId: string,
  { inventory, parameters }: JudgeContext,
): Promise<string | undefined> {
  if (resourceId.startsWith('vpc-')) return resourceId;
  if (!parameters.acceptSubnetCoverage || !resourceId.startsWith('subnet-')) return undefined;
  return (await inventory.subnet(resourceId))?.vpcId;
}

const UNSHOWN: Readonly<Record<RecordedType, readonly [action: string, allowed: string]>> = {
  [VPC_TYPE]: ['ec2:DescribeVpcs', 'the VPC that Config recorded'],
  [FLOW_LOG_TYPE]: ['ec2:DescribeFlowLogs', 'the flow log that Config recorded'],
};

/**
 * Config saw the resource, so an answer without it is older than the item: EC2 shows what is new with delay
 * (https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html), and no other event would come. Lambda
 * retries after one and two more minutes. Unless it was deleted since, and the notifications come late or in disorder.
 */
async function refuseUnlessDeleted(
  resourceType: RecordedType,
  resourceId: string,
  history: ConfigurationHistory,
): Promise<void> {
  if (await history.isDeleted(resourceType, resourceId)) return;
  const [action, allowed] = UNSHOWN[resourceType];
  throw ReadError.broken(action, `nothing of ${resourceId}`, allowed);
}
