import type { KnownNames } from '../known-names';
import type { Outcome } from '../outcome';
import type { RegionReport } from '../region-report';
import { plainText } from '../terminal/plain-text';
import { printTable, type TableRow } from '../terminal/table';
import type { Color, Terminal } from '../terminal/terminal';
import type { Applied, Judgement } from './apply';
import type { Assessment } from './assess';
import type { Standing } from './standing';

const COLORS: Readonly<Record<Standing, Color | undefined>> = {
  superseded: 'yellow',
  needed: undefined,
  'not-deployed': 'yellow',
  elsewhere: 'yellow',
  'not-ours': undefined,
  unknown: 'red',
};

export interface Pruned {
  readonly assessments: readonly Assessment[];
  /** Undefined when nothing was to be changed. */
  readonly applied: Applied | undefined;
  /** Requirements that are deployed or that flow logs name; undefined where a rule is in doubt. */
  readonly known?: KnownNames | undefined;
}

/** @param all lists those that are needed as well */
export function reportPruned(pruned: Pruned, all: boolean, terminal: Terminal): RegionReport {
  const { assessments, applied, known } = pruned;
  const shown = assessments.filter(({ standing }) => all || standing !== 'needed');
  const rows = shown.map(rowOf);
  return {
    outcome: outcomeOf(pruned),
    lines: [
      ...(rows.length > 0 ? printTable(HEADER, rows, terminal) : []),
      ...(applied ? reportApplied(applied, terminal) : [summary(assessments)]),
    ],
    json: { flowLogs: assessments, ...(applied && { applied }) },
    ...(known && { known }),
  };
}

const HEADER = ['FLOW LOG', 'VPC', 'REQUIREMENT', 'CREATED', 'STANDING'];

const rowOf = (each: Assessment): TableRow => ({
  cells: [
    each.flowLogId,
    each.vpcId,
    each.requirement,
    each.createdAt?.toISOString().slice(0, 19) ?? 'unknown',
    each.standing,
  ],
  color: COLORS[each.standing],
  below: [`to ${each.destination ?? 'a destination that EC2 does not name'}`, each.reason],
});

function summary(assessments: readonly Assessment[]): string {
  const count = (standing: Standing): number =>
    assessments.filter((each) => each.standing === standing).length;
  const superseded = count('superseded');
  const advice = superseded > 0 ? ': nothing was deleted, --apply deletes them' : '';
  return `${assessments.length} flow logs with our tag, ${count('needed')} of them needed, ${superseded} superseded${advice}`;
}

function reportApplied(applied: Applied, terminal: Terminal): readonly string[] {
  const { deleted, spared, failed, judgements, interrupted } = applied;
  const changed = judgements.filter(({ before, after }) => before !== after);
  const judged = new Set(judgements.map(({ vpcId }) => vpcId)).size;
  return [
    `${deleted.length} deleted${deleted.length > 0 ? `: ${deleted.map(plainText).join(', ')}` : ''}`,
    ...spared.map((each) => `${plainText(each.flowLogId)} was left: ${plainText(each.reason)}`),
    ...failed.map((each) => red(terminal, `${each.flowLogId} was not deleted: ${each.problem}`)),
    ...changed.map((each) => {
      const text = `${each.vpcId} is now ${each.after} for ${each.requirement}: ${each.annotation}`;
      return isLost(each) ? red(terminal, text) : plainText(text);
    }),
    ...(changed.length === 0 && judged > 0 ? [`judged again: ${judged} VPCs stand as before`] : []),
    ...(interrupted === undefined ? [] : [red(terminal, `ended early: ${interrupted}`)]),
  ];
}

const red = (terminal: Terminal, text: string): string => terminal.paint('red', plainText(text));

/** What others did meanwhile is no loss: a VPC that is covered, exempt or gone now. */
const isLost = ({ before, after }: Judgement): boolean =>
  after === 'NON_COMPLIANT' && before !== 'NON_COMPLIANT';

function outcomeOf({ assessments, applied }: Pruned): Outcome {
  const has = (standing: Standing): boolean => assessments.some((each) => each.standing === standing);
  if (has('unknown') || applied?.interrupted !== undefined) return 'error';
  if (applied) {
    const isClean = applied.failed.length === 0 && !applied.judgements.some(isLost);
    return isClean ? 'fine' : 'error';
  }
  return has('superseded') ? 'to-do' : 'fine';
}
