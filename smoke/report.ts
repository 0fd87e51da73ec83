import type { AssumptionRow } from '../sandbox/assumption-rows';
import type { Answer, Finding } from './finding';
import type { Probe } from './probe';
import type { Outcome } from './smoke';
import { UserMistake } from './user-mistake';

type Rows = readonly AssumptionRow[];

/** The probes of the rows that were asked for. @throws UserMistake for a row that none can settle */
export function chosenProbes(
  rows: Rows,
  probes: readonly Probe[],
  only?: readonly number[],
): readonly Probe[] {
  const problems = (only ?? []).flatMap((number) => {
    const row = rows.find((each) => each.number === number);
    if (!row) return [`--only: there is no row ${number}`];
    return 'cannot' in row.smoke ? [`--only: row ${number} cannot be settled: ${row.smoke.cannot}`] : [];
  });
  if (problems.length > 0) throw new UserMistake(problems.join('\n'));
  return only ? probes.filter((probe) => probe.rows.some((row) => only.includes(row))) : probes;
}

/** What a run is about to do, for whoever must agree to it. */
export function printPlan(rows: Rows, probes: readonly Probe[], run: string): string {
  const numbers = probes.flatMap((probe) => probe.rows);
  const steps = rows
    .filter(({ number }) => numbers.includes(number))
    .map(
      ({ number, smoke }) => `  ${String(number).padStart(2)}  ${'settles' in smoke ? smoke.settles : ''}`,
    );
  return [
    `run ${run} settles ${steps.length} of ${rows.length} rows:`,
    ...steps,
    '',
    'it creates   one VPC (10.251.0.0/24) with two subnets, a network interface and some flow logs, and one S3 bucket;',
    '             all have the tag vpc-flow-logs-compliance:smoke or its name, and nothing else is changed.',
    '             The stack remediates the VPC as any other, which makes one more flow log',
    'it costs     what Config and Systems Manager charge for some dozens of configuration items, evaluations and steps:',
    '             cents. No traffic flows, so that nothing is delivered',
    'it takes     half an hour to two, most of it waiting for Config',
    'it leaves    nothing but history: items and results in Config, executions in Systems Manager',
  ].join('\n');
}

/** A table of what was found out, with the evidence. */
export function printFindings(rows: Rows, { findings, failure, isClean }: Outcome): string {
  const lines = rows.map(({ number, smoke }) => {
    const finding = findings.find(({ row }) => row === number);
    const text = finding
      ? printAnswer(finding.answer)
      : `not settled: ${'cannot' in smoke ? smoke.cannot : 'not asked'}`;
    const evidence = finding?.evidence ? `\n      ${finding.evidence}` : '';
    return `${String(number).padStart(4)}  ${text}${evidence}`;
  });
  const count = (kind: Answer['kind']): number =>
    findings.filter(({ answer }) => answer.kind === kind).length;
  return [
    ...lines,
    '',
    `${count('as played')} as played, ${count('otherwise')} otherwise, ${rows.length - count('as played') - count('otherwise')} not settled`,
    ...(failure === undefined ? [] : [`ended early: ${failure}`]),
    isClean ? 'nothing of the run is left' : 'something of the run may be left: run again with --clean',
  ].join('\n');
}

export function printAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'as played':
      return 'as played';
    case 'otherwise':
      return `otherwise: ${answer.what}`;
    case 'not settled':
      return `not settled: ${answer.why}`;
  }
}

/** The column of docs/assumptions.md, to be pasted into the rows as `settled`. */
export const printColumn = (findings: readonly Finding[], where: string): string =>
  [
    '| # | settled |',
    '| --- | --- |',
    ...[...findings]
      .sort((left, right) => left.row - right.row)
      .map(({ row, answer }) => `| ${row} | ${settled(answer, where).replaceAll('|', '\\|')} |`),
  ].join('\n');

function settled(answer: Answer, where: string): string {
  switch (answer.kind) {
    case 'as played':
      return `as played (${where})`;
    case 'otherwise':
      return `otherwise: ${answer.what} (${where})`;
    case 'not settled':
      return 'no';
  }
}

/** 0: nothing is otherwise than played. 2: something is. 1: the run ended early, or something of it is left. */
export function exitCode({ findings, failure, isClean }: Outcome): 0 | 1 | 2 {
  if (failure !== undefined || !isClean) return 1;
  return findings.some(({ answer }) => answer.kind === 'otherwise') ? 2 : 0;
}
