import {
  type ConfigRuleEvaluationStatus,
  type ConfigServiceClient,
  type ConfigurationRecorder,
  type ConfigurationRecorderStatus,
  type DeliveryChannel,
  DescribeConfigRuleEvaluationStatusCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  DescribeRemediationConfigurationsCommand,
  DescribeRemediationExceptionsCommand,
  type RemediationConfiguration,
  type RemediationException,
} from '@aws-sdk/client-config-service';
import { once } from './once';
import { read, readAll, readIfThere } from './unread';

/** What AWS Config says of its recorder and of our rules. */
export interface ConfigReads {
  /** The customer managed recorder, of which a Region has one at most. */
  recorder(): Promise<ConfigurationRecorder | undefined>;
  recorderStatus(): Promise<ConfigurationRecorderStatus | undefined>;
  deliveryChannel(): Promise<DeliveryChannel | undefined>;
  ruleStatus(ruleName: string): Promise<ConfigRuleEvaluationStatus | undefined>;
  remediation(ruleName: string): Promise<RemediationConfiguration | undefined>;
  /** Of the resources that Config does not remediate, and those of which it did not until lately. */
  exceptions(ruleName: string): Promise<readonly RemediationException[]>;
}

export const configReads = (client: ConfigServiceClient): ConfigReads => ({
  recorder: () =>
    read('config:DescribeConfigurationRecorders', '*', async () => {
      const answer = await client.send(new DescribeConfigurationRecordersCommand({}));
      return answer.ConfigurationRecorders?.[0];
    }),
  recorderStatus: () =>
    read('config:DescribeConfigurationRecorderStatus', '*', async () => {
      const answer = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
      return answer.ConfigurationRecordersStatus?.[0];
    }),
  deliveryChannel: () =>
    read('config:DescribeDeliveryChannels', '*', async () => {
      const answer = await client.send(new DescribeDeliveryChannelsCommand({}));
      return answer.DeliveryChannels?.[0];
    }),
  ruleStatus: (ruleName) =>
    readIfThere(
      'config:DescribeConfigRuleEvaluationStatus',
      ruleName,
      ['NoSuchConfigRuleException'],
      async () => {
        const command = new DescribeConfigRuleEvaluationStatusCommand({ ConfigRuleNames: [ruleName] });
        return (await client.send(command)).ConfigRulesEvaluationStatus?.[0];
      },
    ),
  remediation: once((ruleName) =>
    read('config:DescribeRemediationConfigurations', ruleName, async () => {
      const command = new DescribeRemediationConfigurationsCommand({ ConfigRuleNames: [ruleName] });
      return (await client.send(command)).RemediationConfigurations?.[0];
    }),
  ),
  exceptions: (ruleName) => exceptionsOf(client, ruleName),
});

const exceptionsOf = (
  client: ConfigServiceClient,
  ruleName: string,
): Promise<readonly RemediationException[]> =>
  readAll('config:DescribeRemediationExceptions', ruleName, async (NextToken) => {
    const command = new DescribeRemediationExceptionsCommand({ ConfigRuleName: ruleName, NextToken });
    const answer = await client.send(command);
    return { items: answer.RemediationExceptions, nextToken: answer.NextToken };
  });
