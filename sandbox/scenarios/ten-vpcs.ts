import {
  CreateDefaultVpcCommand,
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  CreateVpcCommand,
  EC2Client,
  type TrafficType,
} from '@aws-sdk/client-ec2';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Sandbox } from '../sandbox';

export type Outcome = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';

/** One VPC of the scenario, and how it must end: the rehearsal fails where it ends otherwise. */
export interface ScenarioVpc {
  readonly vpcId: string;
  readonly title: string;
  readonly before: Outcome;
  readonly created: 0 | 1;
  readonly after: Outcome;
}

/** The account's name for a neighbour that shares a VPC through RAM. */
const NEIGHBOUR_ACCOUNT = '444455556666';
const CENTRAL_BUCKET = 'central-flow-logs';
const CLOSED_BUCKET = 'team-logs';

/**
 * Makes nine VPCs before the deployment; the tenth comes after it. All by the SDK, except where RAM would be called.
 *
 * @param exemptTagKey what the rule takes for an exemption; without one, the tag exempts nothing
 */
export async function buildEstate(
  sandbox: Sandbox,
  exemptTagKey: string | undefined,
): Promise<readonly ScenarioVpc[]> {
  const estate = new Estate(sandbox);
  await estate.bucket(CENTRAL_BUCKET);
  await estate.bucket(CLOSED_BUCKET);
  const covered = await estate.vpc('10.0.0.0/16', 'ALL to the central bucket');
  await estate.flowLog(covered.vpcId, 'ALL', CENTRAL_BUCKET);
  const pair = await estate.vpc('10.1.0.0/16', 'ACCEPT and REJECT, together ALL');
  await estate.flowLog(pair.vpcId, 'ACCEPT', `${CENTRAL_BUCKET}/accepted`);
  await estate.flowLog(pair.vpcId, 'REJECT', `${CENTRAL_BUCKET}/rejected`);
  const bare = [
    await estate.vpc('10.2.0.0/16', 'no flow log'),
    await estate.vpc('10.3.0.0/16', 'no flow log'),
  ];
  const standard = await estate.defaultVpc('default VPC, no flow log');
  const shared = await estate.sharedVpc('10.4.0.0/16', 'shared by another account');
  const dated = await estate.exemptVpc('10.5.0.0/16', exemptTagKey);
  const rejectOnly = await estate.vpc('10.6.0.0/16', 'captures REJECT only');
  await estate.flowLog(rejectOnly.vpcId, 'REJECT', `${CENTRAL_BUCKET}/rejects`);
  const failing = await estate.vpc('10.7.0.0/16', 'ACTIVE, but fails to deliver');
  await estate.flowLog(failing.vpcId, 'ALL', CLOSED_BUCKET);
  await estate.closeBucket(CLOSED_BUCKET);
  estate.destroy();
  return [
    ...[covered, pair].map(endsAs('COMPLIANT', 0, 'COMPLIANT')),
    ...[...bare, standard].map(endsAs('NON_COMPLIANT', 1, 'COMPLIANT')),
    endsAs('NOT_APPLICABLE', 0, 'NOT_APPLICABLE')(shared),
    exemptTagKey
      ? endsAs('NOT_APPLICABLE', 0, 'NOT_APPLICABLE')(dated)
      : endsAs('NON_COMPLIANT', 1, 'COMPLIANT')(dated),
    ...[rejectOnly, failing].map(endsAs('NON_COMPLIANT', 1, 'COMPLIANT')),
  ];
}

/** The third VPC without a flow log: it is new, and nobody but Config's change notification tells the rule. */
export async function addNewVpc(sandbox: Sandbox): Promise<ScenarioVpc> {
  const estate = new Estate(sandbox);
  const vpc = await estate.vpc('10.8.0.0/16', 'new, no flow log');
  estate.destroy();
  return endsAs('NON_COMPLIANT', 1, 'COMPLIANT')(vpc);
}

type NamedVpc = Pick<ScenarioVpc, 'vpcId' | 'title'>;

