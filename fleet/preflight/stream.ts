import type { DeliveryStreamDescription } from '@aws-sdk/client-firehose';
import { isSameDestination, type Place, parseArn } from '../../policy';
import { attempt } from './attempt';
import { type Finding, ok, problem } from './finding';
import type { StreamReads } from './reads/destination-reads';
import type { IamReads } from './reads/iam-reads';
import type { FlowLogReads } from './reads/region-reads';

export interface StreamQuestion {
  readonly place: Place;
  readonly streamArn: string;
}

interface StreamSources {
  readonly streams: StreamReads;
  readonly iam: IamReads;
  readonly flowLogs: FlowLogReads;
}

export const checkStream = (
  { streams, iam, flowLogs }: StreamSources,
  { place, streamArn }: StreamQuestion,
): Promise<readonly Finding[]> =>
  attempt('stream', streamArn, async () => {
    const arn = parseArn(streamArn);
    if (arn?.accountId !== place.accountId || arn.region !== place.region)
      return [problem('stream', streamArn, 'it belongs to another account or Region')];
    const name = arn.resource.replace(/^deliverystream[/:]/, '');
    const stream = await streams.stream(name);
    if (!stream) return [problem('stream', streamArn, 'there is no such stream')];
    const isUsed = async () =>
      (await flowLogs.all()).some(({ LogDestination = '' }) => isSameDestination(LogDestination, streamArn));
    const findings = await Promise.all([
      attempt('stream-tag', streamArn, async () => [
        tagFinding(streamArn, await streams.tags(name), await isUsed()),
      ]),
      attempt('log-delivery-role', LOG_DELIVERY_ROLE, async () => [
        roleFinding((await iam.role(LOG_DELIVERY_ROLE)) !== undefined, await isUsed()),
      ]),
    ]);
    return [streamFinding(streamArn, stream), ...findings.flat()];
  });

/** Records of flow logs come by Direct PUT only: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-firehose.html */
export function streamFinding(streamArn: string, stream: DeliveryStreamDescription): Finding {
  const { DeliveryStreamStatus: status, DeliveryStreamType: source } = stream;
  if (status !== 'ACTIVE') return problem('stream', streamArn, `the status of the stream is ${status}`);
  if (source !== 'DirectPut') return problem('stream', streamArn, `the source of the stream is ${source}`);
  return ok('stream', streamArn, 'active, and its source is Direct PUT');
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-Firehose.html */
const LOG_DELIVERY_ROLE = 'AWSServiceRoleForLogDelivery';
const TAG = 'LogDeliveryEnabled';

/** Whoever creates the first flow log to the stream sets the tag: until then it may be missing. */
export function tagFinding(streamArn: string, tags: ReadonlyMap<string, string>, isUsed: boolean): Finding {
  const value = tags.get(TAG);
  if (value === 'true') return ok('stream-tag', streamArn, `${TAG}=true`);
  const finding = value === undefined ? `the stream has no tag ${TAG}` : `the tag ${TAG} is ${value}`;
  return isUsed || value !== undefined
    ? problem('stream-tag', streamArn, finding)
    : ok('stream-tag', streamArn, `${finding} yet: the first flow log to it sets it`);
}

function roleFinding(exists: boolean, isUsed: boolean): Finding {
  if (exists) return ok('log-delivery-role', LOG_DELIVERY_ROLE, 'exists');
  return isUsed
    ? problem(
        'log-delivery-role',
        LOG_DELIVERY_ROLE,
        'there is no such role, but there are flow logs to a stream',
      )
    : ok(
        'log-delivery-role',
        LOG_DELIVERY_ROLE,
        'does not exist yet: the first flow log to a stream makes it',
      );
}
