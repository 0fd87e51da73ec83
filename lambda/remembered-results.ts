import {
  type ConfigServiceClient,
  type EvaluationResult,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import { readPages } from '../inventory/pages';
import { isVpcId, VPC_TYPE } from './resource-types';

/** What Config still shows of one VPC. */
export interface RememberedVerdict {
  readonly complianceType: string | undefined;
  /** The ordering timestamp of the evaluation that it comes from. */
  readonly orderingTimestamp: Date | undefined;
}

/** By VPC id. */
export type RememberedVerdicts = ReadonlyMap<string, RememberedVerdict>;

/** The verdicts of a rule that Config remembers, apart from NOT_APPLICABLE. */
export interface RememberedResults {
  verdicts(configRuleName: string): Promise<RememberedVerdicts>;
}

export function configRememberedResults(
  client: ConfigServiceClient,
  signal?: AbortSignal,
): RememberedResults {
  return {
    async verdicts(ConfigRuleName) {
      const results = readPages('config:GetComplianceDetailsByConfigRule', async (NextToken) => {
        const command = new GetComplianceDetailsByConfigRuleCommand({
          ConfigRuleName,
          ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'],
          Limit: 100,
          NextToken,
        });
        const { EvaluationResults, NextToken: nextToken } = await client.send(command, {
          abortSignal: signal,
        });
        return { items: EvaluationResults, nextToken };
      });
      const verdicts = new Map<string, RememberedVerdict>();
      for await (const result of results) remember(verdicts, result);
      return verdicts;
    },
  };
}

function remember(
  verdicts: Map<string, RememberedVerdict>,
  { ComplianceType: complianceType, EvaluationResultIdentifier: identifier }: EvaluationResult,
): void {
  const { ResourceType, ResourceId } = identifier?.EvaluationResultQualifier ?? {};
  if (ResourceType === VPC_TYPE && isVpcId(ResourceId))
    verdicts.set(ResourceId, { complianceType, orderingTimestamp: identifier?.OrderingTimestamp });
}
