import { resourceTagContext, wouldAllow } from '../access';
import { arnParts } from '../arn';
import type { StoredStream } from '../firehose/state';
import { addTags, tagContext } from '../firehose/tags';
import { addServiceLinkedRole, LOG_DELIVERY_ROLE, serviceLinkedRoleArn } from '../iam/service-linked-role';
import type { OperationRequest } from '../operation';
import type { RegionState, World } from '../world';

/** What lets the service-linked role at a stream; creation sets it. */
const DELIVERY_TAG = { LogDeliveryEnabled: 'true' };

/** The stream, if it is one of this account and Region. */
const streamAt = ({ streams, place }: RegionState, arn: string): StoredStream | undefined => {
  const [, name = ''] = /^deliverystream\/(.+)$/.exec(arnParts(arn)?.resource ?? '') ?? [];
  const stream = streams.get(name);
  return stream?.arn === arn && arnParts(arn)?.region === place.region ? stream : undefined;
};

export const streamName = (arn: string): string => arn.split('/').at(-1) ?? arn;

/**
 * The permissions that a flow log to a stream needs beside CreateFlowLogs; the last one only where the role is missing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-Firehose.html
 */
export function authorizeStreamDelivery({ world, region, authorize }: OperationRequest, arn: string): void {
  const { tags = {} } = streamAt(region, arn) ?? {};
  authorize('logs:CreateLogDelivery', '*');
  authorize('firehose:TagDeliveryStream', arn, { ...tagContext(DELIVERY_TAG), ...resourceTagContext(tags) });
  const roleArn = serviceLinkedRoleArn(region.place, LOG_DELIVERY_ROLE);
  if (world.role(roleArn)) return;
  authorize('iam:CreateServiceLinkedRole', roleArn, { 'iam:AWSServiceName': LOG_DELIVERY_ROLE.service });
}

/** What creation leaves at the destination: the tag, and the role that writes there. */
export function openStream(world: World, region: RegionState, arn: string): void {
  const stream = streamAt(region, arn);
  if (stream) addTags(stream, DELIVERY_TAG);
  addServiceLinkedRole(world, region.place, LOG_DELIVERY_ROLE);
}

/**
 * Direct PUT by https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-firehose.html; whether EC2 looks at more than
 * that the stream is there when it tags it is an assumption.
 */
export function streamProblem(
  { assumptions }: World,
  region: RegionState,
  arn: string,
): 'LogDestinationNotFound' | 'LogDestinationPermissionIssue' | undefined {
  const stream = streamAt(region, arn);
  if (!stream) return 'LogDestinationNotFound';
  return assumptions.creationChecksStream && !takesRecords(stream)
    ? 'LogDestinationPermissionIssue'
    : undefined;
}

const takesRecords = ({ type, status }: StoredStream): boolean => type === 'DirectPut' && status === 'ACTIVE';

/** Whether the service-linked role may write to the stream by now: its policy asks for the tag. */
export function streamTakes(world: World, region: RegionState, arn: string): boolean {
  const stream = streamAt(region, arn);
  if (!stream || !takesRecords(stream)) return false;
  const { accountId } = region.place;
  return wouldAllow(world, {
    caller: { kind: 'role', roleArn: serviceLinkedRoleArn(region.place, LOG_DELIVERY_ROLE), accountId },
    action: 'firehose:PutRecordBatch',
    resource: arn,
    context: resourceTagContext(stream.tags),
  });
}
