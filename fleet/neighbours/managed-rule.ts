import type { ConfigRule } from '@aws-sdk/client-config-service';
import { complianceTypeOf, judge } from '../../policy';
import type { DeployedRequirement } from '../deployed/deployed-requirement';
import { counted, listed, type NeighbourFinding, none, note } from './finding';
import type { Neighbourhood } from './neighbourhood';

/** https://docs.aws.amazon.com/config/latest/developerguide/vpc-flow-logs-enabled.html */
const IDENTIFIER = 'VPC_FLOW_LOGS_ENABLED';

const isManagedRule = ({ Source }: ConfigRule): boolean =>
  Source?.Owner === 'AWS' && Source.SourceIdentifier === IDENTIFIER;

/** The rules of AWS's own about flow logs, and where their verdicts differ from ours. */
export function managedRuleFindings(
  rules: readonly ConfigRule[],
  neighbourhood: Neighbourhood,
): readonly NeighbourFinding[] {
  const findings = rules
    .filter(isManagedRule)
    .map((rule) => note('managed-rule', rule.ConfigRuleName ?? '', description(rule, neighbourhood)));
  return findings.length > 0 ? findings : [none('managed-rule', neighbourhood.place.region)];
}

function description(rule: ConfigRule, neighbourhood: Neighbourhood): string {
  const trafficType = trafficTypeOf(rule);
  const asks = trafficType === undefined ? 'any traffic' : `${trafficType} traffic`;
  return [
    `${makerOf(rule)}; looks every ${frequencyOf(rule)} whether each VPC has a flow log of ${asks}`,
    ...neighbourhood.requirements.map((requirement) =>
      comparison(trafficType, requirement, neighbourhood).join('; '),
    ),
  ].join('; ');
}

/** What services name their rules after: https://docs.aws.amazon.com/securityhub/latest/userguide/controls-config-resources.html */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/^securityhub-/, 'of Security Hub'],
  [/^AWSControlTower_/, 'of AWS Control Tower'],
  [/^OrgConfigRule-/, "of the organization's administrator"],
  [/-conformance-pack-/, 'of a conformance pack'],
];

function makerOf({ ConfigRuleName: name = '', CreatedBy: service }: ConfigRule): string {
  const maker = MAKERS.find(([pattern]) => pattern.test(name))?.[1];
  return maker ?? (service ? `of ${service}` : "this account's own");
}

const HOURS: Readonly<Record<string, string>> = {
  One_Hour: 'hour',
  Three_Hours: '3 hours',
  Six_Hours: '6 hours',
  Twelve_Hours: '12 hours',
  TwentyFour_Hours: '24 hours',
};

/** Daily unless something else is set: https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRule.html */
const frequencyOf = ({ MaximumExecutionFrequency: frequency = 'TwentyFour_Hours' }: ConfigRule): string =>
  HOURS[frequency] ?? frequency;

function trafficTypeOf({ InputParameters: text }: ConfigRule): string | undefined {
  const parameters = parseJson(text || '{}');
  if (typeof parameters !== 'object' || parameters === null || !('trafficType' in parameters))
    return undefined;
  return String(parameters.trafficType).toUpperCase();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Against what the rule finds, by the presence of a flow log of the VPC itself: REJECT is captured by ALL as well.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6
 */
function comparison(
  trafficType: string | undefined,
  { name, parameters }: DeployedRequirement,
  { vpcs, flowLogsOf, subnetsOf, place, now }: Neighbourhood,
): readonly string[] {
  const judged = vpcs.map((vpc) => {
    const flowLogs = [vpc.vpcId, ...subnetsOf(vpc.vpcId)].flatMap(flowLogsOf).map(({ fact }) => fact);
    const verdict = judge({ vpc, flowLogs, subnetIds: subnetsOf(vpc.vpcId), place, parameters, now });
    const passes = flowLogs.some(
      (flowLog) =>
        flowLog.resourceId === vpc.vpcId &&
        (trafficType === undefined || [trafficType, 'ALL'].includes(flowLog.trafficType ?? '')),
    );
    return { vpc, passes, isGap: complianceTypeOf(verdict) === 'NON_COMPLIANT' };
  });
  const idsOf = (disagreeing: typeof judged): readonly string[] => disagreeing.map(({ vpc }) => vpc.vpcId);
  const lenient = idsOf(judged.filter(({ passes, isGap }) => passes && isGap));
  const strict = idsOf(judged.filter(({ passes, isGap }) => !passes && !isGap));
  if (lenient.length + strict.length === 0)
    return [`by what EC2 lists, it agrees with ${name} about ${counted(vpcs.length, 'VPC')}`];
  return [
    ...(lenient.length > 0
      ? [`${counted(lenient.length, 'VPC')} will do for it and not for ${name}: ${listed(lenient)}`]
      : []),
    ...(strict.length > 0
      ? [`${counted(strict.length, 'VPC')} will not do for it and no gap for ${name}: ${listed(strict)}`]
      : []),
  ];
}
