import { parseArgs, styleText } from 'node:util';
import { missingKinds, printChaos } from '../sandbox/chaos/report';
import { playChaos } from '../sandbox/chaos/run';
import { AssemblyError, type AssemblyStack, readAssembly } from '../sandbox/cloudformation/assembly';
import { ScenarioError } from '../sandbox/scenarios/only-rule';
import { REHEARSAL_START } from '../sandbox/scenarios/play';
import { findAll, printFound } from '../tools/find-planted-bugs';

const HELP = `Plays an estate of VPCs under faults of AWS and deeds of third parties, all chosen by a seed, and looks at every step
whether what the product promises holds. The exit code is 1 when something did not.

  npm run chaos -- --vpcs 200 --seed 7    so many VPCs, this seed
  npm run chaos -- --hours 24             virtual hours of faults; as many of peace follow
  npm run chaos -- --assembly DIR         another assembly than cdk.out
  npm run chaos -- --planted              plants known bugs, and tells which seed finds each: all must be found
`;

/** A mistake of whoever typed the command. */
class Usage extends Error {}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least)
    throw new Usage(`--${name}: got ${text}, allowed is a whole number of at least ${least}`);
  return number;
}

async function findPlantedBugs(stack: AssemblyStack): Promise<number> {
  const found = await findAll(stack, REHEARSAL_START);
  console.log(printFound(found));
  return found.every(({ seed }) => seed !== undefined) ? 0 : 1;
}

async function main(): Promise<number> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const options = {
    vpcs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    hours: { type: 'string', default: '24' },
    assembly: { type: 'string', default: 'cdk.out' },
    planted: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: process.argv.slice(2), options });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [stack, ...others] = readAssembly(values.assembly);
  if (!stack || others.length > 0) throw new Usage(`${values.assembly} must hold one stack`);
  if (values.planted) return await findPlantedBugs(stack);
  const chosen = {
    vpcs: wholeNumber('vpcs', values.vpcs, 1),
    seed: wholeNumber('seed', values.seed, 0),
    hours: wholeNumber('hours', values.hours, 1),
    start: REHEARSAL_START,
  };
  const run = await playChaos(stack, chosen);
  console.log(printChaos(run, chosen));
  const missing = missingKinds(run);
  if (missing.length > 0) console.log(`never injected: ${missing.join(', ')}; try more VPCs or hours`);
  return run.violations.length > 0 || missing.length > 0 ? 1 : 0;
}

const isUserMistake = (error: unknown): error is Error =>
  [Usage, AssemblyError, ScenarioError].some((type) => error instanceof type) ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (isUserMistake(error)) console.error(styleText('red', error.message));
    else console.error(error);
    process.exitCode = 1;
  },
);
