import { SSMClient, StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import type { AutomationExecution } from '../../sandbox/automation/executions';
import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import type { ConfigRule } from '../../sandbox/config/state';
import { deployToExisting } from '../../sandbox/scenarios/existing-destinations';
import { type Account, advanceUntil, coverElsewhere, createVpc, flowLogsOf, inAccount, now } from './account';
import type { ObservedCall } from './observed-calls';
import { type Remediated, tally } from './remediated';

const HOUR = 3600;
/** Seconds, more than it takes Config to record, and the rule to judge, what was there before. */
const UNTIL_RECORDED = 300;

/** Of a VPC that is created after the deployment, with nothing but Config to tell of it. */
export const remediateNewVpc = (stack: AssemblyStack): Promise<Remediated> =>
  inAccount(async (account) => {
    const rule = await deploy(account, stack);
    const created = now(account);
    const vpcId = await createVpc(account);
    await advanceUntil(
      account,
      HOUR,
      () => rule.results.get(vpcId)?.complianceType === 'COMPLIANT' && hasEnded(executionOf(account, vpcId)),
    );
    return ofExecution(account, vpcId, created);
  });

/** Of a VPC that somebody covered meanwhile: Config can start a remediation from a stale list. */
export const remediateCoveredVpc = (stack: AssemblyStack): Promise<Remediated> =>
  inAccount(async (account) => {
    const created = now(account);
    const vpcId = await createVpc(account);
    await coverElsewhere(account, vpcId);
    await account.sandbox.advance(UNTIL_RECORDED);
    const rule = await deploy(account, stack);
    await startByHand(account, rule, vpcId);
    await advanceUntil(account, HOUR, () => hasEnded(executionOf(account, vpcId)));
    return ofExecution(account, vpcId, created);
  });

async function deploy({ sandbox }: Account, stack: AssemblyStack): Promise<ConfigRule> {
  await deployToExisting(sandbox, stack);
  await sandbox.advance(UNTIL_RECORDED);
  const [rule] = sandbox.home.config.rules.values();
  if (!rule) throw new Error(`${stack.stackName} holds no rule`);
  return rule;
}

async function startByHand({ sandbox }: Account, rule: ConfigRule, vpcId: string): Promise<void> {
  const role = rule.remediation?.parameters['AutomationAssumeRole'];
  if (!rule.remediation || role?.kind !== 'static') throw new Error(`${rule.name} has no remediation`);
  const ssm = new SSMClient(sandbox.administrator());
  const Parameters = { VpcId: [vpcId], AutomationAssumeRole: [...role.values] };
  await ssm.send(
    new StartAutomationExecutionCommand({ DocumentName: rule.remediation.documentName, Parameters }),
  );
  ssm.destroy();
}

const executionOf = ({ sandbox }: Account, vpcId: string): AutomationExecution | undefined =>
  [...sandbox.home.executions.values()].find(({ parameters }) =>
    [parameters['VpcId']].flat().includes(vpcId),
  );

const hasEnded = (execution: AutomationExecution | undefined): boolean => execution?.endTime !== undefined;

function ofExecution(account: Account, vpcId: string, created: number): Remediated {
  const { status, failureMessage, startTime, endTime, steps } = executionOf(account, vpcId) ?? {};
  if (status !== 'Success' || !startTime || !endTime || !steps)
    throw new Error(`the execution ended as ${status}: ${failureMessage}`);
  const during = ({ byAdministrator, time }: ObservedCall): boolean =>
    !byAdministrator && time >= startTime && time <= endTime;
  const flowLogs = flowLogsOf(account, vpcId);
  const creation = flowLogs.find(({ creationTime }) => creationTime >= startTime)?.creationTime.getTime();
  return {
    calls: tally(account.calls.filter(during).map(({ operation }) => operation)),
    steps: steps.length,
    scriptSeconds: 0,
    startedAfter: (startTime.getTime() - created) / 1000,
    flowLogAfter: creation === undefined ? undefined : (creation - created) / 1000,
    seconds: (endTime.getTime() - startTime.getTime()) / 1000,
    flowLogs: flowLogs.length,
  };
}
