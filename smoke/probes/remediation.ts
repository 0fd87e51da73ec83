import { DescribeFlowLogsCommand } from '@aws-sdk/client-ec2';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { AutomationExecution, StepExecution } from '@aws-sdk/client-ssm';
import { until } from '../clock';
import { executionsAbout, hasEnded } from '../executions';
import { asPlayed, type Finding, notSettled, otherwise } from '../finding';
import type { Ground } from '../ground';
import { EXECUTION_TAG } from '../names';
import type { Probe } from '../probe';

/** Config waits, the document settles for some minutes, and a failure is tried again. */
const REMEDIATED = { atMost: 2700, every: 30 };

/** Has Config remediate the VPC, and reads the execution: who may do what is told by where it failed. */
export const remediation: Probe = {
  rows: [6, 8, 11, 16],
  needs: ['recorder', 'automatic remediation'],
  async run(ground) {
    const { id, at } = await ground.own.vpc();
    const execution = await until(ground.clock, REMEDIATED, async () =>
      (await executionsAbout(ground, id, at)).find(hasEnded),
    );
    if (!execution) {
      const why = `no execution about ${id} ended within ${REMEDIATED.atMost} s`;
      return remediation.rows.map((row) => notSettled(row, why));
    }
    const conditions = await trustConditions(ground);
    const createdId = await createdBy(ground, execution);
    return [assumedRole(execution, conditions), ...readExecution(execution, createdId)];
  },
};

/** Which of the two keys the role's trust policy asks for. */
async function trustConditions({ clients: { iam }, deployment }: Ground): Promise<readonly string[]> {
  const RoleName = deployment.automationRoleArn.split('/').at(-1);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  return ['aws:SourceAccount', 'aws:SourceArn'].filter((key) => trust.includes(key));
}

/** The document has its flow logs tagged with the execution. */
async function createdBy(
  { clients: { ec2 } }: Ground,
  { AutomationExecutionId = '' }: AutomationExecution,
): Promise<string | undefined> {
  const Filter = [{ Name: `tag:${EXECUTION_TAG}`, Values: [AutomationExecutionId] }];
  return (await ec2.send(new DescribeFlowLogsCommand({ Filter }))).FlowLogs?.[0]?.FlowLogId;
}

function assumedRole(execution: AutomationExecution, conditions: readonly string[]): Finding {
  const { StepExecutions: steps = [], FailureMessage = '' } = execution;
  const evidence = printed(execution);
  if (steps.length === 0) return otherwise(6, `the execution did not begin: ${FailureMessage}`, evidence);
  if (conditions.length < 2)
    return notSettled(6, `the trust policy asks for ${conditions.join() || 'neither key'}`, evidence);
  return asPlayed(6, `${evidence} ran with a trust policy that asks for both`);
}

/** Rows 8, 11 and 16, by the steps. */
export function readExecution(
  execution: AutomationExecution,
  createdId: string | undefined,
): readonly Finding[] {
  const steps = execution.StepExecutions ?? [];
  const evidence = printed(execution);
  const judgement = steps.find(({ Action }) => Action === 'aws:invokeLambdaFunction');
  const creation = steps.find(({ Action }) => Action === 'aws:executeAwsApi');
  const needs = (row: number, action: string): Finding =>
    createdId === undefined
      ? permission(row, action, creation, evidence)
      : asPlayed(row, `${evidence} created ${createdId} without ${action}`);
  return [payload(judgement, evidence), needs(8, 's3:GetBucketPolicy'), needs(16, 'logs:DeleteLogDelivery')];
}

function payload(judgement: StepExecution | undefined, evidence: string): Finding {
  const text = judgement?.Outputs?.['Payload']?.[0];
  if (text === undefined) return notSettled(11, 'no judgement has an output', evidence);
  const seen = `${evidence}: ${text.slice(0, 100)}`;
  if (/^"DECISION_/.test(text)) return asPlayed(11, seen);
  if (/^DECISION_/.test(text)) return otherwise(11, 'Payload has no quotes', seen);
  return /ruleParameters/.test(text)
    ? otherwise(11, 'the function refused its parameters', `${evidence}: ${text.slice(0, 300)}`)
    : notSettled(11, 'the judgement failed for another reason', seen);
}

function permission(
  row: number,
  action: string,
  creation: StepExecution | undefined,
  evidence: string,
): Finding {
  if (!creation) return notSettled(row, 'nothing was created', evidence);
  const { FailureMessage = '' } = creation;
  if (FailureMessage.includes(action)) return otherwise(row, `creation needs ${action}`, FailureMessage);
  return notSettled(row, 'creation failed for another reason', `${evidence}: ${FailureMessage}`);
}

const printed = ({ AutomationExecutionId, AutomationExecutionStatus, FailureMessage }: AutomationExecution) =>
  `execution ${AutomationExecutionId} ${AutomationExecutionStatus}${FailureMessage ? `: ${FailureMessage}` : ''}`;
