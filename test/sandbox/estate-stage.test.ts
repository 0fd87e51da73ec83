import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  CLOSED_ACCOUNT,
  DENIED_REGION,
  READER_ROLE,
  STOPPED_REGION,
  SUSPENDED_ACCOUNT,
  UNRECORDED_REGION,
  WORKLOAD_ACCOUNT,
} from '../../sandbox/scenarios/estate/organization';
import { ESTATE_REGIONS, isBare } from '../../sandbox/scenarios/estate/vpcs';
import { closeEstateStages, type EstateStage, openEstateStage } from './estate-stage';

let stage: EstateStage;

beforeAll(async () => {
  stage = await openEstateStage();
});

afterAll(closeEstateStages);

const readerOf = async (accountId: string) => {
  const sts = new STSClient({ ...stage.sandbox.administrator(), maxAttempts: 1 });
  const RoleArn = `arn:aws:iam::${accountId}:role/${READER_ROLE}`;
  try {
    const input = { RoleArn, RoleSessionName: 'audit' };
    const { Credentials } = await sts.send(new AssumeRoleCommand(input));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  } finally {
    sts.destroy();
  }
};

async function vpcsSeen(accountId: string, region: string): Promise<number> {
  const credentials = await readerOf(accountId);
  const ec2 = new EC2Client({ ...stage.sandbox.administrator(), credentials, region, maxAttempts: 1 });
  try {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    return Vpcs.length;
  } finally {
    ec2.destroy();
  }
}

test('the estate has 31 VPCs in four Regions, 23 of them bare', () => {
  const { world, place } = stage.sandbox;
  const regions = ESTATE_REGIONS.map((region) => world.region({ ...place, region }));
  const covered = regions.flatMap(({ flowLogs }) => [...flowLogs.values()].map((each) => each.resourceId));
  expect(regions.map(({ vpcs }) => vpcs.size)).toEqual([10, 9, 7, 5]);
  expect(stage.vpcs.filter(isBare)).toHaveLength(23);
  expect(new Set(covered).size).toBe(8);
  expect(stage.vpcs.filter(isBare).some(({ vpcId }) => covered.includes(vpcId))).toBe(false);
});

test('every flow log of the estate delivers', () => {
  const { world, place } = stage.sandbox;
  const failing = world.trace.events.filter(({ text }) => /fail|refused/i.test(text));
  expect(ESTATE_REGIONS.map((region) => world.region({ ...place, region }).flowLogs.size)).toEqual([
    4, 2, 2, 1,
  ]);
  expect(failing).toEqual([]);
});

test('the organization has five accounts, one of them suspended', async () => {
  const client = new OrganizationsClient(stage.sandbox.administrator());
  const states = new Map<string, string | undefined>();
  for await (const { Accounts = [] } of paginateListAccounts({ client, pageSize: 2 }, {}))
    for (const { Id = '', State } of Accounts) states.set(Id, State);
  client.destroy();
  expect([...states].filter(([, state]) => state !== 'ACTIVE')).toEqual([[SUSPENDED_ACCOUNT, 'SUSPENDED']]);
  expect(states.size).toBe(5);
});

test('the reader role sees the VPCs of the member account', async () => {
  await expect(vpcsSeen(WORKLOAD_ACCOUNT, 'eu-central-1')).resolves.toBe(2);
});

test('the reader role is refused in the denied Region', async () => {
  await expect(vpcsSeen(WORKLOAD_ACCOUNT, DENIED_REGION)).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    message: expect.stringContaining('explicit deny'),
  });
});

test('an account without the role lets nobody in', async () => {
  await expect(vpcsSeen(CLOSED_ACCOUNT, 'eu-central-1')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test.each([
  ['eu-central-1', [true]],
  [STOPPED_REGION, [false]],
  [UNRECORDED_REGION, []],
])('Config of the member account in %s says whether it records: %j', async (region, recording) => {
  const settings = {
    ...stage.sandbox.administrator(),
    credentials: await readerOf(WORKLOAD_ACCOUNT),
    region,
  };
  const config = new ConfigServiceClient(settings);
  const { ConfigurationRecordersStatus = [] } = await config
    .send(new DescribeConfigurationRecorderStatusCommand({}))
    .finally(() => config.destroy());
  expect(ConfigurationRecordersStatus.map((status) => status.recording)).toEqual(recording);
});
