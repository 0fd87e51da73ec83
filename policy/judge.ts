import { ANNOTATION_LIMIT, fitAnnotation } from './annotation';
import type { FlowLog, Place, Vpc } from './facts';
import type { RuleParameters } from './parameters';
import { type ComplianceType, type NotApplicableReason, REASONS, type Reason } from './reasons';
import { coverageOf } from './resource-coverage';
import { findScope } from './scope';
import { coverageOfSubnets } from './subnet-coverage';

/** The result of judging one VPC against one requirement. */
export interface Verdict {
  readonly vpcId: string;
  readonly reason: Reason;
  /** Why, for a person: 1 to 256 characters, as Config accepts. */
  readonly annotation: string;
}

export const complianceTypeOf = (verdict: Verdict): ComplianceType => REASONS[verdict.reason];

/** The verdict on a VPC that there is nothing to judge of. */
export const notApplicable = (vpcId: string, reason: NotApplicableReason, text: string): Verdict => ({
  vpcId,
  reason,
  annotation: fitAnnotation(text),
});

export interface Circumstances {
  readonly place: Place;
  readonly parameters: RuleParameters;
  readonly now: Date;
}

/** A VPC that its flow logs decide about, and all that is left to know of it. */
export interface InScope {
  readonly vpcId: string;
  /** What its exemption tag came to, when it has one that exempts nothing. */
  readonly note: string | undefined;
}

/** The verdict on a VPC that needs no flow logs, before any is read. */
export function judgeScope(vpc: Vpc, { place, parameters, now }: Circumstances): Verdict | InScope {
  const scope = findScope(vpc, place, parameters, now);
  return 'notJudged' in scope
    ? notApplicable(vpc.vpcId, scope.notJudged.reason, scope.notJudged.text)
    : { vpcId: vpc.vpcId, note: scope.note };
}

export const isVerdict = (judged: Verdict | InScope): judged is Verdict => 'reason' in judged;

/** What captures the traffic of one VPC. */
export interface Captures {
  /** May hold flow logs of other resources, in any order and more than once: they never matter. */
  readonly flowLogs: readonly FlowLog[];
  /** All subnets of the VPC; they matter where acceptSubnetCoverage is set. */
  readonly subnetIds: readonly string[];
}

/** Pure: the same facts give the same verdict, whatever their order. */
export function judgeCoverage(
  { vpcId, note }: InScope,
  { flowLogs, subnetIds }: Captures,
  parameters: RuleParameters,
): Verdict {
  const own = coverageOf(vpcId, flowLogs, parameters);
  if (own.reason === 'covered' || !parameters.acceptSubnetCoverage)
    return { vpcId, reason: own.reason, annotation: annotate(own.text, note) };
  const subnets = coverageOfSubnets(subnetIds, flowLogs, parameters);
  return {
    vpcId,
    reason: subnets.complete ? 'subnets-covered' : own.reason,
    annotation: annotate(`${subnets.text}; the VPC itself: ${own.text}`, note),
  };
}

/** Everything about one VPC at once. */
export interface Judgement extends Circumstances {
  readonly vpc: Vpc;
  readonly flowLogs: readonly FlowLog[];
  readonly subnetIds?: readonly string[];
}

export function judge({ vpc, flowLogs, subnetIds = [], ...circumstances }: Judgement): Verdict {
  const scope = judgeScope(vpc, circumstances);
  return isVerdict(scope) ? scope : judgeCoverage(scope, { flowLogs, subnetIds }, circumstances.parameters);
}

const NOTE_LIMIT = 160;

/** What an exemption came to is said even where the rest fills the annotation. */
function annotate(text: string, note: string | undefined): string {
  if (note === undefined) return fitAnnotation(text);
  const end = `; ${fitAnnotation(note, NOTE_LIMIT)}`;
  return `${fitAnnotation(text, ANNOTATION_LIMIT - end.length)}${end}`;
}
