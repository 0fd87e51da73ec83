import type { DeployedRequirement, Doubt } from '../deployed/deployed-requirement';
import { isUnreadable } from '../deployed/documented-flow-log';
import type { Outcome } from '../outcome';
import type { Finding } from '../preflight';
import type { RegionReport } from '../region-report';
import { plainText } from '../terminal/plain-text';
import type { Color, Terminal } from '../terminal/terminal';

export interface Examined {
  readonly requirements: readonly DeployedRequirement[];
  readonly doubts: readonly Doubt[];
  readonly findings: readonly Finding[];
}

const COLORS: Readonly<Record<Finding['status'], Color>> = { ok: 'green', problem: 'red', unknown: 'yellow' };

/** @param all lists what is in order as well */
export function reportFindings(examined: Examined, all: boolean, terminal: Terminal): RegionReport {
  const { requirements, doubts, findings } = examined;
  const unread = [...doubts.map(doubtText), ...requirements.flatMap(documentText)];
  const shown = findings.filter(({ status }) => all || status !== 'ok');
  const count = (status: Finding['status']): number =>
    findings.filter((finding) => finding.status === status).length;
  return {
    outcome: outcomeOf(examined, unread),
    lines: [
      ...requirements.map(({ name, ruleName, remediation }) =>
        plainText(`${name} (rule ${ruleName}): ${remediation.mode}`),
      ),
      ...(requirements.length === 0 ? ['no rule of ours that was asked for'] : []),
      ...unread.map((text) => terminal.paint('yellow', plainText(text))),
      ...shown.flatMap((finding) => findingLines(finding, terminal)),
      `${findings.length} findings: ${count('problem')} problems, ${count('unknown') + unread.length} unknown, ${count('ok')} in order`,
    ],
    json: {
      requirements: requirements.map(({ name, ruleName, remediation }) => ({ name, ruleName, remediation })),
      doubts,
      findings,
    },
  };
}

const doubtText = ({ ruleName, problem }: Doubt): string =>
  `unknown: rule ${ruleName} looks like ours: ${problem}`;

const documentText = ({ remediation }: DeployedRequirement): readonly string[] =>
  remediation.mode !== 'observe' && isUnreadable(remediation.document)
    ? [`unknown: document ${remediation.documentName}: ${remediation.document.unreadable}`]
    : [];

const findingLines = (
  { check, status, about, finding, remedy }: Finding,
  terminal: Terminal,
): readonly string[] => [
  `${terminal.paint(COLORS[status], plainText(status))}  ${plainText(`${check}  ${about}`)}`,
  `  ${plainText(finding)}`,
  ...(remedy === undefined ? [] : [`  remedy: ${plainText(remedy)}`]),
];

/** A problem is certain, whatever else could not be read; what is unknown is no gap. */
function outcomeOf({ findings }: Examined, unread: readonly string[]): Outcome {
  if (findings.some(({ status }) => status === 'problem')) return 'to-do';
  return unread.length > 0 || findings.some(({ status }) => status === 'unknown') ? 'error' : 'fine';
}
