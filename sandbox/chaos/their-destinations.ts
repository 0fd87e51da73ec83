import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateDeliveryStreamCommand } from '@aws-sdk/client-firehose';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { Sandbox } from '../sandbox';
import { OperatorClients } from './operator-clients';

/** Where a flow log goes, and by which role when it goes to a log group. */
export interface Delivery {
  readonly type: string;
  readonly destination: string;
  readonly roleArn?: string | undefined;
}

/** What others deliver to, beside a folder of its own for each in the bucket: a group and a stream of each name. */
const NAMES = ['all', 'accepted', 'rejected', 'own'] as const;
export type DestinationName = (typeof NAMES)[number];

const BUCKET = 'their-flow-logs';
const DELIVERY_ROLE = 'their-delivery-role';
const STREAM_ROLE = 'their-stream-role';

/** Destinations that belong to others: what is delivered there is theirs. */
export class TheirDestinations {
  private readonly clients: OperatorClients;

  constructor(private readonly sandbox: Sandbox) {
    this.clients = new OperatorClients(sandbox);
  }

  destroy(): void {
    this.clients.destroy();
  }

  /** A bucket in any case, for most of what others make goes to S3. */
  async open(types: readonly string[]): Promise<void> {
    await this.openBucket();
    if (types.includes('cloud-watch-logs')) await this.openGroups();
    if (types.includes('kinesis-data-firehose')) await this.openStreams();
  }

  /** @param folder tells apart what must not be the same flow log, where the destination has folders */
  of(type: string, name: DestinationName, folder: string = name): Delivery {
    const { partition, region, accountId } = this.sandbox.place;
    switch (type) {
      case 'cloud-watch-logs':
        return {
          type,
          destination: `arn:${partition}:logs:${region}:${accountId}:log-group:their-flow-logs/${name}`,
          roleArn: this.roleArn(DELIVERY_ROLE),
        };
      case 'kinesis-data-firehose':
        return {
          type,
          destination: `arn:${partition}:firehose:${region}:${accountId}:deliverystream/their-${name}`,
        };
      default:
        return { type: 's3', destination: `arn:${partition}:s3:::${BUCKET}/${folder}` };
    }
  }

  private async openBucket(): Promise<void> {
    const { place } = this.sandbox;
    const arn = `arn:${place.partition}:s3:::${BUCKET}`;
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: ['s3:PutObject', 's3:GetBucketAcl'],
      Resource: [arn, `${arn}/*`],
      Condition: { StringEquals: { 'aws:SourceAccount': place.accountId } },
    };
    const Policy = JSON.stringify({ Statement: [statement] });
    await this.clients.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await this.clients.s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
  }

  private async openGroups(): Promise<void> {
    await this.createRole(DELIVERY_ROLE, 'vpc-flow-logs.amazonaws.com', [
      ...['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
    ]);
    for (const name of NAMES)
      await this.clients.logs.send(new CreateLogGroupCommand({ logGroupName: `their-flow-logs/${name}` }));
  }

  /** ACTIVE after a while. */
  private async openStreams(): Promise<void> {
    await this.createRole(STREAM_ROLE, 'firehose.amazonaws.com', ['s3:PutObject']);
    const destination = {
      RoleARN: this.roleArn(STREAM_ROLE),
      BucketARN: `arn:${this.sandbox.place.partition}:s3:::${BUCKET}`,
    };
    for (const name of NAMES)
      await this.clients.firehose.send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName: `their-${name}`,
          DeliveryStreamType: 'DirectPut',
          ExtendedS3DestinationConfiguration: destination,
        }),
      );
  }

  private async createRole(RoleName: string, Service: string, Action: readonly string[]): Promise<void> {
    const trust = [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }];
    const allowed = [{ Effect: 'Allow', Action, Resource: '*' }];
    const written = (Statement: readonly object[]): string =>
      JSON.stringify({ Version: '2012-10-17', Statement });
    await this.clients.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: written(trust) }),
    );
    await this.clients.iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'delivery', PolicyDocument: written(allowed) }),
    );
  }

  private roleArn(name: string): string {
    const { partition, accountId } = this.sandbox.place;
    return `arn:${partition}:iam::${accountId}:role/${name}`;
  }
}
