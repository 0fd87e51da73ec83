import { ConfigServiceClient, StartRemediationExecutionCommand } from '@aws-sdk/client-config-service';
import type { RemediationRecord } from '../../config/state';
import type { LifecycleStage } from './stage';

/** Where a remediation is when the stack changes under it. */
export const MOMENTS = ['queued', 'settling', 'creating'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Creates the VPC `later`, and lets time pass until its remediation is there. */
export async function reach(stage: LifecycleStage, moment: Moment): Promise<void> {
  await stage.createVpc('later');
  const record = recordOf(stage, 'later');
  switch (moment) {
    case 'queued':
      await stage.createVpc('beside');
      await stage.until('two VPCs are judged', () => isJudged(stage, 'later') && isJudged(stage, 'beside'));
      await startByHand(stage, ['beside', 'later']);
      await stage.until('a remediation is queued', () => record()?.state === 'QUEUED');
      break;
    case 'settling':
      await stage.until('an execution settles', () => lastStep(stage) === 'Settle');
      break;
    case 'creating':
      await stage.until('an execution has created', () => lastStep(stage) === 'WaitForEc2');
      break;
  }
  stage.tell(`the remediation of later is ${moment}`);
}

const recordOf = (stage: LifecycleStage, name: string) => (): RemediationRecord | undefined =>
  stage.rules[0]?.remediations.get(stage.idOf(name));

const isJudged = (stage: LifecycleStage, name: string): boolean =>
  stage.verdictsOf(name).includes('NON_COMPLIANT');

/** Of the execution about `later`. */
function lastStep(stage: LifecycleStage): string | undefined {
  const executions = [...stage.sandbox.home.executions.values()];
  return executions
    .filter(({ about }) => about === stage.idOf('later'))
    .at(-1)
    ?.steps.at(-1)?.name;
}

async function startByHand(stage: LifecycleStage, names: readonly string[]): Promise<void> {
  const client = new ConfigServiceClient(stage.sandbox.administrator());
  const ResourceKeys = names.map((name) => ({
    resourceType: 'AWS::EC2::VPC' as const,
    resourceId: stage.idOf(name),
  }));
  const ConfigRuleName = stage.rules[0]?.name ?? '';
  await client.send(new StartRemediationExecutionCommand({ ConfigRuleName, ResourceKeys }));
  client.destroy();
}
