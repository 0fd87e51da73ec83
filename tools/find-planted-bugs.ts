import { askedIn, createdTypesIn } from '../sandbox/chaos/asked';
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
  /** The first seed that finds it; `none` when none does, and `not planted` without an assembly to plant it in. */
  readonly seed: number | 'none' | 'not planted';
  readonly violation: Violation | undefined;
}

/** Plays chaos with the bug, seed after seed, until an invariant breaks. */
export async function find(
  stacks: readonly AssemblyStack[],
  bug: PlantedBug,
  start: Date,
): Promise<FoundBug> {
  const stack = stacks.find((each) => isFor(bug, each));
  if (!stack) return { bug, seed: 'not planted', violation: undefined };
  const planted = await plant(stack, bug);
  const { hours = ESTATE.hours } = bug;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations } = await playChaos(planted, { ...ESTATE, hours, start, seed, stopsAtFirst: true });
    const [violation] = violations;
    if (violation) return { bug, seed, violation };
  }
  return { bug, seed: 'none', violation: undefined };
}

function isFor({ needs = 's3' }: PlantedBug, stack: AssemblyStack): boolean {
  const isMixed = askedIn(stack).length > 1;
  return needs === 'several requirements' ? isMixed : !isMixed && createdTypesIn(stack).includes(needs);
}

export async function findAll(stacks: readonly AssemblyStack[], start: Date): Promise<readonly FoundBug[]> {
  const found: FoundBug[] = [];
  for (const bug of PLANTED_BUGS) found.push(await find(stacks, bug, start));
  return found;
}

const SEED_TEXTS = {
  none: `none of ${SEEDS}`,
  'not planted': 'not planted: no assembly for it',
} as const;

export const printFound = (found: readonly FoundBug[]): string =>
  printColumns(
    ['planted bug', 'found by seed', 'what broke'],
    found.map(({ bug, seed, violation }) => [
      bug.name,
      typeof seed === 'number' ? String(seed) : SEED_TEXTS[seed],
      violation ? INVARIANTS[violation.invariant] : 'nothing',
    ]),
  );
