import {
  type ConfigServiceClient,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import { readAll, readPages } from '../inventory/pages';
import { VPC_TYPE } from './resource-types';

/** The VPCs of which Config still shows a verdict of the rule. */
export interface RememberedResults {
  vpcIds(configRuleName: string): Promise<readonly string[]>;
}

export function configRememberedResults(client: ConfigServiceClient): RememberedResults {
  return {
    async vpcIds(ConfigRuleName) {
      const results = readPages('config:GetComplianceDetailsByConfigRule', async (NextToken) => {
        const answer = await client.send(
          new GetComplianceDetailsByConfigRuleCommand({
            ConfigRuleName,
            ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'],
            Limit: 100,
            NextToken,
          }),
        );
        return { items: answer.EvaluationResults, nextToken: answer.NextToken };
      });
      const qualifiers = (await readAll(results)).map(
        (result) => result.EvaluationResultIdentifier?.EvaluationResultQualifier,
      );
      return qualifiers.flatMap((qualifier) =>
        qualifier?.ResourceType === VPC_TYPE && qualifier.ResourceId ? [qualifier.ResourceId] : [],
      );
    },
  };
}
