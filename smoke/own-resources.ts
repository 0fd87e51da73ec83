import {
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeVpcsCommand,
  type ResourceType,
} from '@aws-sdk/client-ec2';
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import type { Clients } from './clients';
import { type Clock, until } from './clock';
import type { Identity } from './deployment';
import { bucketName, SMOKE_TAG } from './names';

export interface Created {
  readonly id: string;
  readonly at: Date;
  readonly requestId: string | undefined;
}

export interface OwnVpc extends Created {
  /** When EC2 first showed it: before that nothing can be created in it. */
  readonly shownAt: Date;
}

const SHOWN = { atMost: 900, every: 5 };
/** A bucket's policy may take effect some time after it was put. */
const DELIVERABLE = { atMost: 120, every: 10 };

/** The region that has no location constraint. */
const UNNAMED_REGION = 'us-east-1';
/** Of no use to anybody: it is peered with nothing. */
const VPC_BLOCK = '10.251.0.0/24';

/** What smoke creates, when it is first asked for: all with its tag, from the call that creates it. */
export class OwnResources {
  private knownVpc: Promise<OwnVpc> | undefined;
  private knownBucket: Promise<string> | undefined;
  private subnets = 0;
  private flowLogs = 0;

  constructor(
    private readonly clients: Clients,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly region: string,
    readonly run: string,
  ) {}

  /** The only VPC: the rule judges and remediates it as any other. */
  vpc(): Promise<OwnVpc> {
    this.knownVpc ??= this.createVpc();
    return this.knownVpc;
  }

  async subnet(vpcId: string): Promise<string> {
    const CidrBlock = `10.251.0.${16 * this.subnets}/28`;
    this.subnets += 1;
    const { Subnet } = await this.clients.ec2.send(
      new CreateSubnetCommand({ VpcId: vpcId, CidrBlock, TagSpecifications: this.tagged('subnet') }),
    );
    return Subnet?.SubnetId ?? '';
  }

  async networkInterface(subnetId: string): Promise<string> {
    const { NetworkInterface } = await this.clients.ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId: subnetId,
        Description: 'smoke test of vpc-flow-logs-compliance',
        TagSpecifications: this.tagged('network-interface'),
      }),
    );
    return NetworkInterface?.NetworkInterfaceId ?? '';
  }

  /** ARN of a bucket that takes the delivery service's records. */
  bucket(): Promise<string> {
    this.knownBucket ??= this.createBucket();
    return this.knownBucket;
  }

  async closeBucket(): Promise<void> {
    await this.clients.s3.send(new DeleteBucketPolicyCommand({ Bucket: this.bucketName }));
  }

  /** A bucket that nobody has: it is never created. */
  get missingBucketArn(): string {
    return `arn:${this.identity.partition}:s3:::${this.bucketName}-missing`;
  }

  /** The request for a flow log to S3. */
  flowLog(
    of: { readonly vpc: string } | { readonly subnet: string },
    destination: string,
    trafficType: 'ACCEPT' | 'REJECT' | 'ALL' = 'ALL',
  ): CreateFlowLogsCommandInput {
    return {
      ResourceType: 'vpc' in of ? 'VPC' : 'Subnet',
      ResourceIds: ['vpc' in of ? of.vpc : of.subnet],
      TrafficType: trafficType,
      LogDestinationType: 's3',
      LogDestination: destination,
      TagSpecifications: this.tagged('vpc-flow-log'),
      ClientToken: this.nextToken(),
    };
  }

  /** @throws Error with the code of `Unsuccessful` as its name */
  async createFlowLog(request: CreateFlowLogsCommandInput): Promise<Created> {
    const answered = await until(this.clock, DELIVERABLE, async () => {
      const answer = await this.clients.ec2.send(new CreateFlowLogsCommand(request));
      const refused = /Access Denied/i.test(answer.Unsuccessful?.[0]?.Error?.Message ?? '');
      return refused ? undefined : answer;
    });
    const [id] = answered?.FlowLogIds ?? [];
    if (answered && id !== undefined)
      return { id, at: this.clock.now(), requestId: answered.$metadata.requestId };
    const { Code = 'AccessDenied', Message } = answered?.Unsuccessful?.[0]?.Error ?? {};
    throw Object.assign(new Error(`CreateFlowLogs created nothing: ${Message}`), { name: Code });
  }

  private async createVpc(): Promise<OwnVpc> {
    const { ec2 } = this.clients;
    const { Vpc, $metadata } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: VPC_BLOCK, TagSpecifications: this.tagged('vpc') }),
    );
    const id = Vpc?.VpcId ?? '';
    const at = this.clock.now();
    const shownAt = await until(this.clock, SHOWN, async () => {
      const Filters = [{ Name: 'vpc-id', Values: [id] }];
      const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters }));
      return Vpcs.length > 0 ? this.clock.now() : undefined;
    });
    if (!shownAt) throw new Error(`EC2 does not show ${id} ${SHOWN.atMost} s after its creation`);
    return { id, at, requestId: $metadata.requestId, shownAt };
  }

  private async createBucket(): Promise<string> {
    const Bucket = this.bucketName;
    const LocationConstraint = this.region as BucketLocationConstraint;
    const elsewhere = this.region !== UNNAMED_REGION;
    await this.clients.s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(elsewhere ? { CreateBucketConfiguration: { LocationConstraint } } : {}),
      }),
    );
    const arn = `arn:${this.identity.partition}:s3:::${Bucket}`;
    const Policy = JSON.stringify(deliveryPolicy(arn, this.identity.accountId));
    await this.clients.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    return arn;
  }

  /** A call that the SDK repeats creates once. */
  private nextToken(): string {
    this.flowLogs += 1;
    return `${this.run}-${this.flowLogs}`;
  }

  private get bucketName(): string {
    return bucketName(this.identity.accountId, this.run);
  }

  private tagged(ResourceType: ResourceType) {
    return [{ ResourceType, Tags: [{ Key: SMOKE_TAG, Value: this.run }] }];
  }
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
const deliveryPolicy = (bucketArn: string, accountId: string) => ({
  Version: '2012-10-17',
  Statement: ['s3:PutObject', 's3:GetBucketAcl'].map((Action) => ({
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action,
    Resource: Action === 's3:PutObject' ? `${bucketArn}/*` : bucketArn,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  })),
});
