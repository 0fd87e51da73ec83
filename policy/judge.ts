import { ANNOTATION_LIMIT, fitAnnotation } from './annotation';
import {
  capturesTraffic,
  isHealthy,
  type Shortfall,
  shortfallsBesideTraffic,
  trafficShortfall,
} from './coverage';
import type { FlowLog, Place, Vpc } from './facts';
import type { RuleParameters } from './parameters';
import { type ComplianceType, type NotApplicableReason, REASONS, type Reason } from './reasons';
import { findScope } from './scope';

/** The result of judging one VPC against one requirement. */
export interface Verdict {
  readonly vpcId: string;
  readonly reason: Reason;
  /** Why, for a person: 1 to 256 characters, as Config accepts. */
  readonly annotation: string;
}

export const complianceTypeOf = (verdict: Verdict): ComplianceType => REASONS[verdict.reason].complianceType;

export interface Judgement {
  readonly vpc: Vpc;
  /** May hold flow logs of other resources, in any order and more than once: they never matter. */
  readonly flowLogs: readonly FlowLog[];
  readonly place: Place;
  readonly parameters: RuleParameters;
  readonly now: Date;
}

/** The verdict on a VPC that there is nothing to judge of. */
export const notApplicable = (vpcId: string, reason: NotApplicableReason, text: string): Verdict => ({
  vpcId,
  reason,
  annotation: fitAnnotation(text),
});

/** Judges one VPC. Pure: the same facts give the same verdict, whatever their order. */
export function judge({ vpc, flowLogs, place, parameters, now }: Judgement): Verdict {
  const scope = findScope(vpc, place, parameters, now);
  if ('notJudged' in scope) return notApplicable(vpc.vpcId, scope.notJudged.reason, scope.notJudged.text);
  const candidates = flowLogsOf(vpc.vpcId, flowLogs).map((flowLog) => assess(flowLog, parameters));
  const verdict = capturesTraffic(candidates.filter(isSound).map(flowLogOf), parameters.trafficType)
    ? covered(vpc.vpcId, candidates)
    : uncovered(vpc.vpcId, candidates);
  return { ...verdict, annotation: annotate(verdict.annotation, scope.note) };
}

const NOTE_LIMIT = 160;

/** What an exemption came to is said even where the rest fills the annotation. */
function annotate(text: string, note: string | undefined): string {
  if (note === undefined) return fitAnnotation(text);
  const end = `; ${fitAnnotation(note, NOTE_LIMIT)}`;
  return `${fitAnnotation(text, ANNOTATION_LIMIT - end.length)}${end}`;
}

/**
 * The flow logs of one resource, each once, in an order that does not depend on the listing's. Pages of a listing are
 * read one after the other: of two copies of one flow log, the unhealthy one is believed.
 */
export function flowLogsOf(resourceId: string, flowLogs: readonly FlowLog[]): readonly FlowLog[] {
  const own = new Map<string, FlowLog>();
  for (const flowLog of flowLogs) {
    if (flowLog.resourceId !== resourceId) continue;
    const known = own.get(flowLog.flowLogId);
    if (!known || isHealthy(known)) own.set(flowLog.flowLogId, flowLog);
  }
  return [...own.values()].sort((left, right) => (left.flowLogId < right.flowLogId ? -1 : 1));
}

interface Candidate {
  readonly flowLog: FlowLog;
  /** Without the traffic type, in which two flow logs may complete each other. */
  readonly shortfalls: readonly Shortfall[];
  readonly traffic: readonly Shortfall[];
}

const assess = (flowLog: FlowLog, parameters: RuleParameters): Candidate => ({
  flowLog,
  shortfalls: shortfallsBesideTraffic(flowLog, parameters),
  traffic: trafficShortfall(flowLog, parameters.trafficType),
});

const flowLogOf = ({ flowLog }: Candidate): FlowLog => flowLog;
const isSound = ({ shortfalls }: Candidate): boolean => shortfalls.length === 0;
const allShortfalls = ({ shortfalls, traffic }: Candidate): readonly Shortfall[] => [
  ...shortfalls,
  ...traffic,
];

function covered(vpcId: string, candidates: readonly Candidate[]): Verdict {
  const sound = candidates.filter(isSound);
  const alone = sound.filter(({ traffic }) => traffic.length === 0);
  const [first, ...duplicates] = alone;
  const parts = first ? [describe(first)] : sound.map(describe);
  if (duplicates.length > 0) parts.push(`captured again by ${names(duplicates)}, at extra cost`);
  for (const candidate of candidates.filter((each) => !isSound(each)))
    parts.push(`${candidate.flowLog.flowLogId} ${texts(candidate)}`);
  return { vpcId, reason: 'covered', annotation: parts.join('; ') };
}

function uncovered(vpcId: string, candidates: readonly Candidate[]): Verdict {
  const [nearest, ...others] = [...candidates].sort(
    (left, right) => allShortfalls(left).length - allShortfalls(right).length,
  );
  if (!nearest) return { vpcId, reason: 'no-flow-log', annotation: 'no flow log' };
  const more = others.length > 0 ? ` (+${others.length} more)` : '';
  return {
    vpcId,
    reason: allShortfalls(nearest)[0]?.reason ?? 'traffic-type',
    annotation: `${nearest.flowLog.flowLogId} ${texts(nearest)}${more}`,
  };
}

const texts = (candidate: Candidate): string =>
  allShortfalls(candidate)
    .map(({ text }) => text)
    .join(' and ');

const names = (candidates: readonly Candidate[]): string =>
  candidates.map(({ flowLog }) => flowLog.flowLogId).join(', ');

const describe = ({ flowLog }: Candidate): string =>
  `${flowLog.flowLogId} captures ${flowLog.trafficType} to ${flowLog.destination ?? flowLog.destinationType}`;
