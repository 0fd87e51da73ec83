import { complianceTypeOf, DESTINATION_TYPES, type DestinationType, judge, type Vpc } from '../../policy';
import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import { monthlyCost, PRICES_ORIGIN } from '../prices';
import { listed, type NeighbourFinding, none, note } from './finding';
import type { Neighbourhood } from './neighbourhood';
import { ownerOf } from './owners';

/** Flow logs by which the same traffic is delivered more than once. */
interface Overlap {
  readonly what: string;
  readonly flowLogs: readonly TaggedFlowLog[];
}

/** Flow logs of interfaces are left out: to which VPC one belongs is not read. */
export function duplicateFindings(neighbourhood: Neighbourhood): readonly NeighbourFinding[] {
  const findings = neighbourhood.vpcs.flatMap((vpc) => {
    const overlaps = overlapsOf(vpc.vpcId, neighbourhood).filter(
      ({ flowLogs }) => !flowLogs.every((each) => isAskedFor(each, vpc, neighbourhood)),
    );
    return overlaps.length > 0 ? [note('duplicates', vpc.vpcId, description(overlaps, neighbourhood))] : [];
  });
  return findings.length > 0 ? findings : [none('duplicates', neighbourhood.place.region)];
}

/** Whether a requirement that is deployed here would not be met without it. */
function isAskedFor(
  { fact }: TaggedFlowLog,
  vpc: Vpc,
  { deployed, flowLogsOf, subnetsOf, place, now }: Neighbourhood,
): boolean {
  const subnetIds = subnetsOf(vpc.vpcId);
  const all = [vpc.vpcId, ...subnetIds].flatMap(flowLogsOf).map((each) => each.fact);
  const others = all.filter(({ flowLogId }) => flowLogId !== fact.flowLogId);
  return deployed.some(({ parameters }) => {
    const [withIt, without] = [all, others].map((flowLogs) =>
      complianceTypeOf(judge({ vpc, flowLogs, subnetIds, place, parameters, now })),
    );
    return withIt === 'COMPLIANT' && without === 'NON_COMPLIANT';
  });
}

function overlapsOf(vpcId: string, { flowLogsOf, subnetsOf }: Neighbourhood): readonly Overlap[] {
  const own = flowLogsOf(vpcId).filter(delivers);
  const subnets = subnetsOf(vpcId).map((subnetId) => ({
    subnetId,
    flowLogs: flowLogsOf(subnetId).filter(delivers),
  }));
  return [
    ...overlapsWithin(own, 'captured by'),
    ...subnets.flatMap(({ subnetId, flowLogs }) => [
      ...overlapsWithin(flowLogs, `${subnetId} captured by`),
      ...overlapsBetween(own, flowLogs, `${subnetId} captured with the VPC and by itself, by`),
    ]),
  ];
}

/** What is not delivered is not charged. */
const delivers = ({ fact }: TaggedFlowLog): boolean =>
  fact.flowLogStatus === 'ACTIVE' &&
  fact.deliverLogsStatus !== 'FAILED' &&
  fact.destinationType !== undefined;

/** Of one resource: the same traffic to the same type of destination, or all traffic to two. */
function overlapsWithin(flowLogs: readonly TaggedFlowLog[], what: string): readonly Overlap[] {
  const sameType = DESTINATION_TYPES.map((type) =>
    flowLogs.filter(
      (each) =>
        isTo(each, type) &&
        flowLogs.some((other) => other !== each && isTo(other, type) && shareTraffic(each, other)),
    ),
  );
  const all = flowLogs.filter(({ fact }) => fact.trafficType === 'ALL');
  const types = new Set(all.map(({ fact }) => fact.destinationType));
  return [...sameType, types.size > 1 ? all : []]
    .filter((group) => group.length > 1)
    .map((group) => ({ what, flowLogs: group }));
}

function overlapsBetween(
  ofVpc: readonly TaggedFlowLog[],
  ofSubnet: readonly TaggedFlowLog[],
  what: string,
): readonly Overlap[] {
  return ofSubnet.flatMap((each) => {
    const twins = ofVpc.filter((other) => isTwin(each, other));
    return twins.length > 0 ? [{ what, flowLogs: [...twins, each] }] : [];
  });
}

const isTwin = (left: TaggedFlowLog, right: TaggedFlowLog): boolean =>
  (left.fact.destinationType === right.fact.destinationType && shareTraffic(left, right)) ||
  [left, right].every(({ fact }) => fact.trafficType === 'ALL');

const isTo = ({ fact }: TaggedFlowLog, type: DestinationType): boolean => fact.destinationType === type;

/** ALL is both ACCEPT and REJECT. */
const shareTraffic = ({ fact: left }: TaggedFlowLog, { fact: right }: TaggedFlowLog): boolean =>
  left.trafficType === right.trafficType || left.trafficType === 'ALL' || right.trafficType === 'ALL';

function description(overlaps: readonly Overlap[], { copied }: Neighbourhood): string {
  const parts = overlaps.map(({ what, flowLogs }) => {
    const named = flowLogs.map((flowLog) => {
      const { flowLogId, trafficType, destination } = flowLog.fact;
      return `${flowLogId} (${ownerOf(flowLog, copied).text}; ${trafficType} to ${destination})`;
    });
    return `${what} ${listed(named)}`;
  });
  const types = new Set(overlaps.flatMap(({ flowLogs }) => flowLogs.map(({ fact }) => fact.destinationType)));
  return [...parts, estimate([...types].filter((type) => type !== undefined))].join('; ');
}

const GIGABYTES = 100;

/** How much a flow log delivers is not read: the price of so much, for whoever knows. */
function estimate(types: readonly DestinationType[]): string {
  const costs = types.map((type) => {
    const { delivery, storage = 0 } = monthlyCost({
      destination: type,
      gigabytes: GIGABYTES,
      storedGigabytes: GIGABYTES,
    });
    return `$${(delivery + storage).toFixed(2)} to ${type}`;
  });
  return `an estimate: ${GIGABYTES} GB a month, which is not measured here, cost for each copy ${costs.join(', ')} (${PRICES_ORIGIN})`;
}
