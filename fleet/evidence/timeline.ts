import { changeEvent } from './change-index';
import type {
  Ec26Comparison,
  EvidenceEvaluation,
  EvidenceFlowLog,
  EvidenceRemediation,
  Exemption,
  TimelineEvent,
} from './evidence';
import { endOfExemption } from './exemption';
import type { FlowLogChange } from './flow-log-change';

/** All that has a time of one VPC. */
export interface Told {
  readonly flowLogs: readonly EvidenceFlowLog[];
  readonly changes: readonly FlowLogChange[];
  readonly evaluations: readonly EvidenceEvaluation[];
  readonly remediations: readonly EvidenceRemediation[];
  readonly exemption: Exemption | undefined;
}

/** Oldest first. What has no time is left out. */
export function timelineOf({
  flowLogs,
  changes,
  evaluations,
  remediations,
  exemption,
}: Told): TimelineEvent[] {
  const listed = new Set(flowLogs.flatMap(({ flowLogId, createdAt }) => (createdAt ? [flowLogId] : [])));
  const events = [
    ...flowLogs.map(created),
    ...changes
      .filter(({ kind, flowLogId }) => kind === 'deleted' || !listed.has(flowLogId))
      .map((change) => changeEvent(change)),
    ...evaluations.map(evaluated),
    ...remediations.flatMap(remediated),
    exemption?.until === undefined
      ? undefined
      : event(endOfExemption(exemption.until), 'exemption-ends', `the exemption by ${exemption.by} ends`),
  ];
  return events.filter((each) => each !== undefined).sort(byTime);
}

export const findingEvent = ({
  finding,
  checkedAt,
  updatedAt,
  workflow,
}: Ec26Comparison): readonly TimelineEvent[] => {
  const told =
    finding &&
    event(checkedAt ?? updatedAt, 'ec26-finding', `EC2.6: ${finding}, workflow ${workflow ?? 'not given'}`);
  return told ? [told] : [];
};

/** With another event at its place. */
export const withEvents = (
  timeline: readonly TimelineEvent[],
  more: readonly TimelineEvent[],
): readonly TimelineEvent[] => (more.length === 0 ? timeline : [...timeline, ...more].sort(byTime));

const event = (
  at: string | undefined,
  kind: TimelineEvent['kind'],
  text: string,
  actor?: string,
): TimelineEvent | undefined => (at === undefined ? undefined : { at, kind, text, actor });

const created = (flowLog: EvidenceFlowLog): TimelineEvent | undefined => {
  const { flowLogId, trafficType, destination, destinationType, executionId, createdBy } = flowLog;
  const execution = executionId === undefined ? '' : ` by Automation execution ${executionId}`;
  const text = `${flowLogId} created${execution}: ${trafficType ?? 'unknown traffic'} to ${destination ?? destinationType ?? 'nowhere'}`;
  return event(flowLog.createdAt, 'flow-log-created', text, createdBy);
};

const evaluated = ({ ruleName, compliance, annotation, recordedAt, invokedAt }: EvidenceEvaluation) =>
  event(recordedAt ?? invokedAt, 'evaluation', `${ruleName}: ${compliance}, ${annotation}`);

const remediated = (remediation: EvidenceRemediation) => {
  const { ruleName, state, invokedAt, endedAt, failure, exception } = remediation;
  const outcome = failure === undefined ? '' : `, ${failure}`;
  return [
    event(invokedAt, 'remediation-started', `${ruleName}: remediation started`),
    event(endedAt, 'remediation-ended', `${ruleName}: remediation ${state}${outcome}`),
    event(exception?.endsAt, 'exception-ends', `${ruleName}: the remediation exception ends`),
  ];
};

const byTime = (left: TimelineEvent, right: TimelineEvent): number =>
  compared(left.at, right.at) || compared(left.kind, right.kind) || compared(left.text, right.text);

const compared = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
