import type { AssemblyStack } from '../../cloudformation/assembly';
import { pasteStatements, prepareDestinations } from '../existing-destinations';
import type { LifecycleScenario } from './scenario';
import type { LifecycleStage } from './stage';

/**
 * What is played of any two assemblies, of which nothing is known: the first comes, the second takes its place, with
 * nothing in flight and with whatever is, and it goes.
 */
export const scenariosBetween = (from: AssemblyStack, to: AssemblyStack): readonly LifecycleScenario[] => [
  {
    name: 'upgrade',
    title: 'upgraded, with nothing in flight',
    shows: 'What the second assembly changes.',
    play: async (stage) => {
      await begin(stage, from);
      await deploy(stage, 'the second assembly', to);
      await end(stage);
    },
  },
  {
    name: 'upgrade-in-flight',
    title: 'upgraded while remediations are in progress, where any begin',
    shows: 'What the second assembly changes under an execution.',
    play: async (stage) => {
      await begin(stage, from);
      await stage.createVpc('later');
      await stage.advance(IN_FLIGHT_AFTER);
      await deploy(stage, 'the second assembly', to);
      await end(stage);
    },
  },
  {
    name: 'upgrade-uninstall',
    title: 'upgraded, uninstalled and deployed again',
    shows: 'What stays of both.',
    play: async (stage) => {
      await begin(stage, from);
      await deploy(stage, 'the second assembly', to);
      await stage.nextSweep();
      const { status } = stage.uninstall('nothing in flight');
      stage.check('whole', `the deletion ended as ${status}`, status === 'DELETE_COMPLETE');
      await stage.nextSweep();
      await deploy(stage, 'the second assembly, again', to);
      await end(stage);
    },
  },
];

/** Seconds from a new VPC until its remediation waits in Settle. */
const IN_FLIGHT_AFTER = 4 * 60;

async function begin(stage: LifecycleStage, from: AssemblyStack): Promise<void> {
  await stage.createVpc('own');
  await stage.createOwnFlowLog('own');
  await stage.createVpc('first');
  await deploy(stage, 'the first assembly', from);
  await stage.settle();
  stage.begin();
}

/** Whoever owns what the assembly names has made it, and pastes what the stack puts out. */
async function deploy(stage: LifecycleStage, why: string, stack: AssemblyStack): Promise<void> {
  await prepareDestinations(stage.sandbox, stack);
  const changed = stage.deployStack(why, stack);
  await pasteStatements(stage.sandbox, stack, stage.stack);
  if (changed)
    stage.check('whole', `the update ended as ${changed.status}`, changed.status === 'UPDATE_COMPLETE');
}

/** Of a rule that remediates by itself, no VPC is left NON_COMPLIANT. */
async function end(stage: LifecycleStage): Promise<void> {
  await stage.nextSweep();
  await stage.nextSweep();
  for (const { name, remediation, results } of stage.rulesOfStack)
    for (const { resourceId, complianceType } of results.values())
      stage.check(
        'verdicts',
        `${resourceId} is still NON_COMPLIANT to ${name}`,
        !remediation?.automatic || complianceType !== 'NON_COMPLIANT',
      );
}
