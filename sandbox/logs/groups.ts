import { type OperationRequest, type Operations, pageOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState } from '../world';
import { LOGS_CONSTRAINTS } from './constraints';
import { usableKey } from './group-keys';
import { LogGroup } from './log-group';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const RETENTIONS: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557],
  ...[2922, 3288, 3653],
];

const MOST_GROUPS = 50;

export const LOG_GROUP_OPERATIONS: Operations = {
  CreateLogGroup: {
    members: ['logGroupName', 'kmsKeyId'],
    constraints: LOGS_CONSTRAINTS.key,
    perform(request) {
      const { world, region } = request;
      const name = textOf(request.input, 'logGroupName') ?? '';
      authorizeOnGroup(request, 'logs:CreateLogGroup');
      if (/^aws\//i.test(name)) throw invalid('Log groups starting with AWS/ are reserved for AWS.');
      if (region.logGroups.has(name))
        throw new ApiError('ResourceAlreadyExistsException', 'The specified log group already exists');
      const group = new LogGroup(name, logGroupArn(region, name), world.scheduler.now());
      group.kmsKeyId = usableKey(request, group.arn);
      region.logGroups.set(name, group);
      return {};
    },
  },

  DeleteLogGroup: {
    members: ['logGroupName'],
    constraints: LOGS_CONSTRAINTS.group,
    perform(request) {
      authorizeOnGroup(request, 'logs:DeleteLogGroup');
      request.region.logGroups.delete(groupOf(request).name);
      return {};
    },
  },

  DeleteRetentionPolicy: {
    members: ['logGroupName'],
    constraints: LOGS_CONSTRAINTS.group,
    perform(request) {
      authorizeOnGroup(request, 'logs:DeleteRetentionPolicy');
      groupOf(request).retentionInDays = undefined;
      return {};
    },
  },

  PutRetentionPolicy: {
    members: ['logGroupName', 'retentionInDays'],
    constraints: LOGS_CONSTRAINTS.group,
    perform(request) {
      authorizeOnGroup(request, 'logs:PutRetentionPolicy');
      const days = Number(request.input['retentionInDays']);
      if (!RETENTIONS.includes(days))
        throw invalid(`Invalid retention value. Valid values are: [${RETENTIONS.join(', ')}]`);
      groupOf(request).retentionInDays = days;
      return {};
    },
  },

  DescribeLogGroups: {
    members: ['logGroupNamePrefix', 'logGroupNamePattern', 'nextToken', 'limit'],
    constraints: LOGS_CONSTRAINTS.groups,
    perform({ world, region, input, authorize }) {
      authorize('logs:DescribeLogGroups', `${logGroupArn(region, '')}:log-stream:`);
      const prefix = textOf(input, 'logGroupNamePrefix') ?? '';
      const pattern = textOf(input, 'logGroupNamePattern') ?? '';
      if (prefix !== '' && pattern !== '')
        throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
      const found = [...region.logGroups.values()]
        .filter(({ name }) => name.startsWith(prefix))
        .filter(({ name }) => name.toLowerCase().includes(pattern.toLowerCase()))
        .sort(byName);
      const { page, nextToken } = pageOf(found, {
        token: textOf(input, 'nextToken'),
        limit: Math.min(Number(input['limit'] ?? MOST_GROUPS), world.faults.longestPage),
        invalidToken: 'InvalidParameterException',
      });
      return { logGroups: page.map(groupOutput), nextToken };
    },
  },
};

export const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : Number(left.name > right.name);

const groupOutput = (group: LogGroup): Record<string, unknown> => ({
  logGroupName: group.name,
  creationTime: group.createdAt.getTime(),
  retentionInDays: group.retentionInDays,
  kmsKeyId: group.kmsKeyId,
  metricFilterCount: 0,
  arn: `${group.arn}:*`,
  logGroupArn: group.arn,
  storedBytes: storedBytes(group.lines),
  logGroupClass: 'STANDARD',
});

/** Each event counts 26 bytes more than its text: that is what AWS charges, and limits batches by. */
const storedBytes = (messages: readonly string[]): number =>
  messages.reduce((sum, message) => sum + Buffer.byteLength(message) + 26, 0);

export const logGroupArn = ({ place }: RegionState, name: string): string =>
  `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${name}`;

/** AWS asks about the group as about a stream without a name. */
export function authorizeOnGroup({ region, input, authorize }: OperationRequest, action: string): void {
  authorize(action, `${logGroupArn(region, textOf(input, 'logGroupName') ?? '')}:log-stream:`);
}

export function groupOf({ region, input }: OperationRequest): LogGroup {
  const name = textOf(input, 'logGroupName');
  if (name === undefined) throw invalid('Either logGroupName or logGroupIdentifier must be given.');
  const group = region.logGroups.get(name);
  if (!group) throw new ApiError('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

export const invalid = (message: string): ApiError => new ApiError('InvalidParameterException', message);
