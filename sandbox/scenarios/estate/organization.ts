import { CreateFlowLogsCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { setRecorder } from '../../config/recorder';
import type { RecorderState } from '../../config/state';
import { parsePolicyDocument } from '../../iam/policy-document';
import type { Sandbox } from '../../sandbox';
import { LOG_ARCHIVE_ACCOUNT } from './destinations';
import { makeRole } from './people';

/** The role that each account of the organization has for its auditors; it trusts the management account. */
export const READER_ROLE = 'flow-logs-reader';
/** It has VPCs, and the role. */
export const WORKLOAD_ACCOUNT = '222233334444';
/** Its calls are refused in the one Region, as by a service control policy. */
export const DENIED_REGION = 'ap-southeast-1';
/** The member account has its recorder stopped in the one Region and none in the other. */
export const STOPPED_REGION = 'eu-west-1';
export const UNRECORDED_REGION = 'us-west-2';
/** It is suspended. */
export const SUSPENDED_ACCOUNT = '555566667777';
/** It has no role for anybody. */
export const CLOSED_ACCOUNT = '666677778888';

/** All but the one that manages them. */
export const MEMBER_ACCOUNTS: readonly string[] = [
  ...[WORKLOAD_ACCOUNT, LOG_ARCHIVE_ACCOUNT, SUSPENDED_ACCOUNT, CLOSED_ACCOUNT],
];

const READING = [
  ...['ec2:Describe*', 'config:Describe*', 'config:Get*', 'config:List*', 'securityhub:Get*'],
  ...['cloudtrail:LookupEvents', 'ssm:Describe*', 'ssm:Get*', 'lambda:Get*', 'logs:Describe*'],
  ...['logs:Get*', 'iam:Get*', 'iam:List*', 's3:Get*', 's3:List*', 'firehose:Describe*', 'firehose:List*'],
  ...['kms:Describe*', 'kms:Get*', 'sts:GetCallerIdentity'],
];

interface MemberVpc {
  readonly region: string;
  readonly name: string;
  readonly covered: boolean;
  readonly recorder: RecorderState;
}

const WORKLOADS: readonly MemberVpc[] = [
  { region: 'eu-central-1', name: 'crm', covered: true, recorder: 'recording' },
  { region: 'eu-central-1', name: 'crm-test', covered: false, recorder: 'recording' },
  { region: 'us-east-1', name: 'analytics', covered: false, recorder: 'recording' },
  { region: STOPPED_REGION, name: 'legacy', covered: false, recorder: 'stopped' },
  { region: UNRECORDED_REGION, name: 'forgotten', covered: false, recorder: 'absent' },
  { region: DENIED_REGION, name: 'unseen', covered: false, recorder: 'recording' },
];

export interface BuiltMemberVpc extends MemberVpc {
  readonly vpcId: string;
}

/**
 * Puts the account of the sandbox's place at the head of an organization of five: one with VPCs and a role to read them, one
 * that keeps logs and has none, one that is suspended, and one that lets nobody in.
 */
export async function buildOrganization(sandbox: Sandbox): Promise<readonly BuiltMemberVpc[]> {
  const { place, world } = sandbox;
  const joinedAt = new Date(world.scheduler.now().getTime() - 400 * 86_400_000);
  const member = (id: string, name: string) => ({
    ...{ id, name, email: `aws+${name}@example.com`, joinedAt },
    joinedMethod: 'CREATED' as const,
    state: id === SUSPENDED_ACCOUNT ? ('SUSPENDED' as const) : ('ACTIVE' as const),
  });
  world.organization = {
    id: 'o-a1b2c3d4e5',
    managementAccountId: place.accountId,
    accounts: [
      { ...member(place.accountId, 'management'), joinedMethod: 'INVITED' },
      member(WORKLOAD_ACCOUNT, 'workloads'),
      member(LOG_ARCHIVE_ACCOUNT, 'log-archive'),
      member(SUSPENDED_ACCOUNT, 'closed-down'),
      member(CLOSED_ACCOUNT, 'acquired'),
    ],
    delegatedAdministrators: [],
  };
  for (const accountId of [WORKLOAD_ACCOUNT, LOG_ARCHIVE_ACCOUNT]) await makeReader(sandbox, accountId);
  const built: BuiltMemberVpc[] = [];
  for (const vpc of WORKLOADS) built.push({ ...vpc, vpcId: await buildVpc(sandbox, vpc) });
  return built;
}

const makeReader = (sandbox: Sandbox, accountId: string): Promise<string> =>
  makeRole(sandbox, {
    ...{ accountId, name: READER_ROLE },
    trusts: `arn:${sandbox.place.partition}:iam::${sandbox.place.accountId}:root`,
    statements: [
      { Effect: 'Allow', Action: READING, Resource: '*' },
      {
        ...{ Effect: 'Deny', Action: '*', Resource: '*' },
        Condition: { StringEquals: { 'aws:RequestedRegion': DENIED_REGION } },
      },
    ],
  });

async function buildVpc(sandbox: Sandbox, { region, name, covered, recorder }: MemberVpc): Promise<string> {
  const { world, place } = sandbox;
  const ec2 = new EC2Client({ ...sandbox.administrator(WORKLOAD_ACCOUNT), region });
  try {
    const Tags = [{ Key: 'Name', Value: name }];
    const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags }];
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.200.0.0/16', TagSpecifications }));
    const VpcId = Vpc?.VpcId ?? '';
    if (covered) await coverVpc(sandbox, ec2, VpcId);
    setRecorder(world, world.region({ ...place, region, accountId: WORKLOAD_ACCOUNT }), recorder);
    return VpcId;
  } finally {
    ec2.destroy();
  }
}

async function coverVpc({ world, place }: Sandbox, ec2: EC2Client, VpcId: string): Promise<void> {
  const arn = `arn:${place.partition}:s3:::crm-flow-logs`;
  world.addBucket({
    ...{ name: 'crm-flow-logs', arn, ownerId: WORKLOAD_ACCOUNT },
    policy: parsePolicyDocument(
      {
        Statement: {
          ...{ Effect: 'Allow', Action: ['s3:PutObject', 's3:GetBucketAcl'], Resource: [arn, `${arn}/*`] },
          Principal: { Service: 'delivery.logs.amazonaws.com' },
        },
      },
      'crm-flow-logs',
    ),
  });
  const request = { ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 's3' } as const;
  await ec2.send(new CreateFlowLogsCommand({ ...request, LogDestination: arn, ResourceIds: [VpcId] }));
}
