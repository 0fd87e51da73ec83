import { explainError } from '../aws/explain-error';
import type { DeployedRequirement } from '../deployed/deployed-requirement';
import { type Judged, judgeAll } from './live-gaps';
import { type RequirementPlan, startsOf, waitsOf } from './plan';
import { type PlacePlan, planRequirement, readFacts, type Selection } from './plan-place';
import { MOST_TRIES, RequirementRun } from './requirement-run';
import { type RequirementResult, resultOf } from './result';
import { isTemporary } from './temporary';

export interface PlaceRunOptions {
  readonly selection: Selection;
  /** Whether no more may be started than was planned. */
  readonly isLimited: boolean;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
  /** Told of what passes by itself. */
  readonly onTrouble: (text: string) => void;
}

/** What became of one requirement. */
interface Turn {
  readonly plan: RequirementPlan;
  readonly run: RequirementRun;
}

/** Whether there is anything to start or to wait for. */
export const isWorkToDo = ({ plans }: PlacePlan): boolean =>
  plans.some((plan) => startsOf(plan).length + waitsOf(plan).length > 0);

/**
 * Closes the gaps of one account and Region, one requirement after another: each is judged anew when its turn comes, since
 * what was created for the one before may cover it too.
 */
export class PlaceRun {
  private readonly turns: DeployedRequirement[];
  private readonly taken = new Map<string, Turn>();
  private current: RequirementRun | undefined;
  private mayStart: number;
  private judged: ReadonlyMap<string, Judged> | undefined;
  private ended: string | undefined;
  /** Steps that failed in passing, one after another. */
  private failures = 0;

  constructor(
    readonly planned: PlacePlan,
    private readonly options: PlaceRunOptions,
  ) {
    const closable = new Set(planned.plans.filter(isClosable).map(({ ruleName }) => ruleName));
    this.turns = planned.requirements.filter(({ ruleName }) => closable.has(ruleName));
    this.mayStart = options.isLimited ? planned.plans.flatMap(startsOf).length : Number.POSITIVE_INFINITY;
  }

  get isDone(): boolean {
    return this.judged !== undefined || this.ended !== undefined;
  }

  /** What ended it early, when something did: what was started before goes on. */
  get problem(): string | undefined {
    return this.ended;
  }

  get inFlight(): number {
    return this.sum((run) => run.inFlightIds.size);
  }

  get finished(): number {
    return this.sum((run) => run.endings.size);
  }

  /** Goes on as far as it comes without waiting. */
  async step(): Promise<void> {
    try {
      await this.goOn();
      this.failures = 0;
    } catch (error) {
      const problem = explainError(error);
      if (problem === undefined) throw error;
      this.failures += 1;
      if (isTemporary(error) && this.failures < MOST_TRIES)
        this.options.onTrouble(`${problem}; trying again`);
      else this.ended = problem;
    }
  }

  get results(): readonly RequirementResult[] {
    return this.planned.plans.map((plan) => {
      const { ruleName = '' } = plan;
      const turn = this.taken.get(ruleName);
      return resultOf({
        planned: plan,
        latest: turn?.plan ?? plan,
        run: turn?.run,
        judged: this.judged?.get(ruleName),
        region: this.planned.station.place.region,
      });
    });
  }

  private async goOn(): Promise<void> {
    while (!this.options.signal.aborted) {
      if (!this.current) {
        const [next] = this.turns;
        if (!next) return await this.judgeAgain();
        this.current = await this.begin(next);
        this.turns.shift();
      }
      await this.current.step();
      if (!this.current.isDone) return;
      this.current = undefined;
    }
  }

  private async begin(requirement: DeployedRequirement): Promise<RequirementRun> {
    const { station } = this.planned;
    const { selection, clock, signal, onTrouble } = this.options;
    const { ruleName } = requirement;
    const facts = await readFacts(station, selection, [requirement]);
    const circumstances = { place: station.place, now: clock() };
    const { plan, known } = await planRequirement(station, facts, requirement, new Map(), circumstances);
    const starts = startsOf(plan).slice(0, this.mayStart);
    this.mayStart -= starts.length;
    const settleSeconds = plan.document?.settleSeconds ?? 0;
    const run = new RequirementRun(
      { config: station.clients.config, ruleName, settleSeconds, clock, signal, onTrouble },
      starts,
      waitsOf(plan),
      known.executions,
    );
    this.taken.set(ruleName, { plan, run });
    return run;
  }

  /** An execution that succeeded is no proof. */
  private async judgeAgain(): Promise<void> {
    const { station, requirements } = this.planned;
    const facts = await readFacts(station, this.options.selection, requirements);
    const circumstances = { place: station.place, now: this.options.clock() };
    this.judged = new Map(
      requirements.map(({ ruleName, parameters }) => [ruleName, judgeAll(facts, parameters, circumstances)]),
    );
  }

  private sum(count: (run: RequirementRun) => number): number {
    return [...this.taken.values()].reduce((total, { run }) => total + count(run), 0);
  }
}

const isClosable = ({ gaps }: RequirementPlan): boolean => gaps.some(({ action }) => action.kind !== 'leave');
