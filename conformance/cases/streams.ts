import type { Case } from '../case';
import { ACCOUNT } from '../place';
import { BUCKET } from './destinations';

const call = (operation: string, title: string, input: Case['input'], others: Partial<Case> = {}): Case => ({
  service: 'firehose',
  operation,
  title,
  input,
  ...others,
});

const ROLE = 'stream-writes';
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'firehose.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});

const stream = { DeliveryStreamName: 'flow-logs' };
const unknown = { DeliveryStreamName: 'none' };
const DESTINATION = {
  RoleARN: `arn:aws:iam::${ACCOUNT}:role/${ROLE}`,
  BucketARN: `arn:aws:s3:::${BUCKET}`,
};
/** What creating a flow log to a stream does to it. */
const ENABLED = [{ Key: 'LogDeliveryEnabled', Value: 'true' }];

/** Long enough that a new stream is active. */
const ACTIVATION = 600;

export const STREAM_CASES: readonly Case[] = [
  {
    ...{ service: 'iam', operation: 'CreateRole', title: ROLE },
    input: { RoleName: ROLE, AssumeRolePolicyDocument: TRUST },
  },
  call(
    'CreateDeliveryStream',
    'a stream',
    { ...stream, DeliveryStreamType: 'DirectPut', ExtendedS3DestinationConfiguration: DESTINATION },
    { advance: ACTIVATION },
  ),
  call('CreateDeliveryStream', 'the stream again', {
    ...stream,
    ExtendedS3DestinationConfiguration: DESTINATION,
  }),
  call('DescribeDeliveryStream', 'the stream', stream),
  call('DescribeDeliveryStream', 'unknown', unknown),
  call('ListDeliveryStreams', 'all', {}),
  call('TagDeliveryStream', 'the stream', { ...stream, Tags: ENABLED }),
  call('TagDeliveryStream', 'unknown', { ...unknown, Tags: ENABLED }),
  call('ListTagsForDeliveryStream', 'the stream', stream),
  call('UntagDeliveryStream', 'the stream', { ...stream, TagKeys: ['LogDeliveryEnabled'] }),
  call('ListTagsForDeliveryStream', 'without tags', stream),
  call('DeleteDeliveryStream', 'the stream', stream),
  call('DeleteDeliveryStream', 'the stream, gone', stream),
];
