import {
  assumeRole,
  authorize,
  type Caller,
  policyAdmits,
  type ServiceAccess,
  serviceMayAccess,
  wouldAllow,
} from '../access';
import { arnParts } from '../arn';
import { takesRecords } from '../logs/group-keys';
import { LogGroup } from '../logs/log-group';
import type { RegionState, World } from '../world';
import { resourceArn } from './resource-arn';
import type { LogsDestination, StoredFlowLog } from './state';

export const FLOW_LOGS_SERVICE = 'vpc-flow-logs.amazonaws.com';

export const logGroupArn = ({ place }: RegionState, name: string): string =>
  `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${name}`;

/** With the conditions that AWS recommends for the trust policy; `*` is a flow log that has no id yet. */
const sourceContext = (region: RegionState, flowLogId: string) => ({
  'aws:SourceAccount': region.place.accountId,
  'aws:SourceArn': resourceArn(region, 'vpc-flow-log', flowLogId),
});

/**
 * Whether the role lets VPC Flow Logs in; it must be of the flow log's own account.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export const roleTrustsFlowLogs = (
  world: World,
  region: RegionState,
  roleArn: string,
  flowLogId: string,
): boolean =>
  isOwnRole(region, roleArn) &&
  policyAdmits(world.role(roleArn)?.trust, FLOW_LOGS_SERVICE, assuming(region, roleArn, flowLogId));

/** The same as it is tried at creation, on record. */
export const roleIsAssumed = (world: World, region: RegionState, roleArn: string): boolean =>
  isOwnRole(region, roleArn) &&
  serviceMayAccess(world, FLOW_LOGS_SERVICE, world.role(roleArn)?.trust, assuming(region, roleArn, '*'));

const isOwnRole = ({ place }: RegionState, roleArn: string): boolean =>
  arnParts(roleArn)?.accountId === place.accountId;

const assuming = (region: RegionState, roleArn: string, flowLogId: string): ServiceAccess => ({
  action: 'sts:AssumeRole',
  resource: roleArn,
  context: sourceContext(region, flowLogId),
});

/**
 * What the role does, of what the same page lists. It makes the group only where there is none:
 * https://github.com/terraform-aws-modules/terraform-aws-vpc/pull/550 took that permission away.
 */
function roleAccesses(world: World, region: RegionState, groupName: string): readonly ServiceAccess[] {
  const group = logGroupArn(region, groupName);
  const onGroup = (action: string) => ({ action, resource: `${group}:log-stream:` });
  const onStream = (action: string) => ({ action, resource: `${group}:log-stream:eni-all` });
  const { deliveryDescribesLogs } = world.assumptions;
  return [
    ...(deliveryDescribesLogs
      ? [{ action: 'logs:DescribeLogGroups', resource: `${logGroupArn(region, '')}:log-stream:` }]
      : []),
    ...(region.logGroups.has(groupName) ? [] : [onGroup('logs:CreateLogGroup')]),
    ...(deliveryDescribesLogs ? [onGroup('logs:DescribeLogStreams')] : []),
    onStream('logs:CreateLogStream'),
    onStream('logs:PutLogEvents'),
  ];
}

const asRole = ({ place }: RegionState, roleArn: string): Caller => ({
  kind: 'role',
  roleArn,
  accountId: place.accountId,
});

/** Whether the role may write to the log group, and the group is there or may be created. */
export const roleMayWrite = (
  world: World,
  region: RegionState,
  { groupName, roleArn }: LogsDestination,
): boolean =>
  groupTakes(world, region, groupName) &&
  roleAccesses(world, region, groupName).every((access) =>
    wouldAllow(world, { caller: asRole(region, roleArn), ...access }),
  );

function groupTakes(world: World, region: RegionState, groupName: string): boolean {
  const group = region.logGroups.get(groupName);
  return !group || takesRecords(world, region, group);
}

/**
 * The first delivery of a flow log: as the role, on record, and as far as the role may go.
 *
 * @throws AccessDenied
 */
export function deliverToLogGroup(
  world: World,
  region: RegionState,
  { flowLogId }: StoredFlowLog,
  { groupName, roleArn }: LogsDestination,
): void {
  const caller = assumeRole(world, FLOW_LOGS_SERVICE, roleArn, sourceContext(region, flowLogId));
  for (const access of roleAccesses(world, region, groupName)) authorize(world, { caller, ...access });
  if (region.logGroups.has(groupName)) return;
  const group = new LogGroup(groupName, logGroupArn(region, groupName), world.scheduler.now());
  region.logGroups.set(groupName, group);
}
