/** Every call of every kind of invocation, to be disturbed one at a time. */
import { acceptedBy, Environment, type Outcome } from './disturbed-invocation';
import { type KindOfInvocation, RESULT_TOKEN } from './every-invocation';
import { type Fault, FaultyAws } from './faulty-aws';
import type { Call } from './session';

export interface Cell {
  readonly invocation: KindOfInvocation;
  readonly undisturbed: Outcome;
  readonly call: Call;
}

/** What is wrong with an outcome, in words; empty when it is as it has to be. */
export type Demand = (outcome: Outcome, cell: Cell) => readonly string[];

const ENVIRONMENTS = 24;

export class FailureTable {
  private readonly aws = new FaultyAws();
  private environments: readonly Environment[] = [];
  cells: readonly Cell[] = [];

  constructor(private readonly invocations: readonly KindOfInvocation[]) {}

  /** The calls are taken from undisturbed runs, so that none can be forgotten. */
  async open(): Promise<void> {
    await this.aws.start();
    this.environments = Array.from({ length: ENVIRONMENTS }, () => new Environment(this.aws));
    const [environment] = this.environments;
    for (const invocation of this.invocations) {
      const undisturbed = await environment?.invoke(invocation);
      if (undisturbed)
        this.cells = [
          ...this.cells,
          ...undisturbed.session.calls.map((call) => ({ invocation, undisturbed, call })),
        ];
    }
  }

  close(): Promise<unknown> {
    for (const environment of this.environments) environment.close();
    return this.aws.close();
  }

  /**
   * Disturbs each call that the fault can strike, in a run of its own.
   *
   * @param times how many attempts of the call are struck; all by default
   * @param kind of invocation, by its name; each by default
   */
  async strike(
    fault: Fault,
    demand: Demand,
    times?: number,
    kind?: string,
  ): Promise<{ readonly cells: number; readonly problems: readonly string[] }> {
    const cells = this.cells.filter(
      ({ call, invocation: { name, disturbed } }) =>
        name === (kind ?? name) &&
        call.operation === (disturbed ?? call.operation) &&
        (fault.canStrike?.(call) ?? true),
    );
    const queue = cells.values();
    const problems: string[] = [];
    const work = async (environment: Environment): Promise<void> => {
      for (const cell of queue) {
        const { operation, nth } = cell.call;
        const disturbance = { fault, operation, nth, ...(times !== undefined && { times }) };
        const outcome = await environment.invoke(cell.invocation, { disturbance });
        for (const problem of [...injected(outcome), ...demand(outcome, cell), ...logged(outcome)])
          problems.push(`${cell.invocation.name}, ${operation} ${nth}: ${problem}`);
      }
    };
    await Promise.all(this.environments.map(work));
    return { cells: cells.length, problems };
  }
}

const injected = ({ session }: Outcome): readonly string[] =>
  session.struck > 0 ? [] : ['the fault was not injected'];

function logged({ records, error }: Outcome): readonly string[] {
  if (records.length !== 1) return [`${records.length} log records`];
  if (JSON.stringify(records).includes(RESULT_TOKEN)) return ['the result token is logged'];
  return records[0]?.outcome === (error ? 'failed' : 'judged') ? [] : ['the log tells another outcome'];
}

/** The answer and the evaluations of the undisturbed run. */
export const right: Demand = (outcome, { undisturbed }) => {
  if (outcome.error) return [`failed: ${outcome.error.message}`];
  const [accepted, expected] = [acceptedBy(outcome), acceptedBy(undisturbed)];
  return [
    ...(outcome.answer === undisturbed.answer ? [] : [`answered ${outcome.answer}`]),
    ...expected.filter((each) => !accepted.includes(each)).map((each) => `not put: ${each}`),
    ...accepted.filter((each) => !expected.includes(each)).map((each) => `put: ${each}`),
  ];
};

/** An error that reads as no decision, and nothing put; unless it was putting that failed, when part may have gone through. */
export const refused: Demand = (outcome, { undisturbed, call }) => {
  const accepted = acceptedBy(outcome);
  if (!outcome.error) return [`answered ${outcome.answer}, put ${accepted.length} evaluations`];
  const expected = call.operation === 'PutEvaluations' ? acceptedBy(undisturbed) : [];
  const isJudgeRequest = outcome.records[0]?.trigger === 'judge-request';
  return [
    ...(isJudgeRequest && /DECISION_/i.test(outcome.error.message)
      ? [`reads: ${outcome.error.message}`]
      : []),
    ...accepted.filter((each) => !expected.includes(each)).map((each) => `put: ${each}`),
  ];
};
