import { oneRequirement } from './contexts';
import type { LifecycleStage } from './stage';

export interface LifecycleScenario {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  /** What it shows, in one sentence for the table of docs/lifecycle.md. */
  readonly shows: string;
  readonly play: (stage: LifecycleStage) => Promise<void>;
}

/**
 * What every story begins with: `own` has a flow log of its team, `first` none until the stack is deployed and gives it
 * one.
 */
export async function deployFirst(
  stage: LifecycleStage,
  context = oneRequirement(),
  flowLogs = { own: 1, first: 1 },
): Promise<void> {
  await stage.createVpc('own');
  await stage.createOwnFlowLog('own');
  await stage.createVpc('first');
  await stage.deploy('first deployment', context);
  await stage.settle();
  stage.expect('COMPLIANT', flowLogs);
  stage.begin();
}
