import { policyAdmits } from '../access';
import { arnParts } from '../arn';
import { evaluateIdentityPolicies } from '../iam/evaluate';
import type { RegionState, World } from '../world';
import { resourceArn } from './resource-arn';
import type { LogsDestination } from './state';

export const FLOW_LOGS_SERVICE = 'vpc-flow-logs.amazonaws.com';

export const logGroupArn = ({ place }: RegionState, name: string): string =>
  `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${name}`;

/**
 * Whether the role lets VPC Flow Logs in, with the conditions that AWS recommends for its trust policy; `*` is a flow log
 * that has no id yet. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function roleTrustsFlowLogs(
  world: World,
  region: RegionState,
  roleArn: string,
  flowLogId: string,
): boolean {
  const context = {
    'aws:SourceAccount': region.place.accountId,
    'aws:SourceArn': resourceArn(region, 'vpc-flow-log', flowLogId),
  };
  const access = { action: 'sts:AssumeRole', resource: roleArn, context };
  return policyAdmits(world.role(roleArn)?.trust, FLOW_LOGS_SERVICE, access);
}

/** Whether the role may write to the log group, and the group is there or may be created when traffic comes. */
export function roleMayWrite(
  world: World,
  region: RegionState,
  { groupName, roleArn }: LogsDestination,
): boolean {
  const role = world.role(roleArn);
  const group = logGroupArn(region, groupName);
  const may = (action: string, resource: string): boolean =>
    role !== undefined &&
    evaluateIdentityPolicies([...role.policies.values()], {
      principal: { kind: 'role', arn: roleArn, account: arnParts(roleArn)?.accountId ?? '' },
      action,
      resource,
      context: { 'aws:ResourceAccount': region.place.accountId, 'aws:SecureTransport': 'true' },
    }).effect === 'Allow';
  return (
    may('logs:CreateLogStream', `${group}:log-stream:`) &&
    may('logs:PutLogEvents', `${group}:log-stream:eni-all`) &&
    (region.logGroups.has(groupName) || may('logs:CreateLogGroup', `${group}:*`))
  );
}
