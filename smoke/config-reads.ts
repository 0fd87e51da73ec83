import {
  type ConfigurationItem,
  type EvaluationResult,
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
  ResourceNotDiscoveredException,
} from '@aws-sdk/client-config-service';
import type { Clients } from './clients';
import type { Ground } from './ground';

/** What Config recorded of a resource of ours, newest first; all of it is from this run, within one window of the API. */
export async function history(
  { config }: Clients,
  resourceType: 'AWS::EC2::VPC' | 'AWS::EC2::FlowLog',
  resourceId: string,
): Promise<readonly ConfigurationItem[]> {
  try {
    const command = new GetResourceConfigHistoryCommand({ resourceType, resourceId, limit: 100 });
    return (await config.send(command)).configurationItems ?? [];
  } catch (error) {
    if (error instanceof ResourceNotDiscoveredException) return [];
    throw error;
  }
}

export async function results({ clients, deployment }: Ground): Promise<readonly EvaluationResult[]> {
  const all: EvaluationResult[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await clients.config.send(
      new GetComplianceDetailsByConfigRuleCommand({
        ConfigRuleName: deployment.ruleName,
        Limit: 100,
        NextToken,
      }),
    );
    all.push(...(answer.EvaluationResults ?? []));
    NextToken = answer.NextToken;
  } while (NextToken);
  return all;
}

/** The rule's verdict on a VPC. */
export async function verdictOn(ground: Ground, vpcId: string): Promise<EvaluationResult | undefined> {
  return (await results(ground)).find(
    (each) => each.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId === vpcId,
  );
}

export const orderingTimestamp = (result: EvaluationResult | undefined): Date | undefined =>
  result?.EvaluationResultIdentifier?.OrderingTimestamp;

/** Config tells some times to the second, others to the millisecond. */
export const isSameSecond = (one: Date | undefined, other: Date | undefined): boolean =>
  one !== undefined && other !== undefined && Math.abs(one.getTime() - other.getTime()) < 1000;