const endsAs =
  (before: Outcome, created: 0 | 1, after: Outcome) =>
  (vpc: NamedVpc): ScenarioVpc => ({ ...vpc, before, created, after });

const EXEMPT_DAYS = 30;
const USUAL_TAG_KEY = 'flow-logs-exempt-until';
const MILLISECONDS_PER_DAY = 86_400_000;

/** The account before the product comes, made through the endpoints as its administrator. */
class Estate {
  private readonly client: EC2Client;
  private readonly s3: S3Client;

  constructor(private readonly sandbox: Sandbox) {
    this.client = new EC2Client(sandbox.administrator());
    this.s3 = new S3Client({ ...sandbox.administrator(), forcePathStyle: true });
  }

  destroy(): void {
    this.client.destroy();
    this.s3.destroy();
  }

  async vpc(
    CidrBlock: string,
    title: string,
    tags: Readonly<Record<string, string>> = {},
  ): Promise<NamedVpc> {
    return await createVpc(this.client, CidrBlock, title, tags);
  }

  async defaultVpc(title: string): Promise<NamedVpc> {
    const { Vpc } = await this.client.send(new CreateDefaultVpcCommand({}));
    return { vpcId: Vpc?.VpcId ?? '', title };
  }

  async exemptVpc(cidrBlock: string, tagKey: string | undefined): Promise<NamedVpc> {
    const end = new Date(this.sandbox.world.scheduler.now().getTime() + EXEMPT_DAYS * MILLISECONDS_PER_DAY);
    const title = tagKey ? 'exempt until a date' : 'dated, but no tag exempts';
    return await this.vpc(cidrBlock, title, { [tagKey ?? USUAL_TAG_KEY]: end.toISOString().slice(0, 10) });
  }

  /** RAM is not modelled: the share is put into the world. */
  async sharedVpc(cidrBlock: string, title: string): Promise<NamedVpc> {
    const { world, place } = this.sandbox;
    const neighbour = new EC2Client(this.sandbox.administrator(NEIGHBOUR_ACCOUNT));
    const vpc = await createVpc(neighbour, cidrBlock, title, {});
    neighbour.destroy();
    const stored = world.region({ ...place, accountId: NEIGHBOUR_ACCOUNT }).vpcs.get(vpc.vpcId);
    stored?.sharedWith.push(place.accountId);
    return vpc;
  }

  async flowLog(vpcId: string, traffic: TrafficType, folder: string): Promise<void> {
    const request: CreateFlowLogsCommandInput = {
      ResourceType: 'VPC',
      ResourceIds: [vpcId],
      TrafficType: traffic,
      LogDestinationType: 's3',
      LogDestination: `arn:${this.sandbox.place.partition}:s3:::${folder}`,
    };
    const { Unsuccessful = [] } = await this.client.send(new CreateFlowLogsCommand(request));
    if (Unsuccessful.length > 0)
      throw new Error(`the scenario's flow log failed: ${JSON.stringify(Unsuccessful)}`);
  }

  /** A bucket with the policy that the delivery service needs. */
  async bucket(Bucket: string): Promise<void> {
    const { partition, accountId } = this.sandbox.place;
    const arn = `arn:${partition}:s3:::${Bucket}`;
    const policy = {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Action: ['s3:PutObject', 's3:GetBucketAcl'],
          Resource: [arn, `${arn}/*`],
          Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
        },
      ],
    };
    await this.s3.send(new CreateBucketCommand({ Bucket }));
    await this.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
  }

  /** Someone removes the bucket's policy: flow logs stay ACTIVE, and nothing arrives any more. */
  async closeBucket(Bucket: string): Promise<void> {
    await this.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  }
}

async function createVpc(
  client: EC2Client,
  CidrBlock: string,
  title: string,
  tags: Readonly<Record<string, string>>,
): Promise<NamedVpc> {
  const Tags = Object.entries({ Name: title, ...tags }).map(([Key, Value]) => ({ Key, Value }));
  const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags }];
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock, TagSpecifications }));
  return { vpcId: Vpc?.VpcId ?? '', title };
}
