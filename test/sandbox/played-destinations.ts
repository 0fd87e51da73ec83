/** The destinations of flow logs as the edge cases play them: each stands, refuses, breaks and works again. */
import { type PolicyDocument, parsePolicyDocument } from '../../sandbox/iam/policy-document';
import { LogGroup } from '../../sandbox/logs/log-group';
import type { Bucket, Role } from '../../sandbox/world';
import {
  ASSEMBLY,
  EXISTING_BUCKET_ASSEMBLY,
  EXISTING_LOG_GROUP_ASSEMBLY,
  LOG_GROUP_ASSEMBLY,
  STREAM_ASSEMBLY,
} from '../assembly';
import { type DestinationName, ourRequest, type PlayedDestination } from './played-destination';
import type { Rehearsal } from './rehearsal';

const NOBODY: PolicyDocument = parsePolicyDocument(
  {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  },
  'trust',
);

class BucketDestination implements PlayedDestination {
  readonly type = 's3';
  private readonly policies = new WeakMap<Rehearsal, Bucket['policy']>();

  constructor(
    readonly name: DestinationName,
    readonly assembly: string,
    private readonly existing?: string,
  ) {}

  async prepare(rehearsal: Rehearsal): Promise<void> {
    if (this.existing) await rehearsal.openBucket(this.existing);
  }

  bucket(rehearsal: Rehearsal): Bucket {
    const name = this.existing ?? rehearsal.refs('AWS::S3::Bucket')[0];
    const bucket = rehearsal.sandbox.world.bucket(`arn:aws:s3:::${name}`);
    if (!bucket) throw new Error(`there is no bucket ${name}`);
    return bucket;
  }

  refuse(rehearsal: Rehearsal): void {
    const bucket = this.bucket(rehearsal);
    this.policies.set(rehearsal, bucket.policy);
    bucket.policy = undefined;
  }

  accept(rehearsal: Rehearsal): void {
    this.bucket(rehearsal).policy = this.policies.get(rehearsal);
  }

  breakDelivery(rehearsal: Rehearsal): void {
    this.refuse(rehearsal);
  }

  repairDelivery(rehearsal: Rehearsal): void {
    this.accept(rehearsal);
  }

  remove(rehearsal: Rehearsal): void {
    rehearsal.sandbox.world.removeBucket(this.bucket(rehearsal).arn);
  }
}

class LogGroupDestination implements PlayedDestination {
  readonly type = 'cloud-watch-logs';
  private readonly roles = new WeakMap<Rehearsal, Role>();

  constructor(
    readonly name: DestinationName,
    readonly assembly: string,
    private readonly existing: boolean,
  ) {}

  prepare({ sandbox: { world, home } }: Rehearsal): void {
    if (!this.existing) return;
    const [name, arn] = ['existing-flow-logs', `${LOGS}:existing-flow-logs`];
    home.logGroups.set(name, new LogGroup(name, arn, world.scheduler.now()));
    const roleName = 'existing-flow-logs-delivery';
    world.addRole({
      arn: `arn:aws:iam::111122223333:role/${roleName}`,
      name: roleName,
      trust: parsePolicyDocument({ Statement: TRUST }, 'trust'),
      policies: new Map([['Write', parsePolicyDocument({ Statement: writing(`${arn}:*`) }, 'Write')]]),
    });
  }

  role(rehearsal: Rehearsal): Role {
    const arn = ourRequest(rehearsal).DeliverLogsPermissionArn ?? '';
    const role = rehearsal.sandbox.world.role(arn);
    if (!role) throw new Error(`there is no role ${arn}`);
    return role;
  }

  groupName(rehearsal: Rehearsal): string {
    return (ourRequest(rehearsal).LogDestination ?? '').replace(/^.*:log-group:/, '');
  }

  refuse(rehearsal: Rehearsal): void {
    this.change(rehearsal, { trust: NOBODY });
  }

  accept(rehearsal: Rehearsal): void {
    const role = this.roles.get(rehearsal);
    if (role) rehearsal.sandbox.world.addRole(role);
  }

  breakDelivery(rehearsal: Rehearsal): void {
    this.change(rehearsal, { policies: new Map() });
  }

  repairDelivery(rehearsal: Rehearsal): void {
    this.accept(rehearsal);
  }

  remove(rehearsal: Rehearsal): void {
    rehearsal.sandbox.home.logGroups.delete(this.groupName(rehearsal));
  }

  private change(rehearsal: Rehearsal, changes: Partial<Role>): void {
    const role = this.role(rehearsal);
    this.roles.set(rehearsal, role);
    rehearsal.sandbox.world.addRole({ ...role, ...changes });
  }
}

const LOGS = 'arn:aws:logs:eu-central-1:111122223333:log-group';
const TRUST = {
  Effect: 'Allow',
  Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
  Action: 'sts:AssumeRole',
};

/** What the owner of an existing group gives the role. */
export const writing = (resource: string) => [
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    Resource: resource,
  },
  { Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: '*' },
];

const STREAM = 'flow-logs';

class StreamDestination implements PlayedDestination {
  readonly name = 'a stream';
  readonly type = 'kinesis-data-firehose';
  readonly assembly = STREAM_ASSEMBLY;

  prepare({ sandbox: { world, home } }: Rehearsal): void {
    home.streams.set(STREAM, {
      name: STREAM,
      arn: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/flow-logs',
      type: 'DirectPut',
      bucketArn: 'arn:aws:s3:::stream-logs',
      roleArn: 'arn:aws:iam::111122223333:role/stream',
      sourceArn: undefined,
      createdAt: world.scheduler.now(),
      status: 'ACTIVE',
      tags: {},
    });
  }

  refuse({ sandbox }: Rehearsal): void {
    sandbox.home.streams.delete(STREAM);
  }

  accept(rehearsal: Rehearsal): void {
    this.prepare(rehearsal);
  }

  breakDelivery({ sandbox }: Rehearsal): void {
    const stream = sandbox.home.streams.get(STREAM);
    if (stream) stream.tags = {};
  }

  repairDelivery({ sandbox }: Rehearsal): void {
    const stream = sandbox.home.streams.get(STREAM);
    if (stream) stream.tags = { LogDeliveryEnabled: 'true' };
  }

  remove(rehearsal: Rehearsal): void {
    this.refuse(rehearsal);
  }
}

export const BUCKET = new BucketDestination('a bucket of the stack', ASSEMBLY);
export const EXISTING_BUCKET = new BucketDestination(
  'an existing bucket',
  EXISTING_BUCKET_ASSEMBLY,
  'existing-logs',
);
const LOG_GROUP = new LogGroupDestination('a log group of the stack', LOG_GROUP_ASSEMBLY, false);
export const EXISTING_LOG_GROUP = new LogGroupDestination(
  'an existing log group',
  EXISTING_LOG_GROUP_ASSEMBLY,
  true,
);
const STREAM_DESTINATION = new StreamDestination();

export const DESTINATIONS: readonly PlayedDestination[] = [
  BUCKET,
  EXISTING_BUCKET,
  LOG_GROUP,
  EXISTING_LOG_GROUP,
  STREAM_DESTINATION,
];
