import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { CreateFlowLogsCommandInput } from '@aws-sdk/client-ec2';
import { CreateDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import type { Sandbox } from '../../sandbox';
import type { Cover, EstateVpc } from './vpcs';

/** The account that keeps the logs of others. */
export const LOG_ARCHIVE_ACCOUNT = '444455556666';
const BUCKET = 'acme-flow-logs';
const ARCHIVE_BUCKET = 'acme-log-archive';
const LOG_GROUP = '/vpc/flow-logs';
const STREAM = 'flow-logs';
const DELIVERY_ROLE = 'flow-logs-delivery';
const MANY_FIELDS = [
  ...['version', 'account-id', 'interface-id', 'srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol'],
  ...['packets', 'bytes', 'start', 'end', 'action', 'log-status', 'vpc-id', 'subnet-id', 'flow-direction'],
]
  .map((field) => `\${${field}}`)
  .join(' ');

type FlowLogRequest = Omit<CreateFlowLogsCommandInput, 'ResourceIds' | 'ResourceType'>;

/** The flow logs that a VPC of the estate has, or had. */
export function flowLogsOf(sandbox: Sandbox, { region, cover }: EstateVpc): readonly FlowLogRequest[] {
  const { partition, accountId } = sandbox.place;
  const toBucket = (folder: string): FlowLogRequest => ({
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: `arn:${partition}:s3:::${folder}`,
  });
  const toGroup: FlowLogRequest = {
    TrafficType: 'ALL',
    LogDestinationType: 'cloud-watch-logs',
    LogGroupName: LOG_GROUP,
    DeliverLogsPermissionArn: `arn:${partition}:iam::${accountId}:role/${DELIVERY_ROLE}`,
  };
  const requests: Readonly<Record<Cover, readonly FlowLogRequest[]>> = {
    none: [],
    deleted: [toBucket(BUCKET)],
    'central bucket': [toBucket(BUCKET)],
    'accepted and rejected apart': [
      { ...toBucket(`${BUCKET}/accepted`), TrafficType: 'ACCEPT' },
      { ...toBucket(`${BUCKET}/rejected`), TrafficType: 'REJECT' },
    ],
    'log group': [toGroup],
    'log group, every minute': [{ ...toGroup, MaxAggregationInterval: 60 }],
    Parquet: [{ ...toBucket(BUCKET), DestinationOptions: { FileFormat: 'parquet' } }],
    'more fields': [{ ...toBucket(BUCKET), LogFormat: MANY_FIELDS }],
    stream: [
      {
        TrafficType: 'ALL',
        LogDestinationType: 'kinesis-data-firehose',
        LogDestination: `arn:${partition}:firehose:${region}:${accountId}:deliverystream/${STREAM}`,
      },
    ],
    'bucket of another account': [toBucket(ARCHIVE_BUCKET)],
  };
  return requests[cover];
}

/** What the flow logs of the estate deliver to. */
export async function makeDestinations(sandbox: Sandbox, vpcs: readonly EstateVpc[]): Promise<void> {
  const { accountId } = sandbox.place;
  await makeBucket(sandbox, BUCKET, accountId);
  await makeBucket(sandbox, ARCHIVE_BUCKET, LOG_ARCHIVE_ACCOUNT);
  await makeDeliveryRole(sandbox);
  for (const region of regionsOf(vpcs, ['log group', 'log group, every minute']))
    await inRegion(sandbox, CloudWatchLogsClient, region, (logs) =>
      logs.send(new CreateLogGroupCommand({ logGroupName: LOG_GROUP })),
    );
  const streamRegions = regionsOf(vpcs, ['stream']);
  if (streamRegions.size === 0) return;
  const RoleARN = await makeServiceRole(sandbox, 'firehose-to-s3', 'firehose.amazonaws.com');
  const BucketARN = `arn:${sandbox.place.partition}:s3:::${BUCKET}`;
  for (const region of streamRegions)
    await inRegion(sandbox, FirehoseClient, region, (firehose) =>
      firehose.send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName: STREAM,
          ExtendedS3DestinationConfiguration: { RoleARN, BucketARN },
        }),
      ),
    );
}

const regionsOf = (vpcs: readonly EstateVpc[], covers: readonly Cover[]): ReadonlySet<string> =>
  new Set(vpcs.filter(({ cover }) => covers.includes(cover)).map(({ region }) => region));

async function inRegion<Client extends { destroy(): void }>(
  sandbox: Sandbox,
  Client: new (settings: object) => Client,
  region: string,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  const client = new Client({ ...sandbox.administrator(), region });
  try {
    await work(client);
  } finally {
    client.destroy();
  }
}

const document = (Statement: unknown): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** With the statements of https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
async function makeBucket(sandbox: Sandbox, Bucket: string, ownerId: string): Promise<void> {
  const { partition, accountId } = sandbox.place;
  const arn = `arn:${partition}:s3:::${Bucket}`;
  const Principal = { Service: 'delivery.logs.amazonaws.com' };
  const source = { 'aws:SourceAccount': accountId };
  const Policy = document([
    {
      ...{ Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: `${arn}/*` },
      Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', ...source } },
    },
    {
      ...{ Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: arn },
      Condition: { StringEquals: source },
    },
  ]);
  const s3 = new S3Client({ ...sandbox.administrator(ownerId), forcePathStyle: true });
  try {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  } finally {
    s3.destroy();
  }
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
async function makeDeliveryRole(sandbox: Sandbox): Promise<void> {
  const actions = ['CreateLogStream', 'PutLogEvents', 'DescribeLogGroups', 'DescribeLogStreams'];
  const Action = actions.map((action) => `logs:${action}`);
  await makeServiceRole(sandbox, DELIVERY_ROLE, 'vpc-flow-logs.amazonaws.com', { Action });
}

/** @returns its ARN */
async function makeServiceRole(
  sandbox: Sandbox,
  RoleName: string,
  Service: string,
  allowed?: { readonly Action: readonly string[] },
): Promise<string> {
  const iam = new IAMClient(sandbox.administrator());
  try {
    const trust = { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' };
    const role = { RoleName, AssumeRolePolicyDocument: document(trust) };
    const { Role } = await iam.send(new CreateRoleCommand(role));
    const PolicyDocument = document({ Effect: 'Allow', ...allowed, Resource: '*' });
    if (allowed)
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'delivery', PolicyDocument }));
    return Role?.Arn ?? '';
  } finally {
    iam.destroy();
  }
}
