import {
  type ConfigRule,
  type ConfigServiceClient,
  type ConfigurationRecorder,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import { readPages } from '../../inventory/pages';
import { readRegion } from '../audit/region-reads';
import type { Station } from '../aws/connect';
import type { DeployedRequirement } from '../deployed/deployed-requirement';
import { attempt } from './attempt';
import type { NeighbourId } from './checks';
import { controlTowerFindings } from './control-tower';
import { duplicateFindings } from './duplicates';
import type { NeighbourFinding } from './finding';
import { taggerFindings } from './flow-log-tagger';
import { managedRuleFindings } from './managed-rule';
import { type Neighbourhood, neighbourhoodOf } from './neighbourhood';
import { automationFindings } from './other-automation';
import type { rolesByAccount } from './roles';
import { securityLakeFindings } from './security-lake';
import { telemetryFindings } from './telemetry';

export interface NeighbourQuestion {
  /** Those that were asked for, as they are deployed here. */
  readonly requirements: readonly DeployedRequirement[];
  /** All that are deployed here. */
  readonly deployed: readonly DeployedRequirement[];
  readonly now: Date;
  readonly roles: ReturnType<typeof rolesByAccount>;
}

/** What stands beside us in one account and Region. It only reads; what AWS refuses to say is unknown, with its cause. */
export async function examineNeighbours(
  station: Station,
  { requirements, deployed, now, roles }: NeighbourQuestion,
): Promise<readonly NeighbourFinding[]> {
  const { place, clients } = station;
  const hasRole = roles(clients.iam, place.accountId);
  const neighbourhood = readRegion(station, { withSubnets: true }).then((facts) =>
    neighbourhoodOf(facts, { place, now, requirements, deployed }),
  );
  const rules = rulesOf(clients.config);
  const look = (
    check: NeighbourId,
    about: string,
    examine: (found: Neighbourhood) => readonly NeighbourFinding[] | Promise<readonly NeighbourFinding[]>,
  ) => attempt(check, about, async () => examine(await neighbourhood));
  const findings = await Promise.all([
    look('telemetry-rule', place.region, telemetryFindings),
    attempt('managed-rule', place.region, async () =>
      managedRuleFindings(...(await Promise.all([rules, neighbourhood]))),
    ),
    attempt('control-tower', place.accountId, async () => {
      const [recorders, listed] = await Promise.all([recordersOf(clients.config), rules]);
      return controlTowerFindings({ accountId: place.accountId, recorders, rules: listed, hasRole });
    }),
    look('flow-log-tagger', place.accountId, (found) => taggerFindings(found, hasRole)),
    attempt('security-lake', place.accountId, () => securityLakeFindings(place.accountId, hasRole)),
    look('other-automation', place.region, automationFindings),
    look('duplicates', place.region, duplicateFindings),
  ]);
  return findings.flat();
}

async function rulesOf(config: ConfigServiceClient): Promise<readonly ConfigRule[]> {
  const rules: ConfigRule[] = [];
  const pages = readPages('config:DescribeConfigRules', async (NextToken) => {
    const answer = await config.send(new DescribeConfigRulesCommand({ NextToken }));
    return { items: answer.ConfigRules, nextToken: answer.NextToken };
  });
  for await (const rule of pages) rules.push(rule);
  return rules;
}

async function recordersOf(config: ConfigServiceClient): Promise<readonly ConfigurationRecorder[]> {
  const answer = await config.send(new DescribeConfigurationRecordersCommand({}));
  return answer.ConfigurationRecorders ?? [];
}
