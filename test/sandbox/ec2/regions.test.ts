import { ConfigServiceClient, DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import {
  DescribeRegionsCommand,
  type DescribeRegionsCommandInput,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { OWNER, START } from '../account';
import { type OpenEndpoint, openEndpoint } from '../endpoint';

const OPT_IN = 'me-south-1';

async function names({ ec2 }: OpenEndpoint, input: DescribeRegionsCommandInput): Promise<readonly string[]> {
  const { Regions = [] } = await ec2.send(new DescribeRegionsCommand(input));
  return Regions.map(({ RegionName = '' }) => RegionName);
}

const sending = async <Client extends { destroy(): void }>(
  client: Client,
  send: (client: Client) => Promise<unknown>,
): Promise<unknown> => {
  try {
    return await send(client);
  } finally {
    client.destroy();
  }
};

describe('DescribeRegions', () => {
  it('lists the Regions that need no opt-in, and no other', async () => {
    const opened = await openEndpoint();
    const listed = await names(opened, {});
    expect(listed).toHaveLength(17);
    expect(listed).not.toContain(OPT_IN);
  });

  it('lists every Region of the partition when it is asked for all', async () => {
    const opened = await openEndpoint();
    const all = await names(opened, { AllRegions: true });
    expect(all).toContain(OPT_IN);
    expect(all.some((name) => name.startsWith('cn-') || name.startsWith('us-gov-'))).toBe(false);
  });

  it('lists a Region that the account opted in to, as such', async () => {
    const opened = await openEndpoint();
    opened.sandbox.world.accountRegions.optIn(OWNER, OPT_IN);
    await expect(
      opened.ec2.send(new DescribeRegionsCommand({ RegionNames: [OPT_IN] })),
    ).resolves.toMatchObject({
      Regions: [{ RegionName: OPT_IN, OptInStatus: 'opted-in', Endpoint: `ec2.${OPT_IN}.amazonaws.com` }],
    });
    await expect(names(opened, {})).resolves.toHaveLength(18);
  });

  it.each([
    ['opt-in-status', 'not-opted-in', OPT_IN],
    ['region-name', 'eu-*-1', 'eu-central-1'],
    ['endpoint', 'ec2.us-east-1.*', 'us-east-1'],
  ])('filters by %s', async (Name, value, expected) => {
    const opened = await openEndpoint();
    const Filters = [{ Name, Values: [value] }];
    const found = await names(opened, { AllRegions: true, Filters });
    expect(found).toContain(expected);
    expect(found).not.toContain('sa-east-1');
  });

  it('refuses the name of no Region', async () => {
    const { ec2 } = await openEndpoint();
    await expect(
      ec2.send(new DescribeRegionsCommand({ RegionNames: ['eu-nowhere-1'] })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('a Region that the account has not enabled', () => {
  it.each([
    ['EC2', EC2Client, new DescribeVpcsCommand({}), 'AuthFailure'],
    ['Config', ConfigServiceClient, new DescribeConfigRulesCommand({}), 'UnrecognizedClientException'],
    ['STS', STSClient, new GetCallerIdentityCommand({}), 'InvalidClientTokenId'],
  ] as const)('takes the keys of the account for invalid: %s', async (_, Client, command, name) => {
    const { sandbox } = await openEndpoint();
    const settings = { ...sandbox.administrator(), region: OPT_IN, maxAttempts: 1 };
    const client = new Client(settings) as unknown as EC2Client;
    await expect(sending(client, (each) => each.send(command as never))).rejects.toMatchObject({ name });
  });

  it('answers once the account has opted in', async () => {
    const { sandbox } = await openEndpoint();
    sandbox.world.accountRegions.optIn(OWNER, OPT_IN);
    const client = new EC2Client({ ...sandbox.administrator(), region: OPT_IN });
    await expect(sending(client, (each) => each.send(new DescribeVpcsCommand({})))).resolves.toMatchObject({
      Vpcs: [],
    });
    expect(sandbox.world.scheduler.now()).toEqual(START);
  });

  it('is told from a Region that there is not', async () => {
    const { sandbox } = await openEndpoint();
    const client = new EC2Client({ ...sandbox.administrator(), region: 'eu-nowhere-1', maxAttempts: 1 });
    await expect(sending(client, (each) => each.send(new DescribeVpcsCommand({})))).rejects.toMatchObject({
      name: 'NotModelled',
      message: expect.stringContaining('eu-nowhere-1'),
    });
  });
});
