import { SSMClient, StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import type { Sandbox } from '../sandbox';
import type { ScenarioVpc } from './ten-vpcs';

export interface SecondPass {
  /** Scheduled sweeps that ran in it. */
  readonly sweeps: number;
  /** Executions that were started by hand, one for each VPC, and how many of them succeeded. */
  readonly executions: number;
  readonly succeeded: number;
  /** What was created, changed or deleted in EC2, Logs or S3. */
  readonly changes: readonly string[];
}

/** Seconds; more than the longest schedule of a rule. */
const LENGTH = 25 * 3600;

/**
 * Lets every schedule come round again, has the document run once more for each VPC that needs nothing any more, and looks
 * for what changed by it.
 */
export async function playSecondPass(
  sandbox: Sandbox,
  scenario: readonly ScenarioVpc[],
): Promise<SecondPass> {
  const { world, home } = sandbox;
  const start = world.scheduler.now();
  const before = world.protectedState();
  const callsBefore = world.trace.calls.length;
  world.event({ actor: 'scenario', text: 'second pass' });
  const settled = scenario.filter(({ after }) => after !== 'NON_COMPLIANT');
  const executionIds = await startDocument(sandbox, settled);
  await sandbox.advance(LENGTH);
  const calls = world.trace.calls.slice(callsBefore).filter(({ action }) => changesSomething(action));
  return {
    sweeps: [...home.config.tokens.values()].filter(
      ({ messageType, invokedTime }) => messageType === 'ScheduledNotification' && invokedTime > start,
    ).length,
    executions: executionIds.length,
    succeeded: executionIds.filter((id) => home.executions.get(id)?.status === 'Success').length,
    changes: [
      ...calls.map(({ action, resource }) => `${action} on ${resource}`),
      ...(world.protectedState() === before ? [] : ['the state of EC2, Logs or S3 differs']),
    ],
  };
}

/** As an operator would by hand, in the console or by API. */
async function startDocument(sandbox: Sandbox, vpcs: readonly ScenarioVpc[]): Promise<readonly string[]> {
  const [rule] = sandbox.home.config.rules.values();
  const role = rule?.remediation?.parameters['AutomationAssumeRole'];
  if (!rule?.remediation || role?.kind !== 'static') return [];
  const client = new SSMClient(sandbox.administrator());
  const ids: string[] = [];
  for (const { vpcId } of vpcs) {
    const Parameters = { VpcId: [vpcId], AutomationAssumeRole: [...role.values] };
    const start = new StartAutomationExecutionCommand({
      DocumentName: rule.remediation.documentName,
      Parameters,
    });
    ids.push((await client.send(start)).AutomationExecutionId ?? '');
    // StartAutomationExecution takes one call a second: https://docs.aws.amazon.com/general/latest/gr/ssm.html
    await sandbox.advance(1);
  }
  client.destroy();
  return ids;
}

/** EC2, CloudWatch Logs' deliveries and S3; what the rule reports to Config and writes to its own log is not a change. */
const changesSomething = (action: string): boolean =>
  /^(ec2|s3|logs|firehose|iam|kms):(Create|Delete|Modify|Put|Associate|Tag|Untag)/.test(action) &&
  !['logs:CreateLogStream', 'logs:PutLogEvents', 's3:PutObject'].includes(action);
