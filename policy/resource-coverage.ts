import {
  ailmentOf,
  capturesTraffic,
  type Shortfall,
  shortfallsBesideTraffic,
  trafficShortfall,
} from './coverage';
import type { FlowLog } from './facts';
import type { RuleParameters } from './parameters';
import type { UncoveredReason } from './reasons';

/** What the flow logs of one resource, a VPC or a subnet, come to. */
export interface ResourceCoverage {
  readonly reason: 'covered' | UncoveredReason;
  /** For a person; of any length. */
  readonly text: string;
}

export function coverageOf(
  resourceId: string,
  flowLogs: readonly FlowLog[],
  parameters: RuleParameters,
): ResourceCoverage {
  const candidates = flowLogsOf(resourceId, flowLogs).map((flowLog) => assess(flowLog, parameters));
  return capturesTraffic(candidates.filter(isSound).map(flowLogOf), parameters.trafficType)
    ? covered(candidates)
    : uncovered(candidates);
}

/**
 * The flow logs of one resource, each once, in an order that does not depend on the listing's. Pages of a listing are
 * read one after the other: of two copies of one flow log, the unhealthy one is believed, and of two unhealthy ones
 * always the same.
 */
export function flowLogsOf(resourceId: string, flowLogs: readonly FlowLog[]): readonly FlowLog[] {
  const own = new Map<string, FlowLog>();
  for (const flowLog of flowLogs) {
    if (flowLog.resourceId !== resourceId) continue;
    const known = own.get(flowLog.flowLogId);
    // Stryker disable next-line EqualityOperator: copies that ail alike are alike, a flow log cannot be changed
    if (!known || ailmentOf(flowLog) > ailmentOf(known)) own.set(flowLog.flowLogId, flowLog);
  }
  // Stryker disable next-line EqualityOperator: no two of these have the same id
  return [...own.values()].sort((left, right) => (left.flowLogId < right.flowLogId ? -1 : 1));
}

interface Candidate {
  readonly flowLog: FlowLog;
  /** Without the traffic type, in which two flow logs may complete each other. */
  readonly shortfalls: readonly Shortfall[];
  readonly traffic: readonly string[];
}

const assess = (flowLog: FlowLog, parameters: RuleParameters): Candidate => ({
  flowLog,
  shortfalls: shortfallsBesideTraffic(flowLog, parameters),
  traffic: trafficShortfall(flowLog, parameters.trafficType),
});

const flowLogOf = ({ flowLog }: Candidate): FlowLog => flowLog;
const isSound = ({ shortfalls }: Candidate): boolean => shortfalls.length === 0;
const textsOf = ({ shortfalls, traffic }: Candidate): readonly string[] => [
  ...shortfalls.map(({ text }) => text),
  ...traffic,
];

function covered(candidates: readonly Candidate[]): ResourceCoverage {
  const sound = candidates.filter(isSound);
  const alone = sound.filter(({ traffic }) => traffic.length === 0);
  const [first, ...duplicates] = alone;
  const parts = first ? [describe(first)] : sound.map(describe);
  if (duplicates.length > 0) parts.push(`captured again by ${names(duplicates)}, at extra cost`);
  parts.push(...candidates.filter((candidate) => !isSound(candidate)).map(miss));
  return { reason: 'covered', text: parts.join('; ') };
}

function uncovered(candidates: readonly Candidate[]): ResourceCoverage {
  const [nearest, ...others] = [...candidates].sort(
    (left, right) => textsOf(left).length - textsOf(right).length,
  );
  if (!nearest) return { reason: 'no-flow-log', text: 'no flow log' };
  const more = others.length > 0 ? ` (+${others.length} more)` : '';
  return {
    reason: nearest.shortfalls[0]?.reason ?? 'traffic-type',
    text: `${miss(nearest)}${more}`,
  };
}

const miss = (candidate: Candidate): string =>
  `${candidate.flowLog.flowLogId} ${textsOf(candidate).join(' and ')}`;

const names = (candidates: readonly Candidate[]): string =>
  candidates.map(({ flowLog }) => flowLog.flowLogId).join(', ');

const describe = ({ flowLog }: Candidate): string =>
  `${flowLog.flowLogId} captures ${flowLog.trafficType} to ${flowLog.destination ?? flowLog.destinationType}`;
