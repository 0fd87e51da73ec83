import type { Case, ReplayedService } from '../case';
import { ACCOUNT, REGION } from '../place';

export const BUCKET = 'flow-logs';
/** Whose policy keeps the delivery service out. */
export const CLOSED_BUCKET = 'closed-logs';
/** How many buckets `flow-logs-1`, `flow-logs-2`… there are, for flow logs that are refused. */
const SPARE_BUCKETS = 12;
export const GROUP = 'flow-group';
const GROUP_ARN = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${GROUP}`;
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/flow`;

const call = (service: ReplayedService, operation: string, title: string, input: Case['input']): Case => ({
  service,
  operation,
  title,
  input,
});

const policy = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });

const bucketPolicy = (bucket: string, Effect: 'Allow' | 'Deny'): string =>
  policy({
    Effect,
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: ['s3:PutObject', 's3:GetBucketAcl'],
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
  });

const bucket = (name: string, effect: 'Allow' | 'Deny'): readonly Case[] => [
  call('s3', 'CreateBucket', name, {
    Bucket: name,
    CreateBucketConfiguration: { LocationConstraint: REGION },
  }),
  call('s3', 'PutBucketPolicy', name, { Bucket: name, Policy: bucketPolicy(name, effect) }),
];

export const TRUST = policy({
  Effect: 'Allow',
  Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
});

export const WRITING = policy(
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    Resource: `${GROUP_ARN}:*`,
  },
  {
    Effect: 'Allow',
    Action: 'logs:DescribeLogGroups',
    Resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:*`,
  },
);

/** Where flow logs go. */
export const DESTINATION_CASES: readonly Case[] = [
  ...bucket(BUCKET, 'Allow'),
  ...Array.from({ length: SPARE_BUCKETS }, (_, index) => bucket(`${BUCKET}-${index + 1}`, 'Allow')).flat(),
  ...bucket(CLOSED_BUCKET, 'Deny'),
  call('logs', 'CreateLogGroup', GROUP, { logGroupName: GROUP }),
  call('iam', 'CreateRole', 'flow', { RoleName: 'flow', AssumeRolePolicyDocument: TRUST }),
  call('iam', 'PutRolePolicy', 'flow', { RoleName: 'flow', PolicyName: 'write', PolicyDocument: WRITING }),
];
