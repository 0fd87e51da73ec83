import { ReadError } from '../inventory/read-error';
import {
  type Captures,
  complianceTypeOf,
  type FlowLog,
  type InScope,
  judgeCoverage,
  type RuleParameters,
  type Verdict,
} from '../policy';
import type { JudgeContext } from './judge-context';

/** `listed` reads the Region's lists, whatever their size; `asked by id` asks for what belongs to these VPCs. */
export type Reading = 'listed' | 'asked by id';

interface Captured extends Captures {
  readonly scope: InScope;
  readonly subnetIds: string[];
  readonly flowLogs: FlowLog[];
  /** EC2 still lists a flow log that Config recorded as deleted: what else it lists may be gone as well. */
  listsDeleted: boolean;
}

export interface Coverages {
  /** In the order of the scopes. */
  readonly verdicts: readonly Verdict[];
  readonly captured: readonly Readonly<Captured>[];
  /** Whether EC2 showed the flow log that the event told of. */
  readonly sawTold: boolean;
}

/**
 * Reads what captures the traffic of these VPCs, and judges them by it. Of long lists only what belongs to them is kept:
 * an account can have far more flow logs of interfaces than of VPCs.
 */
export async function judgeCoverages(
  scopes: readonly InScope[],
  context: JudgeContext,
  reading: Reading,
): Promise<Coverages> {
  const { inventory, parameters, told } = context;
  const captured = scopes.map(
    (scope): Captured => ({ scope, subnetIds: [], flowLogs: [], listsDeleted: false }),
  );
  /** By the id of what a flow log captures: the VPC or, where they may cover it, a subnet. */
  const owners = new Map(captured.map((each) => [each.scope.vpcId, each]));
  if (parameters.acceptSubnetCoverage) await readSubnets(owners, context, reading);
  // Last, so that a flow log that is created meanwhile is seen rather than missed.
  const flowLogs = reading === 'listed' ? inventory.flowLogs() : inventory.flowLogsOf([...owners.keys()]);
  let sawTold = false;
  for await (const flowLog of flowLogs) {
    const isTold = flowLog.flowLogId === told?.flowLogId;
    sawTold ||= isTold;
    const owner = owners.get(flowLog.resourceId);
    if (isTold && told.deleted) markStale(owner);
    else owner?.flowLogs.push(flowLog);
  }
  return { verdicts: captured.map((each) => verdictOf(each, parameters)), captured, sawTold };
}

async function readSubnets(
  owners: Map<string, Captured>,
  { inventory }: JudgeContext,
  reading: Reading,
): Promise<void> {
  const subnets = reading === 'listed' ? inventory.subnets() : inventory.subnetsOf([...owners.keys()]);
  for await (const { subnetId, vpcId } of subnets) {
    const owner = owners.get(vpcId);
    if (!owner) continue;
    owner.subnetIds.push(subnetId);
    owners.set(subnetId, owner);
  }
}

function markStale(owner: Captured | undefined): void {
  if (owner) owner.listsDeleted = true;
}

/** Without what Config knows to be deleted a VPC can only be worse off; that it is covered all the same proves nothing. */
function verdictOf({ scope, listsDeleted, ...captures }: Captured, parameters: RuleParameters): Verdict {
  const verdict = judgeCoverage(scope, captures, parameters);
  if (listsDeleted && complianceTypeOf(verdict) === 'COMPLIANT')
    throw ReadError.broken(
      'ec2:DescribeFlowLogs',
      'a flow log that Config recorded as deleted',
      'the flow logs that there are',
    );
  return verdict;
}
