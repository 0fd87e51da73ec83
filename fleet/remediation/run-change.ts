import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { inBatches } from '../../inventory/batches';
import type { Station } from '../aws/connect';
import { explainError } from '../aws/explain-error';
import { gravest, type Outcome } from '../outcome';
import type { RegionReport } from '../region-report';
import { plainText } from '../terminal/plain-text';
import type { Terminal } from '../terminal/terminal';
import { clearExceptions, type Failure, KEYS, startRemediations } from './change';
import { type Change, type Plan, planChange } from './plan';
import { type RequirementStatus, readStatus, type Selection } from './status';

export interface ChangeOptions {
  readonly change: Change;
  readonly selection: Selection;
  readonly applies: boolean;
  readonly now: Date;
}

interface Changed {
  readonly requirement: string;
  readonly ruleName: string;
  readonly plan: Plan;
  /** Undefined when nothing was to be changed. */
  readonly done: Done | undefined;
}

interface Done {
  readonly cleared: readonly string[];
  readonly started: readonly string[];
  readonly failures: readonly Failure[];
  /** What ended it early, when something did: what was done before is done. */
  readonly interrupted: string | undefined;
}

/** Clears exceptions and, for a retry, starts remediations of one Region; or says what it would do. */
export async function runChange(
  station: Station,
  options: ChangeOptions,
  terminal: Terminal,
): Promise<RegionReport> {
  const { requirements, doubts, known } = await readStatus(station, options.selection, options.now);
  const changed: Changed[] = [];
  for (const status of requirements) changed.push(await changeRequirement(station, status, options));
  return {
    outcome: gravest([...changed.map(outcomeOf), ...doubts.map((): Outcome => 'error')]),
    lines: [
      ...(requirements.length === 0 ? ['no rule of ours that was asked for'] : []),
      ...changed.flatMap((each) => linesOf(each, terminal)),
      ...doubts.map(({ ruleName, problem }) =>
        terminal.paint('red', plainText(`rule ${ruleName} looks like ours: ${problem}`)),
      ),
      ...(changed.some(isOpen) ? ['nothing was changed: --apply does it'] : []),
    ],
    json: { requirements: changed, doubts },
    ...(known && { known }),
  };
}

async function changeRequirement(
  { clients: { config } }: Station,
  { requirement, vpcs }: RequirementStatus,
  { change, selection, applies, now }: ChangeOptions,
): Promise<Changed> {
  const { name, ruleName, remediation } = requirement;
  const plan = remediation.mode === 'observe' ? NOTHING : planChange(change, vpcs, selection.vpcIds);
  const done = applies ? await carryOut(config, ruleName, plan, now) : undefined;
  return { requirement: name, ruleName, plan, done };
}

const NOTHING: Plan = { clear: [], start: [], skipped: [] };

async function carryOut(config: ConfigServiceClient, ruleName: string, plan: Plan, now: Date): Promise<Done> {
  const cleared: string[] = [];
  const started: string[] = [];
  const failures: Failure[] = [];
  const without = (failed: readonly Failure[], vpcIds: readonly string[]): readonly string[] =>
    vpcIds.filter((vpcId) => !failed.some((failure) => failure.vpcId === vpcId));
  try {
    // Whatever ends it early leaves few VPCs cleared that are not started.
    for (const batch of inBatches(new Set([...plan.clear, ...plan.start]), KEYS)) {
      const clearable = batch.filter((vpcId) => plan.clear.includes(vpcId));
      const uncleared = await clearExceptions(config, ruleName, clearable, now);
      cleared.push(...without(uncleared, clearable));
      failures.push(...uncleared);
      const startable = without(
        uncleared,
        batch.filter((vpcId) => plan.start.includes(vpcId)),
      );
      const unstarted = await startRemediations(config, ruleName, startable);
      started.push(...without(unstarted, startable));
      failures.push(...unstarted);
    }
    return { cleared, started, failures, interrupted: undefined };
  } catch (error) {
    const interrupted = explainError(error);
    if (interrupted === undefined) throw error;
    return { cleared, started, failures, interrupted };
  }
}

function linesOf({ requirement, ruleName, plan, done }: Changed, terminal: Terminal): readonly string[] {
  const deeds = done
    ? [deed('cleared the exceptions of', done.cleared), deed('started the remediation of', done.started)]
    : [deed('would clear the exceptions of', plan.clear), deed('would start the remediation of', plan.start)];
  const told = deeds.filter((text) => text !== '').join('; ') || 'nothing to do';
  const problems = [
    ...(done?.failures ?? []).map(({ vpcId, problem }) => `${vpcId}: ${problem}`),
    ...(done?.interrupted === undefined ? [] : [`ended early: ${done.interrupted}`]),
  ];
  return [
    plainText(`${requirement} (rule ${ruleName}): ${told}`),
    ...skippedLines(plan),
    ...problems.map((problem) => terminal.paint('red', `  ${plainText(problem)}`)),
  ];
}

/** By the thousand where a cap holds them back: those of one reason share a line. */
function skippedLines({ skipped }: Plan): readonly string[] {
  return [...new Set(skipped.map(({ reason }) => reason))].map((reason) => {
    const ids = skipped.filter((each) => each.reason === reason).map(({ vpcId }) => vpcId);
    const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
    return `  ${plainText(`left ${ids.slice(0, SHOWN_IDS).join(', ')}${more}: ${reason}`)}`;
  });
}

const SHOWN_IDS = 5;

const deed = (text: string, vpcIds: readonly string[]): string =>
  vpcIds.length > 0 ? `${text} ${vpcIds.join(', ')}` : '';

const isOpen = ({ plan, done }: Changed): boolean => !done && plan.clear.length + plan.start.length > 0;

function outcomeOf(changed: Changed): Outcome {
  const { done } = changed;
  if (done && (done.failures.length > 0 || done.interrupted !== undefined)) return 'error';
  return isOpen(changed) ? 'to-do' : 'fine';
}
