import { fork } from 'node:child_process';
import { ChaosFlagError, type ChaosFlags, type EstateFlags, readChaosFlags } from '../sandbox/chaos/flags';
import { playInProcesses } from '../sandbox/chaos/jobs';
import { missingKinds, printChaos } from '../sandbox/chaos/report';
import { playChaos } from '../sandbox/chaos/run';
import {
  missingInSeries,
  outcomeOf,
  printOutcome,
  printSeries,
  type SeedOutcome,
} from '../sandbox/chaos/series';
import { AssemblyError, type AssemblyStack, readAssembly } from '../sandbox/cloudformation/assembly';
import { ScenarioError } from '../sandbox/scenarios/only-rule';
import { REHEARSAL_START } from '../sandbox/scenarios/play';
import { findAll, printFound } from '../tools/find-planted-bugs';
import { runCommand } from './run-command';

const HELP = `Plays an estate of VPCs under faults of AWS and deeds of third parties, all chosen by a seed, and looks at every step
whether what the product promises holds, for whatever requirements the assembly deploys. The exit code is 1 when something did
not, and when a kind of fault was never injected, as in a small estate.

  npm run chaos -- --vpcs 200 --seed 7     so many VPCs, this seed
  npm run chaos -- --seeds 1-20 --jobs 2   these seeds, a line for each, in two processes at once
  npm run chaos -- --hours 24              virtual hours of faults; a day of peace follows
  npm run chaos -- --assembly DIR          another assembly than cdk.out
  npm run chaos -- --planted               plants known bugs, and tells which seed finds each: all must be found; with
                                           --assembly DIR, several times, in the first that a bug can be planted in
`;

/** Megabytes: much is made and forgotten at each step. */
const YOUNG_GENERATION = 64;

type Flags<Mode extends ChaosFlags['mode']> = Extract<ChaosFlags, { readonly mode: Mode }>;

function stackIn(assembly: string): AssemblyStack {
  const [stack, ...others] = readAssembly(assembly);
  if (!stack || others.length > 0) throw new AssemblyError(`${assembly} must hold one stack`);
  return stack;
}

async function findPlantedBugs({ assemblies }: Flags<'planted'>): Promise<number> {
  const found = await findAll(assemblies.map(stackIn), REHEARSAL_START);
  console.log(printFound(found));
  return found.every(({ seed }) => seed !== 'none') ? 0 : 1;
}

async function playOne(flags: Flags<'run'>): Promise<number> {
  const options = { ...flags, start: REHEARSAL_START };
  const run = await playChaos(stackIn(flags.assembly), options);
  console.log(printChaos(run, options));
  const missing = missingKinds(run);
  if (missing.length > 0) console.log(`never injected: ${missing.join(', ')}; try more VPCs or hours`);
  return run.violations.length > 0 || missing.length > 0 ? 1 : 0;
}

const play = async (stack: AssemblyStack, { vpcs, hours }: EstateFlags, seed: number): Promise<SeedOutcome> =>
  outcomeOf(seed, await playChaos(stack, { vpcs, hours, seed, start: REHEARSAL_START }));

async function playSeries(flags: Flags<'series'>): Promise<number> {
  const { assembly, vpcs, hours, seeds, jobs } = flags;
  const stack = stackIn(assembly);
  const outcomes: SeedOutcome[] = [];
  const tell = (outcome: SeedOutcome): void => {
    outcomes.push(outcome);
    console.log(printOutcome(outcome, flags));
  };
  const args = ['--job', '--assembly', assembly, '--vpcs', String(vpcs), '--hours', String(hours)];
  const execArgv = [...process.execArgv, `--max-semi-space-size=${YOUNG_GENERATION}`];
  if (jobs > 1) await playInProcesses(seeds, jobs, () => fork(__filename, args, { execArgv }), tell);
  else for (const seed of seeds) tell(await play(stack, flags, seed));
  console.log(`\n${printSeries(outcomes, flags)}`);
  const missing = missingInSeries(outcomes);
  if (missing.length > 0) console.log(`never injected: ${missing.join(', ')}; try more VPCs or hours`);
  return missing.length > 0 || outcomes.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

/** Until the process that started this one has no seed left. */
function playJob(flags: Flags<'job'>): Promise<number> {
  const stack = stackIn(flags.assembly);
  if (!process.connected) throw new ChaosFlagError('--job is how --jobs starts its processes');
  return new Promise((resolve, reject) => {
    process.on('message', (seed) => {
      play(stack, flags, Number(seed)).then((outcome) => process.send?.(outcome), reject);
    });
    process.on('disconnect', () => resolve(0));
  });
}

async function main(): Promise<number> {
  const flags = readChaosFlags(process.argv.slice(2));
  switch (flags.mode) {
    case 'help':
      console.log(HELP);
      return 0;
    case 'planted':
      return await findPlantedBugs(flags);
    case 'run':
      return await playOne(flags);
    case 'series':
      return await playSeries(flags);
    case 'job':
      return await playJob(flags);
  }
}

runCommand(main, [ChaosFlagError, AssemblyError, ScenarioError]);
