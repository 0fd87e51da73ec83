import { parseArgs } from 'node:util';
import { AssemblyError } from '../sandbox/cloudformation/assembly';
import { scenariosBetween } from '../sandbox/scenarios/lifecycle/between';
import { LIFECYCLE_SCENARIOS, playLifecycle, printLifecycle } from '../sandbox/scenarios/lifecycle/play';
import type { LifecycleScenario } from '../sandbox/scenarios/lifecycle/scenario';
import { REHEARSAL_START } from '../sandbox/scenarios/play';
import { buildLambda } from '../tools/build-lambda';
import { onlyStackOf, Synthesizer } from '../tools/synthesize';
import { runCommand } from './run-command';

const HELP = `Plays what becomes of a deployment when it changes and when it goes: upgrades, changes while a remediation is in flight,
uninstalling, deploying again, and updates that fail. The exit code is 1 when something of this did not hold: no flow log
stops delivering, nothing is deleted in EC2, whatever stays behind is named, nothing runs half, verdicts are right.

  npm run lifecycle                        every scenario, from assemblies that it synthesizes
  npm run lifecycle -- --only rename       this one; may be repeated
  npm run lifecycle -- --list              names and titles
  npm run lifecycle -- --from A --to B     from one assembly to another, instead
`;

const OPTIONS = {
  only: { type: 'string', multiple: true },
  list: { type: 'boolean', default: false },
  from: { type: 'string' },
  to: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Flags that do not go together, or a scenario that there is not. */
class LifecycleFlagError extends Error {
  override readonly name = 'LifecycleFlagError';
}

function chosen(
  scenarios: readonly LifecycleScenario[],
  only: readonly string[],
): readonly LifecycleScenario[] {
  const unknown = only.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown !== undefined)
    throw new LifecycleFlagError(
      `--only: got ${unknown}, allowed: ${scenarios.map(({ name }) => name).join(', ')}`,
    );
  return only.length === 0 ? scenarios : scenarios.filter(({ name }) => only.includes(name));
}

function scenariosOf(from: string | undefined, to: string | undefined): readonly LifecycleScenario[] {
  if (from === undefined && to === undefined) return LIFECYCLE_SCENARIOS;
  if (from === undefined || to === undefined) throw new LifecycleFlagError('--from and --to go together');
  return scenariosBetween(onlyStackOf(from), onlyStackOf(to));
}

async function play(scenarios: readonly LifecycleScenario[]): Promise<number> {
  const synthesizer = await Synthesizer.open();
  let broken = 0;
  try {
    for (const scenario of scenarios) {
      const played = await playLifecycle(scenario, { start: REHEARSAL_START }, synthesizer.synthesize);
      console.log(`${printLifecycle(played)}\n`);
      broken += played.broken.length;
    }
  } finally {
    await synthesizer.close();
  }
  console.log(
    broken === 0
      ? `${scenarios.length} scenarios played, every invariant held`
      : `${broken} invariants broken in ${scenarios.length} scenarios`,
  );
  return broken === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const {
    only = [],
    list,
    from,
    to,
    help,
  } = parseArgs({ args: process.argv.slice(2), options: OPTIONS }).values;
  if (help) {
    console.log(HELP);
    return 0;
  }
  const scenarios = chosen(scenariosOf(from, to), only);
  if (list) {
    for (const { name, title } of scenarios) console.log(`${name.padEnd(26)} ${title}`);
    return 0;
  }
  if (from === undefined) await buildLambda();
  return await play(scenarios);
}

runCommand(main, [AssemblyError, LifecycleFlagError]);
