import { INVARIANTS, type Violation } from '../sandbox/chaos/invariants';
import { playChaos } from '../sandbox/chaos/run';
import type { AssemblyStack } from '../sandbox/cloudformation/assembly';
import { printColumns } from '../sandbox/scenarios/table';
import { plant } from './plant-bug';
import { PLANTED_BUGS, type PlantedBug } from './planted-bugs';

const SEEDS = 20;
/** A small estate, so that all bugs are looked for in a minute. */
export const ESTATE = { vpcs: 24, hours: 12 } as const;

export interface FoundBug {
  readonly bug: PlantedBug;
  /** The first that finds it; undefined when none does. */
  readonly seed: number | undefined;
  readonly violation: Violation | undefined;
}

/** Plays chaos with the bug, seed after seed, until an invariant breaks. */
export async function find(stack: AssemblyStack, bug: PlantedBug, start: Date): Promise<FoundBug> {
  const planted = await plant(stack, bug);
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations } = await playChaos(planted, { ...ESTATE, start, seed, stopsAtFirst: true });
    const [violation] = violations;
    if (violation) return { bug, seed, violation };
  }
  return { bug, seed: undefined, violation: undefined };
}

export async function findAll(stack: AssemblyStack, start: Date): Promise<readonly FoundBug[]> {
  const found: FoundBug[] = [];
  for (const bug of PLANTED_BUGS) found.push(await find(stack, bug, start));
  return found;
}

export const printFound = (found: readonly FoundBug[]): string =>
  printColumns(
    ['planted bug', 'found by seed', 'what broke'],
    found.map(({ bug, seed, violation }) => [
      bug.name,
      seed === undefined ? `none of ${SEEDS}` : String(seed),
      violation ? INVARIANTS[violation.invariant] : 'nothing',
    ]),
  );
