import { CreateFlowLogsCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import type { Sandbox } from '../../sandbox';

const TEAM_BUCKET = 'team-logs';

/** The VPCs of an account, by the names that a scenario gives them. */
export class LifecycleEstate {
  readonly vpcs = new Map<string, string>();
  private readonly ec2: EC2Client;
  private readonly s3: S3Client;

  constructor(private readonly sandbox: Sandbox) {
    const settings = { ...sandbox.administrator(), maxAttempts: 1 };
    this.ec2 = new EC2Client(settings);
    this.s3 = new S3Client({ ...settings, forcePathStyle: true });
  }

  destroy(): void {
    this.ec2.destroy();
    this.s3.destroy();
  }

  idOf(name: string): string {
    const id = this.vpcs.get(name);
    if (id === undefined) throw new Error(`the scenario has no VPC ${name}`);
    return id;
  }

  async createVpc(name: string): Promise<void> {
    const Tags = [{ Key: 'Name', Value: name }];
    const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags }];
    const CidrBlock = `10.${this.vpcs.size}.0.0/16`;
    const { Vpc } = await this.ec2.send(new CreateVpcCommand({ CidrBlock, TagSpecifications }));
    this.vpcs.set(name, Vpc?.VpcId ?? '');
  }

  /** A flow log of the team that owns the VPC, older than the product. */
  async createOwnFlowLog(name: string): Promise<void> {
    const arn = `arn:${this.sandbox.place.partition}:s3:::${TEAM_BUCKET}`;
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: ['s3:PutObject', 's3:GetBucketAcl'],
      Resource: [arn, `${arn}/*`],
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await this.s3.send(new CreateBucketCommand({ Bucket: TEAM_BUCKET }));
    await this.s3.send(new PutBucketPolicyCommand({ Bucket: TEAM_BUCKET, Policy }));
    await this.ec2.send(
      new CreateFlowLogsCommand({
        ResourceType: 'VPC',
        ResourceIds: [this.idOf(name)],
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: arn,
      }),
    );
  }
}
