import type { RemediationConfiguration } from '@aws-sdk/client-config-service';
import type { Place } from '../../policy';
import { OWNERSHIP_TAGS, ROLE_PARAMETER } from '../../runbook';
import { attempt } from './attempt';
import type { DeployedDestination, DeployedRequirement } from './deployed-requirement';
import { type Finding, ok, problem, unknown } from './finding';
import type { Outcome } from './iam/evaluate';
import type { RequestContext } from './iam/policy-request';
import type { IamReads } from './reads/iam-reads';
import { mayRole, type RolePolicies, roleContext, roleNameOf, rolePolicies } from './role-access';
import { type Asked, accessFinding, trustFindings } from './service-access';

const SERVICES = ['ssm.amazonaws.com'];

/** The role that the remediation hands to Systems Manager. */
const automationRoleArn = (remediation: RemediationConfiguration): string | undefined =>
  remediation.Parameters?.[ROLE_PARAMETER]?.StaticValue?.Values?.[0];

export interface AutomationRoleQuestion {
  readonly place: Place;
  readonly requirement: DeployedRequirement;
  readonly remediation: RemediationConfiguration;
}

export function checkAutomationRole(
  iam: IamReads,
  { place, requirement, remediation }: AutomationRoleQuestion,
): Promise<readonly Finding[]> {
  const roleArn = automationRoleArn(remediation);
  return attempt('automation-role', roleArn ?? requirement.ruleName, async () => {
    if (roleArn === undefined)
      return [problem('automation-role', requirement.ruleName, `the remediation has no ${ROLE_PARAMETER}`)];
    const role = await iam.role(roleNameOf(roleArn));
    if (!role || role.arn !== roleArn) return [problem('automation-role', roleArn, 'there is no such role')];
    const trust = { trust: role.trust, services: SERVICES, place, sourceArn: executionArn };
    return [
      ok('automation-role', roleArn, 'exists'),
      ...trustFindings({ ours: 'automation-role-trust', stranger: 'automation-role-source' }, roleArn, trust),
      ...(await attempt('automation-role-policy', roleArn, async () => [
        creationFinding(place, roleArn, requirement, await rolePolicies(iam, role)),
      ])),
    ];
  });
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html */
const executionArn = ({ partition, region, accountId }: Place): string =>
  `arn:${partition}:ssm:${region}:${accountId}:automation-execution/11111111-2222-4333-8444-555555555555`;

/** What the steps of a requirement's document take: to ask the function, and to create on VPC, flow log and destination. */
export function creationFinding(
  place: Place,
  roleArn: string,
  { name, functionArn, destination }: DeployedRequirement,
  policies: RolePolicies,
): Finding {
  if (!destination)
    return unknown('automation-role-policy', roleArn, 'where the remediation delivers to is not known');
  const { partition, region, accountId } = place;
  const ec2 = (resource: string) => `arn:${partition}:ec2:${region}:${accountId}:${resource}`;
  const tags = {
    [`aws:RequestTag/${OWNERSHIP_TAGS.requirement}`]: name,
    [`aws:RequestTag/${OWNERSHIP_TAGS.execution}`]: '11111111-2222-4333-8444-555555555555',
    'aws:TagKeys': Object.values(OWNERSHIP_TAGS),
  };
  const ask: Ask = (action, resource, keys = {}) =>
    mayRole(policies, { action, resource, context: { ...roleContext(place, roleArn), ...keys } });
  const vpc = ec2('vpc/vpc-0123456789abcdef0');
  const flowLog = ec2('vpc-flow-log/fl-0123456789abcdef0');
  const creation = { ...tags, 'ec2:CreateAction': 'CreateFlowLogs' };
  return accessFinding('automation-role-policy', roleArn, [
    { what: `lambda:InvokeFunction on ${functionArn}`, outcome: ask('lambda:InvokeFunction', functionArn) },
    { what: 'ec2:CreateFlowLogs on VPCs', outcome: ask('ec2:CreateFlowLogs', vpc, tags) },
    { what: 'ec2:CreateFlowLogs on flow logs', outcome: ask('ec2:CreateFlowLogs', flowLog, tags) },
    { what: 'ec2:CreateTags on flow logs', outcome: ask('ec2:CreateTags', flowLog, creation) },
    ...destinationAccess(place, destination, ask),
  ]);
}

type Ask = (action: string, resource: string, keys?: RequestContext) => Outcome;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-Firehose.html */
function destinationAccess(
  { partition, accountId }: Place,
  { destinationType, logDestination, deliveryRoleArn = '*' }: DeployedDestination,
  ask: Ask,
): readonly Asked[] {
  const delivery = { what: 'logs:CreateLogDelivery', outcome: ask('logs:CreateLogDelivery', '*') };
  switch (destinationType) {
    case 'cloud-watch-logs': {
      const passing = { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' };
      const outcome = ask('iam:PassRole', deliveryRoleArn, passing);
      return [{ what: `iam:PassRole on ${deliveryRoleArn}`, outcome }];
    }
    case 's3':
      return [delivery];
    case 'kinesis-data-firehose': {
      const service = 'delivery.logs.amazonaws.com';
      const role = `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/AWSServiceRoleForLogDelivery`;
      const linking = { 'iam:AWSServiceName': service };
      const tagging = ask('firehose:TagDeliveryStream', logDestination);
      return [
        delivery,
        { what: `firehose:TagDeliveryStream on ${logDestination}`, outcome: tagging },
        {
          what: `iam:CreateServiceLinkedRole for ${service}`,
          outcome: ask('iam:CreateServiceLinkedRole', role, linking),
        },
      ];
    }
  }
}
