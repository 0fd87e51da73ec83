import type { Place } from '../../policy';
import { type Attempt, type Probe, withContext } from './attempt';
import { bucketProbes } from './bucket-probes';
import type { Delivery, RehearsedRequirement } from './rehearsed-requirement';

const ANOTHER_ACCOUNT = '999999999999';
const ANOTHER_REGION = 'sa-east-1';

/** What must be let through so that records arrive, beside what must not: at creation and later. */
export function deliveryProbes(place: Place, requirement: RehearsedRequirement): readonly Probe[] {
  const { delivery } = requirement;
  switch (delivery.kind) {
    case 'bucket':
      return bucketProbes(place, delivery);
    case 'log group':
      return [passesRole(place, requirement, delivery), ...roleProbes(place, delivery)];
    case 'stream':
      return streamProbes(place, requirement, delivery);
  }
}

type LogGroupDelivery = Extract<Delivery, { readonly kind: 'log group' }>;
type StreamDelivery = Extract<Delivery, { readonly kind: 'stream' }>;

const asAutomation = (
  { accountId }: Place,
  { automationRole }: RehearsedRequirement,
  request: Omit<Attempt, 'by'>,
): Attempt => ({ by: { kind: 'role', roleArn: automationRole.arn, accountId }, ...request });

function passesRole(place: Place, requirement: RehearsedRequirement, { role }: LogGroupDelivery): Probe {
  const usual = asAutomation(place, requirement, {
    action: 'iam:PassRole',
    resource: role.arn,
    context: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' },
  });
  return {
    name: 'the document passes the delivery role',
    usual,
    refused: {
      'to another service': withContext(usual, { 'iam:PassedToService': 'ec2.amazonaws.com' }),
      'to no service that it names': withContext(usual, { 'iam:PassedToService': undefined }),
      'it is another role': { resource: `${role.arn}-another` },
    },
  };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
function roleProbes(place: Place, { role, groupArn }: LogGroupDelivery): readonly Probe[] {
  const { partition, region, accountId } = place;
  const flowLog = (account: string, otherRegion = region) =>
    `arn:${partition}:ec2:${otherRegion}:${account}:vpc-flow-log/fl-1`;
  const assumed: Attempt = {
    by: { kind: 'service', service: 'vpc-flow-logs.amazonaws.com' },
    action: 'sts:AssumeRole',
    resource: role.arn,
    context: { 'aws:SourceAccount': accountId, 'aws:SourceArn': flowLog(accountId) },
    policy: role.trust,
  };
  return [
    {
      name: 'VPC Flow Logs assumes the delivery role',
      usual: assumed,
      refused: {
        'for another account': withContext(assumed, { 'aws:SourceAccount': ANOTHER_ACCOUNT }),
        'for a flow log of another account': withContext(assumed, {
          'aws:SourceArn': flowLog(ANOTHER_ACCOUNT),
        }),
        'for a flow log of another Region': withContext(assumed, {
          'aws:SourceArn': flowLog(accountId, ANOTHER_REGION),
        }),
        'for something else than a flow log': withContext(assumed, {
          'aws:SourceArn': `arn:${partition}:ec2:${region}:${accountId}:vpc/vpc-1`,
        }),
        'for no account that it names': withContext(assumed, { 'aws:SourceAccount': undefined }),
        'for no flow log that it names': withContext(assumed, { 'aws:SourceArn': undefined }),
        'it is another service': { by: { kind: 'service', service: 'ec2.amazonaws.com' } },
        'it tags the session': { action: 'sts:TagSession' },
      },
    },
    ...writingProbes(place, role.arn, groupArn),
  ];
}

function writingProbes(place: Place, roleArn: string, groupArn: string): readonly Probe[] {
  const { partition, region, accountId } = place;
  const by: Attempt['by'] = { kind: 'role', roleArn, accountId };
  const groups = (otherRegion: string) =>
    `arn:${partition}:logs:${otherRegion}:${accountId}:log-group::log-stream:`;
  const inGroup = [
    ['logs:DescribeLogStreams', ''],
    ['logs:CreateLogStream', 'eni-1-all'],
    ['logs:PutLogEvents', 'eni-1-all'],
  ] as const;
  return [
    ...inGroup.map(([action, stream]) => ({
      name: `VPC Flow Logs writes its records (${action})`,
      usual: { by, action, resource: `${groupArn}:log-stream:${stream}`, context: {} },
      refused: {
        'to another group': { resource: `${groupArn}-another:log-stream:${stream}` },
        'it makes the group': { action: 'logs:CreateLogGroup' },
        'it deletes the group': { action: 'logs:DeleteLogGroup' },
      },
    })),
    {
      name: 'VPC Flow Logs looks for the group',
      usual: { by, action: 'logs:DescribeLogGroups', resource: groups(region), context: {} },
      refused: { 'in another Region': { resource: groups(ANOTHER_REGION) } },
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-Firehose.html */
function streamProbes(
  place: Place,
  requirement: RehearsedRequirement,
  { streamArn }: StreamDelivery,
): readonly Probe[] {
  const service = 'delivery.logs.amazonaws.com';
  const linkedRole = (name: string, of = service) =>
    `arn:${place.partition}:iam::${place.accountId}:role/aws-service-role/${of}/${name}`;
  const linking = asAutomation(place, requirement, {
    action: 'iam:CreateServiceLinkedRole',
    resource: linkedRole('AWSServiceRoleForLogDelivery'),
    context: { 'iam:AWSServiceName': service },
  });
  return [
    {
      name: 'the stream is tagged for delivery',
      usual: asAutomation(place, requirement, {
        action: 'firehose:TagDeliveryStream',
        resource: streamArn,
        context: { 'aws:RequestTag/LogDeliveryEnabled': 'true', 'aws:TagKeys': ['LogDeliveryEnabled'] },
      }),
      refused: {
        'it is another stream': { resource: `${streamArn}-another` },
        'it is untagged': { action: 'firehose:UntagDeliveryStream' },
        'it is deleted': { action: 'firehose:DeleteDeliveryStream' },
      },
    },
    {
      name: 'the service-linked role of log delivery is made',
      usual: linking,
      refused: {
        'it is of another service': withContext(linking, { 'iam:AWSServiceName': 'ec2.amazonaws.com' }),
        'it is of no service that it names': withContext(linking, { 'iam:AWSServiceName': undefined }),
        'it is another role': { resource: linkedRole('AWSServiceRoleForAnother') },
        'it is deleted': { action: 'iam:DeleteServiceLinkedRole' },
      },
    },
  ];
}
