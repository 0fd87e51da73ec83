import {
  type ConfigRuleEvaluationStatus,
  type ConfigServiceClient,
  DescribeConfigRuleEvaluationStatusCommand,
  type EvaluationResult,
} from '@aws-sdk/client-config-service';
import { inBatches } from '../../inventory/batches';
import { readPages } from '../../inventory/pages';
import { printParameters } from '../../policy';
import type { FleetClients } from '../aws/clients';
import type { Deployed, DeployedRequirement } from '../deployed/deployed-requirement';
import { discover } from '../deployed/discover';
import { readEvaluations, readExceptions, readExecutions } from '../remediation/config-reads';
import type { Exception, Execution } from '../remediation/vpc-remediation';
import type { EvidenceEvaluation, EvidenceRemediation, EvidenceRule } from './evidence';
import { attemptSource, type Source } from './source';
import { timeOf } from './time';

/** What Config knows of our rules in one account and Region. Lists are by VPC, ordered by rule. */
export interface ConfigFacts {
  readonly rules: readonly EvidenceRule[];
  readonly evaluations: ReadonlyMap<string, readonly EvidenceEvaluation[]>;
  readonly remediations: ReadonlyMap<string, readonly EvidenceRemediation[]>;
}

const NO_FACTS: ConfigFacts = { rules: [], evaluations: new Map(), remediations: new Map() };

/** Rules that were found are told even where nothing more could be read of them. */
export async function readConfigFacts(clients: FleetClients, now: Date): Promise<Source<ConfigFacts>> {
  const { state, value: deployed } = await attemptSource<Deployed>(
    { requirements: [], doubts: [] },
    async () => ({ value: await discover(clients) }),
  );
  if (state.state !== 'read') return { state, value: NO_FACTS };
  const requirements = [...deployed.requirements].sort(byRule);
  const known: ConfigFacts = { ...NO_FACTS, rules: requirements.map((each) => toRule(each, undefined)) };
  return await attemptSource(known, async () => ({
    value: await readDetails(clients.config, requirements, now),
    note: deployed.doubts
      .map(({ ruleName, problem }) => `rule ${ruleName} looks like ours: ${problem}`)
      .join('; '),
  }));
}

const byRule = (left: DeployedRequirement, right: DeployedRequirement): number =>
  left.ruleName < right.ruleName ? -1 : 1;

async function readDetails(
  config: ConfigServiceClient,
  requirements: readonly DeployedRequirement[],
  now: Date,
): Promise<ConfigFacts> {
  const [statuses, evaluated, remediated] = await Promise.all([
    readStatuses(config, requirements),
    Promise.all(
      requirements.map(({ ruleName }) => readEvaluations(config, ruleName, toEvaluation(ruleName))),
    ),
    Promise.all(
      requirements
        .filter(({ remediation }) => remediation.mode !== 'observe')
        .map(({ ruleName }) => readRuleRemediations(config, ruleName, now)),
    ),
  ]);
  const rules = requirements.map((each) => toRule(each, statuses.get(each.ruleName)));
  return { rules, evaluations: byVpc(evaluated), remediations: byVpc(remediated) };
}

/** In the order of the rules. */
function byVpc<T>(rules: readonly ReadonlyMap<string, T>[]): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>();
  for (const found of rules)
    for (const [vpcId, item] of found) {
      const list = lists.get(vpcId);
      if (list) list.push(item);
      else lists.set(vpcId, [item]);
    }
  return lists;
}

const toRule = (
  { name, ruleName, parameters, remediation }: DeployedRequirement,
  status: ConfigRuleEvaluationStatus | undefined,
): EvidenceRule => ({
  requirement: name,
  ruleName,
  parameters: printParameters(parameters),
  remediation: remediation.mode,
  lastSuccessfulEvaluation: timeOf(status?.LastSuccessfulEvaluationTime),
  lastFailedEvaluation: timeOf(status?.LastFailedEvaluationTime),
  lastErrorMessage: status?.LastErrorMessage || undefined,
});

/** As many as DescribeConfigRules takes. */
const RULE_NAMES = 25;

async function readStatuses(
  config: ConfigServiceClient,
  requirements: readonly DeployedRequirement[],
): Promise<ReadonlyMap<string, ConfigRuleEvaluationStatus>> {
  const found = new Map<string, ConfigRuleEvaluationStatus>();
  const names = requirements.map(({ ruleName }) => ruleName);
  for (const ConfigRuleNames of inBatches(names, RULE_NAMES)) {
    const pages = readPages('config:DescribeConfigRuleEvaluationStatus', async (NextToken) => {
      const answer = await config.send(
        new DescribeConfigRuleEvaluationStatusCommand({ ConfigRuleNames, NextToken }),
      );
      return { items: answer.ConfigRulesEvaluationStatus, nextToken: answer.NextToken };
    });
    for await (const status of pages) found.set(status.ConfigRuleName ?? '', status);
  }
  return found;
}

const toEvaluation =
  (ruleName: string) =>
  (result: EvaluationResult): EvidenceEvaluation => ({
    ruleName,
    compliance: result.ComplianceType ?? 'unknown',
    annotation: result.Annotation ?? '',
    invokedAt: timeOf(result.ConfigRuleInvokedTime),
    recordedAt: timeOf(result.ResultRecordedTime),
  });

async function readRuleRemediations(
  config: ConfigServiceClient,
  ruleName: string,
  now: Date,
): Promise<ReadonlyMap<string, EvidenceRemediation>> {
  const [executions, exceptions] = await Promise.all([
    readExecutions(config, ruleName),
    readExceptions(config, ruleName, now),
  ]);
  const ids = new Set([...executions.keys(), ...exceptions.keys()]);
  return new Map(
    [...ids].map((vpcId) => [vpcId, toRemediation(ruleName, executions.get(vpcId), exceptions.get(vpcId))]),
  );
}

function toRemediation(
  ruleName: string,
  execution: Execution | undefined,
  exception: Exception | undefined,
): EvidenceRemediation {
  const step = execution?.failedStep;
  const hasEnded = execution?.state === 'SUCCEEDED' || execution?.state === 'FAILED';
  return {
    ruleName,
    state: execution?.state,
    invokedAt: timeOf(execution?.invokedAt),
    endedAt: hasEnded ? timeOf(execution.updatedAt) : undefined,
    failure: step && (step.message ? `${step.name}: ${step.message}` : `step ${step.name} failed`),
    exception: exception && { message: exception.message, endsAt: timeOf(exception.endsAt) },
  };
}
