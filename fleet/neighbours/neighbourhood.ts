import type { Place, Vpc } from '../../policy';
import type { RegionFacts } from '../audit/region-reads';
import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import type { DeployedRequirement } from '../deployed/deployed-requirement';
import { copiedExecutions } from '../prune/ownership';

/** What EC2 lists of one account and Region, and by what we judge it there. */
export interface Neighbourhood {
  readonly place: Place;
  readonly now: Date;
  /** Those that were asked for. */
  readonly requirements: readonly DeployedRequirement[];
  /** All that are deployed here. */
  readonly deployed: readonly DeployedRequirement[];
  /** The account's own: of a VPC that is shared with it, only the owner sees the flow logs. */
  readonly vpcs: readonly Vpc[];
  readonly flowLogsOf: (resourceId: string) => readonly TaggedFlowLog[];
  readonly subnetsOf: (vpcId: string) => readonly string[];
  /** Executions that several flow logs name. */
  readonly copied: ReadonlySet<string>;
}

export const neighbourhoodOf = (
  { vpcs, flowLogsByResource, subnetsByVpc }: RegionFacts,
  circumstances: Pick<Neighbourhood, 'place' | 'now' | 'requirements' | 'deployed'>,
): Neighbourhood => ({
  ...circumstances,
  vpcs: vpcs.filter(({ ownerId }) => ownerId === circumstances.place.accountId),
  flowLogsOf: (resourceId) => flowLogsByResource.get(resourceId) ?? [],
  subnetsOf: (vpcId) => (subnetsByVpc.get(vpcId) ?? []).map(({ subnetId }) => subnetId),
  copied: copiedExecutions([...flowLogsByResource.values()].flat()),
});
