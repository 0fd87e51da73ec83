import { ChaosFlagError, readChaosFlags } from '../sandbox/chaos/flags';
import { missingKinds, printChaos } from '../sandbox/chaos/report';
import { playChaos } from '../sandbox/chaos/run';
import { AssemblyError, type AssemblyStack, readAssembly } from '../sandbox/cloudformation/assembly';
import { ScenarioError } from '../sandbox/scenarios/only-rule';
import { REHEARSAL_START } from '../sandbox/scenarios/play';
import { findAll, printFound } from '../tools/find-planted-bugs';
import { runCommand } from './run-command';

const HELP = `Plays an estate of VPCs under faults of AWS and deeds of third parties, all chosen by a seed, and looks at every step
whether what the product promises holds, with the parameters of the shipped cdk.json. The exit code is 1 when something did
not, and when a kind of fault was never injected, as in a small estate.

  npm run chaos -- --vpcs 200 --seed 7    so many VPCs, this seed
  npm run chaos -- --hours 24             virtual hours of faults; a day of peace follows
  npm run chaos -- --assembly DIR         another assembly than cdk.out
  npm run chaos -- --planted              plants known bugs, and tells which seed finds each: all must be found
`;

async function findPlantedBugs(stack: AssemblyStack): Promise<number> {
  const found = await findAll(stack, REHEARSAL_START);
  console.log(printFound(found));
  return found.every(({ seed }) => seed !== undefined) ? 0 : 1;
}

async function main(): Promise<number> {
  const flags = readChaosFlags(process.argv.slice(2));
  if (flags.mode === 'help') {
    console.log(HELP);
    return 0;
  }
  const [stack, ...others] = readAssembly(flags.assembly);
  if (!stack || others.length > 0) throw new AssemblyError(`${flags.assembly} must hold one stack`);
  if (flags.mode === 'planted') return await findPlantedBugs(stack);
  const options = { ...flags, start: REHEARSAL_START };
  const run = await playChaos(stack, options);
  console.log(printChaos(run, options));
  const missing = missingKinds(run);
  if (missing.length > 0) console.log(`never injected: ${missing.join(', ')}; try more VPCs or hours`);
  return run.violations.length > 0 || missing.length > 0 ? 1 : 0;
}

runCommand(main, [ChaosFlagError, AssemblyError, ScenarioError]);
