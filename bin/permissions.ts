import { parseArgs, styleText } from 'node:util';
import { AssemblyError, type AssemblyStack, readAssembly } from '../sandbox/cloudformation/assembly';
import { explain, readExplanations } from '../sandbox/permissions/explanations';
import { playMutations } from '../sandbox/permissions/mutation-run';
import { complaints, permissionsSummary, printMutations, printRoles } from '../sandbox/permissions/print';
import { rehearseAccess } from '../sandbox/permissions/rehearsal';
import { DeploymentRefused } from '../sandbox/permissions/stage';
import { ScenarioError } from '../sandbox/scenarios/only-rule';
import { runCommand } from './run-command';

const HELP = `Plays everything that the roles of a synthesized cloud assembly do, and tells of each what it was granted and used, what
it was granted for nothing, and what it lacked. The exit code is 1 when something is unused, missing or not noticed.

  npm run permissions                    of cdk.out
  npm run permissions -- --mutate        and takes every line of every policy away, one at a time: each must be noticed
  npm run permissions -- --assembly DIR  of another assembly
`;

const OPTIONS = {
  assembly: { type: 'string', default: 'cdk.out' },
  mutate: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<number> {
  const { assembly, mutate, help } = parseArgs({ args: process.argv.slice(2), options: OPTIONS }).values;
  if (help) {
    console.log(HELP);
    return 0;
  }
  const stack = onlyStack(assembly);
  const rehearsal = await rehearseAccess(stack);
  console.log(`${printRoles(rehearsal.roles)}\n\n${permissionsSummary(rehearsal.roles)}`);
  const wrong = complaints(rehearsal, explain(rehearsal.roles, readExplanations()));
  for (const complaint of wrong) console.error(styleText('red', complaint));
  const unnoticed = mutate ? await mutated(stack) : 0;
  return wrong.length + unnoticed > 0 ? 1 : 0;
}

/** How many lines nobody would miss. */
async function mutated(stack: AssemblyStack): Promise<number> {
  const played = await playMutations(stack);
  console.log(printMutations(played));
  return played.filter(({ sign }) => sign === undefined).length;
}

function onlyStack(folder: string): AssemblyStack {
  const [stack, ...others] = readAssembly(folder);
  if (!stack || others.length > 0) throw new AssemblyError(`${folder} does not hold one stack`);
  return stack;
}

runCommand(main, [AssemblyError, DeploymentRefused, ScenarioError]);
