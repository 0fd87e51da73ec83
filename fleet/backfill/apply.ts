import type { Surroundings } from '../surroundings';
import type { Terminal } from '../terminal/terminal';
import { followAll } from './follow';
import { isWorkToDo, PlaceRun } from './place-run';
import { startsOf, waitsOf } from './plan';
import type { PlacePlan, Selection } from './plan-place';
import { type RequirementResult, untouched } from './result';

export interface ApplyOptions {
  readonly selection: Selection;
  readonly isLimited: boolean;
  readonly concurrency: number;
  readonly pollSeconds: number;
  readonly surroundings: Pick<Surroundings, 'clock' | 'sleep' | 'interrupted'>;
  readonly terminal: Terminal;
}

/** What became of every place, in the order of the plans. */
export interface Applied {
  readonly isInterrupted: boolean;
  readonly places: readonly AppliedPlace[];
}

export interface AppliedPlace {
  readonly results: readonly RequirementResult[];
  /** Executions that go on by themselves. */
  readonly inFlight: number;
  /** What ended it early, when something did. */
  readonly problem: string | undefined;
}

/** Starts and follows what is planned; where there is nothing to start and nothing to wait for, calls nothing. */
export async function applyPlans(places: readonly PlacePlan[], options: ApplyOptions): Promise<Applied> {
  const { selection, isLimited, concurrency, pollSeconds, terminal } = options;
  const { clock, sleep, interrupted: signal } = options.surroundings;
  const onTrouble = (text: string): void => terminal.note(text);
  const runOptions = { selection, isLimited, clock, signal, onTrouble };
  const runs = new Map(places.filter(isWorkToDo).map((place) => [place, new PlaceRun(place, runOptions)]));
  const all = [...runs.values()];
  if (all.length > 0) {
    terminal.note(announcement(all));
    const onProgress = (): void => showProgress(all, terminal);
    await followAll(all, { concurrency, pollSeconds, sleep, signal, onProgress });
    terminal.endProgress();
  }
  return {
    isInterrupted: signal.aborted,
    places: places.map((place) => appliedPlace(place, runs.get(place))),
  };
}

const appliedPlace = ({ plans }: PlacePlan, run: PlaceRun | undefined): AppliedPlace => ({
  results: run ? run.results : plans.map(untouched),
  inFlight: run?.inFlight ?? 0,
  problem: run?.problem,
});

const totalOf = (runs: readonly PlaceRun[]): number =>
  runs
    .flatMap(({ planned }) => planned.plans)
    .reduce((sum, plan) => sum + startsOf(plan).length + waitsOf(plan).length, 0);

const announcement = (runs: readonly PlaceRun[]): string =>
  `${totalOf(runs)} remediations to start or to wait for, in ${runs.length} accounts and Regions; Ctrl-C stops starting more`;

function showProgress(runs: readonly PlaceRun[], terminal: Terminal): void {
  const count = (of: (run: PlaceRun) => number): number => runs.reduce((sum, run) => sum + of(run), 0);
  const finished = count((run) => run.finished);
  const text = `remediations ended, ${count((run) => run.inFlight)} in flight`;
  terminal.progress(finished, Math.max(totalOf(runs), finished), text);
}
