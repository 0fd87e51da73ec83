import {
  type ConfigRule,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeRemediationConfigurationsCommand,
} from '@aws-sdk/client-config-service';
import { GetDocumentCommand, InvalidDocument, type SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSServiceException } from '@aws-sdk/client-sts';
import type { Clients } from './clients';
import { REQUIREMENT_TAG } from './names';
import { UserMistake } from './user-mistake';

/** What of the stack the probes look at. */
export interface Deployment {
  readonly ruleName: string;
  /** JSON text. */
  readonly ruleParameters: string;
  readonly documentName: string;
  /** JSON text. */
  readonly documentContent: string;
  readonly automationRoleArn: string;
  readonly remediatesAutomatically: boolean;
  readonly configRecords: boolean;
}

export interface Identity {
  readonly accountId: string;
  readonly partition: string;
}

const ADVICE = 'name a profile with --profile, or log in again';

/** There are no credentials, or AWS does not take them. */
const isRefused = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'CredentialsProviderError' ||
    (error instanceof STSServiceException && error.$fault === 'client'));

/** @throws UserMistake unless the credentials are those of the account that was named */
export async function identify({ sts }: Clients, wanted: string): Promise<Identity> {
  const { Account: accountId = '', Arn = '' } = await sts
    .send(new GetCallerIdentityCommand({}))
    .catch((error: unknown) => {
      throw isRefused(error) ? new UserMistake(`no account is reached: ${error.message}; ${ADVICE}`) : error;
    });
  if (accountId !== wanted)
    throw new UserMistake(
      `--account ${wanted} is not the account of the credentials, ${accountId}: choose another profile or account`,
    );
  return { accountId, partition: Arn.split(':')[1] ?? 'aws' };
}

/** @throws UserMistake unless there is exactly one rule of the stack, or the named one is one */
export async function findDeployment(clients: Clients, ruleName?: string): Promise<Deployment> {
  const found: Deployment[] = [];
  for (const rule of await rules(clients, ruleName)) {
    const deployment = await deploymentOf(clients, rule);
    if (deployment) found.push(deployment);
  }
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const got = found.map((each) => each.ruleName).join(', ') || 'none';
  throw new UserMistake(
    `rules of the stack with a remediation here: ${got}; deploy the stack, or name one rule with --rule`,
  );
}

async function rules({ config }: Clients, name: string | undefined): Promise<readonly ConfigRule[]> {
  const all: ConfigRule[] = [];
  let NextToken: string | undefined;
  do {
    const ConfigRuleNames = name === undefined ? undefined : [name];
    const answer = await config.send(new DescribeConfigRulesCommand({ ConfigRuleNames, NextToken }));
    all.push(...(answer.ConfigRules ?? []));
    NextToken = answer.NextToken;
  } while (NextToken);
  return all.filter(({ Source }) => Source?.Owner === 'CUSTOM_LAMBDA');
}

/** Undefined when the rule is none of ours: its remediation creates no flow log with our tag. */
async function deploymentOf(
  { config, ssm }: Clients,
  { ConfigRuleName: ruleName = '', InputParameters = '{}' }: ConfigRule,
): Promise<Deployment | undefined> {
  const { RemediationConfigurations: [remediation] = [] } = await config.send(
    new DescribeRemediationConfigurationsCommand({ ConfigRuleNames: [ruleName] }),
  );
  const documentName = remediation?.TargetId;
  if (!documentName) return undefined;
  const documentContent = await contentOf(ssm, documentName);
  if (!documentContent.includes(REQUIREMENT_TAG)) return undefined;
  const { ConfigurationRecordersStatus = [] } = await config.send(
    new DescribeConfigurationRecorderStatusCommand({}),
  );
  return {
    ruleName,
    ruleParameters: InputParameters,
    documentName,
    documentContent,
    automationRoleArn: remediation?.Parameters?.['AutomationAssumeRole']?.StaticValue?.Values?.[0] ?? '',
    remediatesAutomatically: remediation?.Automatic ?? false,
    configRecords: ConfigurationRecordersStatus.some(({ recording }) => recording),
  };
}

/** Empty where it is another account's, or gone. */
async function contentOf(ssm: SSMClient, Name: string): Promise<string> {
  try {
    return (await ssm.send(new GetDocumentCommand({ Name, DocumentFormat: 'JSON' }))).Content ?? '';
  } catch (error) {
    if (error instanceof InvalidDocument) return '';
    throw error;
  }
}
