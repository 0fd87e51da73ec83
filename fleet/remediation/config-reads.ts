import {
  type ConfigServiceClient,
  DescribeRemediationExceptionsCommand,
  DescribeRemediationExecutionStatusCommand,
  type EvaluationResult,
  GetComplianceDetailsByConfigRuleCommand,
  type RemediationExecutionStatus,
} from '@aws-sdk/client-config-service';
import { readPages } from '../../inventory/pages';
import type { Exception, Execution, FailedStep, ShownVerdict, VpcRemediation } from './vpc-remediation';

/** The most that each of these operations takes. */
const Limit = 100;

/** Every VPC of which Config shows a verdict, an execution or an exception for the rule, by id. */
export async function readRemediations(
  config: ConfigServiceClient,
  ruleName: string,
  now: Date,
): Promise<readonly VpcRemediation[]> {
  const [verdicts, executions, exceptions] = await Promise.all([
    readEvaluations(config, ruleName, toVerdict),
    readExecutions(config, ruleName),
    readExceptions(config, ruleName, now),
  ]);
  const ids = new Set([...verdicts.keys(), ...executions.keys(), ...exceptions.keys()]);
  return [...ids].sort().map((vpcId) => ({
    vpcId,
    verdict: verdicts.get(vpcId),
    execution: executions.get(vpcId),
    exception: exceptions.get(vpcId),
  }));
}

/** The latest result of each VPC, by id, as whoever asks wants it: of thousands, nothing else is kept. */
export async function readEvaluations<Evaluation>(
  config: ConfigServiceClient,
  ConfigRuleName: string,
  toEvaluation: (result: EvaluationResult) => Evaluation,
): Promise<ReadonlyMap<string, Evaluation>> {
  const found = new Map<string, Evaluation>();
  const pages = readPages('config:GetComplianceDetailsByConfigRule', async (NextToken) => {
    const command = new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName, Limit, NextToken });
    const answer = await config.send(command);
    return { items: answer.EvaluationResults ?? [], nextToken: answer.NextToken };
  });
  for await (const result of pages) {
    const vpcId = result.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId ?? '';
    found.set(vpcId, toEvaluation(result));
  }
  return found;
}

const toVerdict = (result: EvaluationResult): ShownVerdict => ({
  type: result.ComplianceType ?? 'unknown',
  annotation: result.Annotation ?? '',
  recordedAt: result.ResultRecordedTime,
});

export async function readExecutions(
  config: ConfigServiceClient,
  ConfigRuleName: string,
): Promise<ReadonlyMap<string, Execution>> {
  const found = new Map<string, Execution>();
  const pages = readPages('config:DescribeRemediationExecutionStatus', async (NextToken) => {
    const command = new DescribeRemediationExecutionStatusCommand({ ConfigRuleName, Limit, NextToken });
    const answer = await config.send(command);
    return { items: answer.RemediationExecutionStatuses ?? [], nextToken: answer.NextToken };
  });
  for await (const status of pages) found.set(status.ResourceKey?.resourceId ?? '', toExecution(status));
  return found;
}

const toExecution = (status: RemediationExecutionStatus): Execution => ({
  state: status.State ?? 'UNKNOWN',
  invokedAt: status.InvocationTime,
  updatedAt: status.LastUpdatedTime,
  failedStep: failedStepOf(status),
});

const NAMELESS = 'a step without a name';

/** The last that failed ends the execution and says what is missing; one before it may say why. */
export function failedStepOf({
  State,
  StepDetails = [],
}: RemediationExecutionStatus): FailedStep | undefined {
  if (State !== 'FAILED') return undefined;
  const failed = StepDetails.filter((each) => each.State === 'FAILED');
  const last = failed.at(-1);
  if (!last) return undefined;
  const causes = failed
    .slice(0, -1)
    .map(({ Name = NAMELESS, ErrorMessage }) => `${Name} failed before: ${ErrorMessage || 'no message'}`);
  return {
    name: last.Name ?? NAMELESS,
    message: [last.ErrorMessage, ...causes].filter(Boolean).join('; ') || undefined,
  };
}

export async function readExceptions(
  config: ConfigServiceClient,
  ConfigRuleName: string,
  now: Date,
): Promise<ReadonlyMap<string, Exception>> {
  const found = new Map<string, Exception>();
  const pages = readPages('config:DescribeRemediationExceptions', async (NextToken) => {
    const command = new DescribeRemediationExceptionsCommand({ ConfigRuleName, Limit, NextToken });
    const answer = await config.send(command);
    return { items: answer.RemediationExceptions ?? [], nextToken: answer.NextToken };
  });
  for await (const { ResourceId = '', Message = '', ExpirationTime } of pages)
    if (!ExpirationTime || ExpirationTime > now)
      found.set(ResourceId, { message: Message, endsAt: ExpirationTime });
  return found;
}
