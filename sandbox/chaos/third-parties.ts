import {
  CreateDefaultVpcCommand,
  CreateFlowLogsCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DeleteVpcCommand,
  EC2Client,
  type TrafficType,
} from '@aws-sdk/client-ec2';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Sandbox } from '../sandbox';

/** A bucket that belongs to others: what they deliver to it is theirs. */
const THEIR_BUCKET = 'their-flow-logs';
const NEIGHBOUR_ACCOUNT = '444455556666';

/** Everybody but the product: whoever makes VPCs and flow logs, and deletes them, through the endpoints. */
export class ThirdParties {
  private readonly ec2: EC2Client;
  private readonly s3: S3Client;
  private readonly neighbour: EC2Client;
  private made = 0;
  /** Flow logs that they made themselves, and that nobody else may touch. */
  readonly flowLogs = new Set<string>();
  /** Flow logs, theirs or ours, that they deleted. */
  readonly deleted = new Set<string>();
  /** VPCs with a flow log of theirs that delivers to where ours would. */
  readonly takenOn = new Set<string>();

  constructor(private readonly sandbox: Sandbox) {
    this.ec2 = new EC2Client(sandbox.administrator());
    this.s3 = new S3Client({ ...sandbox.administrator(), forcePathStyle: true });
    this.neighbour = new EC2Client(sandbox.administrator(NEIGHBOUR_ACCOUNT));
  }

  destroy(): void {
    this.ec2.destroy();
    this.s3.destroy();
    this.neighbour.destroy();
  }

  async openBucket(): Promise<void> {
    const { place } = this.sandbox;
    const arn = `arn:${place.partition}:s3:::${THEIR_BUCKET}`;
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: ['s3:PutObject', 's3:GetBucketAcl'],
      Resource: [arn, `${arn}/*`],
      Condition: { StringEquals: { 'aws:SourceAccount': place.accountId } },
    };
    await this.s3.send(new CreateBucketCommand({ Bucket: THEIR_BUCKET }));
    await this.putPolicy(THEIR_BUCKET, JSON.stringify({ Statement: [statement] }));
  }

  /** @returns the bucket's policy, for whoever puts it back */
  async closeBucket(Bucket: string, isDeleted: boolean): Promise<string> {
    const { Policy = '' } = await this.s3.send(new GetBucketPolicyCommand({ Bucket }));
    await this.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    if (isDeleted) await this.s3.send(new DeleteBucketCommand({ Bucket }));
    return Policy;
  }

  async reopenBucket(Bucket: string, policy: string, isDeleted: boolean): Promise<void> {
    if (isDeleted) await this.s3.send(new CreateBucketCommand({ Bucket }));
    await this.putPolicy(Bucket, policy);
  }

  private async putPolicy(Bucket: string, Policy: string): Promise<void> {
    await this.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  }

  async createVpc(): Promise<string> {
    const { Vpc } = await this.ec2.send(new CreateVpcCommand({ CidrBlock: this.nextBlock() }));
    return Vpc?.VpcId ?? '';
  }

  async createDefaultVpc(): Promise<void> {
    await this.ec2.send(new CreateDefaultVpcCommand({}));
  }

  /** RAM is not modelled: the share is put into the world. */
  async createSharedVpc(): Promise<void> {
    const { world, place } = this.sandbox;
    const { Vpc } = await this.neighbour.send(new CreateVpcCommand({ CidrBlock: this.nextBlock() }));
    const stored = world.region({ ...place, accountId: NEIGHBOUR_ACCOUNT }).vpcs.get(Vpc?.VpcId ?? '');
    stored?.sharedWith.push(place.accountId);
  }

  async deleteVpc(VpcId: string): Promise<void> {
    await this.ec2.send(new DeleteVpcCommand({ VpcId }));
  }

  async tag(vpcId: string, Key: string, Value: string): Promise<void> {
    await this.ec2.send(new CreateTagsCommand({ Resources: [vpcId], Tags: [{ Key, Value }] }));
  }

  /** In the bucket that is theirs. */
  ownBucket(folder: string): string {
    return `arn:${this.sandbox.place.partition}:s3:::${THEIR_BUCKET}/${folder}`;
  }

  async createFlowLog(vpcId: string, TrafficType: TrafficType, LogDestination: string): Promise<void> {
    const { FlowLogIds = [] } = await this.ec2.send(
      new CreateFlowLogsCommand({
        ResourceType: 'VPC',
        ResourceIds: [vpcId],
        TrafficType,
        LogDestinationType: 's3',
        LogDestination,
      }),
    );
    for (const id of FlowLogIds) this.flowLogs.add(id);
  }

  async deleteFlowLog(id: string): Promise<void> {
    await this.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [id] }));
    this.deleted.add(id);
  }

  private nextBlock(): string {
    this.made += 1;
    return `10.${this.made % 256}.0.0/16`;
  }
}
