import {
  type ConfigRule,
  type ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeRemediationConfigurationsCommand,
  type RemediationConfiguration,
} from '@aws-sdk/client-config-service';
import { GetDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { inBatches } from '../../inventory/batches';
import { readPages } from '../../inventory/pages';
import { describeError, ReadError } from '../../inventory/read-error';
import { parseParameters, printIssue } from '../../policy';
import { describedRequirement, ROLE_PARAMETER, VPC_PARAMETER } from '../../runbook';
import type {
  AttachedRemediation,
  Deployed,
  DeployedRemediation,
  DeployedRequirement,
  Doubt,
} from './deployed-requirement';
import { isUnreadable, readDocument, type Unreadable } from './documented-flow-log';

export interface DiscoveryClients {
  readonly config: ConfigServiceClient;
  readonly ssm: SSMClient;
}

/**
 * Finds our rules in an account and Region: those whose description or whose remediation's document is one of ours.
 *
 * @throws ReadError where AWS could not be asked; a document that could not be read is named instead
 */
export async function discover(clients: DiscoveryClients): Promise<Deployed> {
  const rules = await customRules(clients.config);
  const remediations = await remediationsOf(clients.config, rules);
  const requirements: DeployedRequirement[] = [];
  const doubts: Doubt[] = [];
  const others: ConfigRule[] = [];
  for (const rule of rules) {
    const found = await readRule(clients.ssm, rule, remediations.get(rule.ConfigRuleName ?? ''));
    if (found === undefined) others.push(rule);
    else if ('problem' in found) doubts.push(found);
    else requirements.push(found);
  }
  return { requirements, doubts: [...doubts, ...siblings(others, requirements)] };
}

/** Rules of one stack share its function: what it judges for is ours, whatever somebody made of the description. */
function siblings(
  others: readonly ConfigRule[],
  requirements: readonly DeployedRequirement[],
): readonly Doubt[] {
  const functions = new Set(requirements.map(({ functionArn }) => functionArn));
  return others
    .filter(({ Source }) => functions.has(Source?.SourceIdentifier ?? ''))
    .map(({ ConfigRuleName = '' }) => ({
      ruleName: ConfigRuleName,
      problem:
        'a function of ours judges for it, and neither its description nor a document names its requirement',
    }));
}

async function customRules(config: ConfigServiceClient): Promise<readonly ConfigRule[]> {
  const rules: ConfigRule[] = [];
  const listed = readPages('config:DescribeConfigRules', async (NextToken) => {
    const answer = await config.send(new DescribeConfigRulesCommand({ NextToken }));
    return { items: answer.ConfigRules, nextToken: answer.NextToken };
  });
  for await (const rule of listed) if (rule.Source?.Owner === 'CUSTOM_LAMBDA') rules.push(rule);
  return rules;
}

/** Names that one call of DescribeRemediationConfigurations takes. */
const RULE_NAMES = 25;

async function remediationsOf(
  config: ConfigServiceClient,
  rules: readonly ConfigRule[],
): Promise<ReadonlyMap<string, RemediationConfiguration>> {
  const found = new Map<string, RemediationConfiguration>();
  const names = rules.flatMap(({ ConfigRuleName }) => ConfigRuleName ?? []);
  for (const ConfigRuleNames of inBatches(names, RULE_NAMES)) {
    const answer = await config
      .send(new DescribeRemediationConfigurationsCommand({ ConfigRuleNames }))
      .catch((cause: unknown) => {
        throw ReadError.failed('config:DescribeRemediationConfigurations', cause);
      });
    if (!answer.RemediationConfigurations)
      throw ReadError.broken('config:DescribeRemediationConfigurations', 'no list', 'a list, be it empty');
    for (const each of answer.RemediationConfigurations) found.set(each.ConfigRuleName ?? '', each);
  }
  return found;
}

async function readRule(
  ssm: SSMClient,
  rule: ConfigRule,
  configuration: RemediationConfiguration | undefined,
): Promise<DeployedRequirement | Doubt | undefined> {
  const { ConfigRuleName: ruleName = '' } = rule;
  const described = describedRequirement(rule.Description);
  if (described === undefined && !remediatesVpcs(configuration)) return undefined;
  const remediation = await readRemediation(ssm, configuration);
  const documented = documentedRequirement(remediation);
  const name = documented ?? described;
  if (name === undefined) return unreadableDoubt(ruleName, remediation);
  if (described !== undefined && documented !== undefined && described !== documented)
    return {
      ruleName,
      problem: `its description names ${described}, its document creates for ${documented}`,
    };
  const parameters = readParameters(rule.InputParameters);
  if (typeof parameters === 'string') return { ruleName, problem: parameters };
  return {
    name,
    ruleName,
    ruleArn: rule.ConfigRuleArn ?? '',
    parameters: parameters.value,
    functionArn: rule.Source?.SourceIdentifier ?? '',
    remediation,
  };
}

/**
 * A document that takes our parameters and cannot be read may be ours; those of AWS are not. A document that could be
 * read and names no requirement is another's.
 */
function unreadableDoubt(ruleName: string, remediation: DeployedRemediation): Doubt | undefined {
  if (remediation.mode === 'observe' || !isUnreadable(remediation.document)) return undefined;
  const { document, documentName } = remediation;
  if (!document.unread || /^AWS/.test(documentName)) return undefined;
  return { ruleName, problem: `its document ${documentName}: ${document.unreadable}` };
}

/** A remediation of another's that takes the same parameters is read too, and then told apart by its document. */
const remediatesVpcs = (configuration: RemediationConfiguration | undefined): boolean =>
  configuration?.Parameters?.[VPC_PARAMETER]?.ResourceValue !== undefined &&
  configuration.Parameters[ROLE_PARAMETER] !== undefined;

async function readRemediation(
  ssm: SSMClient,
  configuration: RemediationConfiguration | undefined,
): Promise<DeployedRemediation> {
  if (!configuration) return { mode: 'observe' };
  const { TargetId: documentName = '', TargetVersion, Parameters } = configuration;
  return {
    mode: configuration.Automatic ? 'automatic' : 'manual',
    documentName,
    automationRoleArn: Parameters?.[ROLE_PARAMETER]?.StaticValue?.Values?.[0],
    maximumAutomaticAttempts: configuration.MaximumAutomaticAttempts,
    retryAttemptSeconds: configuration.RetryAttemptSeconds,
    document: await documentNamed(ssm, documentName, TargetVersion),
  };
}

async function documentNamed(
  ssm: SSMClient,
  Name: string,
  DocumentVersion: string | undefined,
): Promise<AttachedRemediation['document']> {
  try {
    const { Content } = await ssm.send(
      new GetDocumentCommand({ Name, DocumentVersion, DocumentFormat: 'JSON' }),
    );
    if (Content === undefined)
      return { unreadable: 'ssm:GetDocument answers without a document', unread: true };
    return readDocument(Content);
  } catch (cause) {
    if (cause instanceof Error && /^(InvalidDocument|AccessDenied)/.test(cause.name))
      return {
        unreadable: `ssm:GetDocument answers ${describeError(cause)}`,
        unread: true,
      } satisfies Unreadable;
    throw ReadError.failed('ssm:GetDocument', cause);
  }
}

const documentedRequirement = (remediation: DeployedRemediation): string | undefined =>
  remediation.mode === 'observe' || isUnreadable(remediation.document)
    ? undefined
    : remediation.document.requirement;

function readParameters(text: string | undefined) {
  const given = parseJson(text || '{}');
  if (given === undefined) return 'its InputParameters are no JSON';
  const parsed = parseParameters(given);
  return parsed.ok ? parsed : `its parameters cannot be read: ${parsed.issues.map(printIssue).join('; ')}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
