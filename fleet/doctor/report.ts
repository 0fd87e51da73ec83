import type { DeployedRequirement, Doubt } from '../deployed/deployed-requirement';
import { isUnreadable } from '../deployed/documented-flow-log';
import { counted } from '../neighbours/finding';
import type { Outcome } from '../outcome';
import type { RegionReport } from '../region-report';
import { plainText } from '../terminal/plain-text';
import type { Color, Terminal } from '../terminal/terminal';
import type { Examined } from './examine';
import { plannedTexts } from './planned-here';

/** A finding of the preflight, of the neighbours, or that something of ours could not be read. */
export interface Told {
  readonly check: string;
  readonly status: 'ok' | 'note' | 'problem' | 'unknown';
  readonly about: string;
  readonly finding: string;
  readonly remedy?: string;
}

const COLORS: Readonly<Record<Told['status'], Color>> = {
  ok: 'green',
  note: 'bold',
  problem: 'red',
  unknown: 'yellow',
};

export const NO_RULE = 'no rule of ours that was asked for';

/** @param all lists what is in order as well */
export function reportFindings(examined: Examined, all: boolean, terminal: Terminal): RegionReport {
  const { requirements, planned, doubts, findings } = examined;
  const plans = plannedTexts(planned);
  const told = everythingTold(examined);
  return {
    outcome: outcomeOf(told),
    lines: [
      ...requirements.map(({ name, ruleName, remediation }) =>
        plainText(`${name} (rule ${ruleName}): ${remediation.mode}`),
      ),
      ...plans.map(plainText),
      ...(requirements.length + plans.length === 0 ? [NO_RULE] : []),
      ...shown(told, all).flatMap((each) => toldLines(each, terminal)),
      countedByStatus(told),
    ],
    json: {
      requirements: requirements.map(({ name, ruleName, remediation }) => ({ name, ruleName, remediation })),
      planned,
      doubts,
      findings,
    },
  };
}

/** The gravest first, each kind in the order of the checks. */
const ORDER: readonly Told['status'][] = ['problem', 'unknown', 'note', 'ok'];

const shown = (told: readonly Told[], all: boolean): readonly Told[] =>
  ORDER.filter((status) => all || status !== 'ok').flatMap((wanted) =>
    told.filter(({ status }) => status === wanted),
  );

/** With what could not be understood of our own rules, about which nothing is known. */
export const everythingTold = ({ doubts, requirements, findings }: Examined): readonly Told[] => [
  ...doubts.map(doubtful),
  ...requirements.flatMap(unreadDocument),
  ...findings,
];

const doubtful = ({ ruleName, problem }: Doubt): Told => ({
  check: 'rule',
  status: 'unknown',
  about: ruleName,
  finding: `looks like ours: ${problem}`,
});

const unreadDocument = ({ remediation }: DeployedRequirement): readonly Told[] =>
  remediation.mode !== 'observe' && isUnreadable(remediation.document)
    ? [
        {
          check: 'document',
          status: 'unknown',
          about: remediation.documentName,
          finding: remediation.document.unreadable,
        },
      ]
    : [];

export const toldLines = (
  { check, status, about, finding, remedy }: Told,
  terminal: Terminal,
): readonly string[] => [
  `${terminal.paint(COLORS[status], plainText(status))}  ${plainText(check)}  ${plainText(about)}`,
  `  ${plainText(finding)}`,
  ...(remedy === undefined ? [] : [`  ${status === 'note' ? 'meaning' : 'remedy'}: ${plainText(remedy)}`]),
];

export function countedByStatus(told: readonly Told[]): string {
  const count = (wanted: Told['status']): number => told.filter(({ status }) => status === wanted).length;
  return `${counted(told.length, 'finding')}: ${counted(count('problem'), 'problem')}, ${count('unknown')} unknown, ${counted(count('note'), 'note')}, ${count('ok')} in order`;
}

/** A problem is certain, whatever else could not be read; what is unknown is no gap, and a note is nothing to do. */
export function outcomeOf(told: readonly Told[]): Outcome {
  if (told.some(({ status }) => status === 'problem')) return 'to-do';
  return told.some(({ status }) => status === 'unknown') ? 'error' : 'fine';
}
