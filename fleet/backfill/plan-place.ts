import type { Place } from '../../policy';
import { readRegion } from '../audit/region-reads';
import type { Station } from '../aws/connect';
import type { Circumstances } from '../circumstances';
import type { Deployed, DeployedRequirement, Doubt } from '../deployed/deployed-requirement';
import { discover } from '../deployed/discover';
import type { AuditRequirement } from '../requirements/audit-requirement';
import { readExceptionsOf, readExecutionsOf } from './executions';
import { type Judged, judgeAll, type VpcFacts, vpcFacts } from './live-gaps';
import {
  documentOf,
  type Expected,
  type KnownOfGaps,
  type Obstacle,
  obstacleOf,
  planGaps,
  type RequirementPlan,
  withExpected,
} from './plan';

/** What an operator asks for. */
export interface Selection {
  /** Of none, all. */
  readonly vpcIds: readonly string[];
  readonly requirement: string | undefined;
}

export interface PlacePlan {
  readonly station: Station;
  readonly requirements: readonly DeployedRequirement[];
  readonly plans: readonly RequirementPlan[];
  readonly doubts: readonly Doubt[];
  /** VPCs that were asked for and are here. */
  readonly found: readonly string[];
}

/**
 * @param whereUndeployed what VPCs are judged by where no rule of ours is deployed
 * @throws ReadError where AWS could not be asked
 */
export async function planPlace(
  station: Station,
  selection: Selection,
  whereUndeployed: readonly AuditRequirement[],
  now: Date,
): Promise<PlacePlan> {
  const deployed = await discover(station.clients);
  const requirements = selectedOf(deployed, selection);
  const isUndeployed = requirements.length === 0 && deployed.doubts.length === 0;
  const facts = await readFacts(station, selection, isUndeployed ? whereUndeployed : requirements);
  const circumstances = { place: station.place, now };
  const plans = isUndeployed
    ? planUndeployed(facts, whereUndeployed, selection, circumstances)
    : await planDeployed(station, facts, requirements, circumstances);
  return {
    station,
    requirements,
    plans,
    doubts: deployed.doubts,
    found: selection.vpcIds.length > 0 ? facts.map(({ vpc }) => vpc.vpcId) : [],
  };
}

const selectedOf = ({ requirements }: Deployed, { requirement }: Selection): readonly DeployedRequirement[] =>
  requirements.filter(({ name }) => (requirement ?? name) === name);

/** Pages only: subnets where a requirement counts them. */
export const readFacts = async (
  station: Station,
  { vpcIds }: Selection,
  requirements: readonly Pick<DeployedRequirement, 'parameters'>[],
): Promise<readonly VpcFacts[]> => {
  const withSubnets = requirements.some(({ parameters }) => parameters.acceptSubnetCoverage);
  return vpcFacts(await readRegion(station, { withSubnets }), vpcIds);
};

async function planDeployed(
  station: Station,
  facts: readonly VpcFacts[],
  requirements: readonly DeployedRequirement[],
  circumstances: Circumstances,
): Promise<readonly RequirementPlan[]> {
  const plans: RequirementPlan[] = [];
  let expected: Expected = new Map();
  for (const requirement of requirements) {
    const { plan } = await planRequirement(station, facts, requirement, expected, circumstances);
    expected = withExpected(expected, plan);
    plans.push(plan);
  }
  return plans;
}

export interface PlannedRequirement {
  readonly plan: RequirementPlan;
  readonly known: KnownOfGaps;
}

const NOTHING_KNOWN: KnownOfGaps = { executions: new Map(), exceptions: new Map() };

/** Asks Config about gaps alone: where there is none, not at all. */
export async function planRequirement(
  station: Station,
  facts: readonly VpcFacts[],
  requirement: DeployedRequirement,
  expected: Expected,
  circumstances: Circumstances,
): Promise<PlannedRequirement> {
  const { name, ruleName, parameters, remediation } = requirement;
  const judged = judgeAll(facts, parameters, circumstances);
  const { covered, notApplicable } = judged;
  const about = { requirement: name, ruleName, mode: remediation.mode, covered, notApplicable };
  const document = remediation.mode === 'observe' ? undefined : documentOf(remediation);
  const obstacle = obstacleOf(requirement);
  if (!document || obstacle || judged.gaps.length === 0)
    return {
      plan: { ...about, document, gaps: obstacle ? gapsLeft(judged, obstacle) : [] },
      known: NOTHING_KNOWN,
    };
  const known = await readKnown(station, ruleName, judged, circumstances);
  const gaps = planGaps({ requirement, document }, judged, known, expected, circumstances);
  return { plan: { ...about, document, gaps }, known };
}

async function readKnown(
  { clients: { config } }: Station,
  ruleName: string,
  { gaps }: Judged,
  { now }: Circumstances,
): Promise<KnownOfGaps> {
  const vpcIds = gaps.map(({ verdict }) => verdict.vpcId);
  const [executions, exceptions] = await Promise.all([
    readExecutionsOf(config, ruleName, vpcIds),
    readExceptionsOf(config, ruleName, vpcIds, now),
  ]);
  return { executions, exceptions };
}

const notDeployed = ({ accountId, region }: Place): Obstacle => ({
  reason: 'no rule of ours for it is deployed here',
  remedy: `deploy the stack here, from a checkout of this project: npm ci && npm run build && AWS_REGION=${region} npx cdk bootstrap && AWS_REGION=${region} npx cdk deploy, with credentials of account ${accountId}; in many accounts by StackSets`,
});

const planUndeployed = (
  facts: readonly VpcFacts[],
  requirements: readonly AuditRequirement[],
  selection: Selection,
  circumstances: Circumstances,
): readonly RequirementPlan[] =>
  requirements
    .filter(({ name }) => (selection.requirement ?? name) === name)
    .map(({ name, parameters }) => {
      const judged = judgeAll(facts, parameters, circumstances);
      const { covered, notApplicable } = judged;
      return {
        requirement: name,
        ruleName: undefined,
        mode: 'not deployed',
        document: undefined,
        covered,
        notApplicable,
        gaps: gapsLeft(judged, notDeployed(circumstances.place)),
      };
    });

const gapsLeft = ({ gaps }: Judged, obstacle: Obstacle): RequirementPlan['gaps'] =>
  gaps.map(({ verdict: { vpcId, annotation } }) => ({
    vpcId,
    annotation,
    action: { kind: 'leave', ...obstacle },
  }));
