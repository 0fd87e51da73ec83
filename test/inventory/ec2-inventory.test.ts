import { DescribeFlowLogsCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { ec2Inventory } from '../../inventory/ec2-inventory';

const place = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };

function stage() {
  const client = new EC2Client({ region: place.region });
  return { ec2: mockClient(client), inventory: ec2Inventory(client, place) };
}

const EMPTY = { Vpcs: [], Subnets: [], FlowLogs: [] };

const vpc = (VpcId: string) => ({ VpcId, OwnerId: place.accountId });
const flowLog = (FlowLogId: string, ResourceId = 'vpc-1') => ({ FlowLogId, ResourceId });
async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}
const awsError = (name: string) => Object.assign(new Error('said AWS'), { name });

describe('one VPC', () => {
  test('is asked for by its id', async () => {
    const { ec2, inventory } = stage();
    ec2.on(DescribeVpcsCommand, { VpcIds: ['vpc-1'] }).resolves({ Vpcs: [vpc('vpc-1')] });
    await expect(inventory.vpc('vpc-1')).resolves.toMatchObject({ vpcId: 'vpc-1', ownerId: '111122223333' });
  });

  test('is undefined when EC2 says that there is none', async () => {
    const { ec2, inventory } = stage();
    ec2.on(DescribeVpcsCommand).rejects(awsError('InvalidVpcID.NotFound'));
    await expect(inventory.vpc('vpc-1')).resolves.toBeUndefined();
  });

  test.each(['InvalidVpcID.Malformed', 'UnauthorizedOperation', 'RequestLimitExceeded', 'TimeoutError'])(
    'is never taken for gone by %s, which is thrown with its cause',
    async (name) => {
      const { ec2, inventory } = stage();
      const cause = awsError(name);
      ec2.on(DescribeVpcsCommand).rejects(cause);
      const answer = inventory.vpc('vpc-1');
      await expect(answer).rejects.toThrow(`ec2:DescribeVpcs failed: ${name}: said AWS`);
      await expect(answer).rejects.toMatchObject({ name: 'ReadError', cause });
    },
  );

  test.each([
    ['holds none', {}],
    ['holds an empty list', { Vpcs: [] }],
    ['holds another one', { Vpcs: [vpc('vpc-2')] }],
  ])('is never taken for gone by an answer that %s', async (_, answer) => {
    const { ec2, inventory } = stage();
    ec2.on(DescribeVpcsCommand).resolves(answer);
    await expect(inventory.vpc('vpc-1')).rejects.toThrow(
      'ec2:DescribeVpcs answered with nothing when asked for vpc-1, allowed: vpc-1 or InvalidVpcID.NotFound',
    );
  });

  test('without an owner is a broken answer, said once', async () => {
    const { ec2, inventory } = stage();
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [{ VpcId: 'vpc-1' }] });
    await expect(inventory.vpc('vpc-1')).rejects.toThrow(
      /^ec2:DescribeVpcs answered with a VPC vpc-1 without id or owner/,
    );
  });
});

const LISTS = [
  ['ec2:DescribeVpcs', 'vpcs'],
  ['ec2:DescribeSubnets', 'subnets'],
  ['ec2:DescribeFlowLogs', 'flowLogs'],
] as const;

describe('the lists of a Region', () => {
  test('hold the VPCs of every page, read by the thousand', async () => {
    const { ec2, inventory } = stage();
    ec2
      .on(DescribeVpcsCommand)
      .resolvesOnce({ Vpcs: [vpc('vpc-1')], NextToken: 'a' })
      .resolvesOnce({ Vpcs: [], NextToken: 'b' })
      .resolvesOnce({ Vpcs: [vpc('vpc-2')] });

    await expect(all(inventory.vpcs())).resolves.toMatchObject([{ vpcId: 'vpc-1' }, { vpcId: 'vpc-2' }]);

    expect(ec2.commandCalls(DescribeVpcsCommand).map((call) => call.args[0].input)).toEqual([
      { MaxResults: 1000, NextToken: undefined },
      { MaxResults: 1000, NextToken: 'a' },
      { MaxResults: 1000, NextToken: 'b' },
    ]);
  });

  test('hold the flow logs of every page, without a filter', async () => {
    const { ec2, inventory } = stage();
    ec2
      .on(DescribeFlowLogsCommand)
      .resolvesOnce({ FlowLogs: [flowLog('fl-1')], NextToken: 'a' })
      .resolvesOnce({ FlowLogs: [flowLog('fl-2', 'subnet-1')], NextToken: '' });

    await expect(all(inventory.flowLogs())).resolves.toMatchObject([
      { flowLogId: 'fl-1' },
      { flowLogId: 'fl-2' },
    ]);

    expect(ec2.commandCalls(DescribeFlowLogsCommand).map((call) => call.args[0].input)).toEqual([
      { MaxResults: 1000, NextToken: undefined },
      { MaxResults: 1000, NextToken: 'a' },
    ]);
  });

  // The SDK reads any XML: a proxy's page of HTML with status 200 becomes an answer that lacks everything.
  test.each(LISTS)('are never taken for empty by an answer without the list: %s', async (action, list) => {
    const { ec2, inventory } = stage();
    for (const answer of [{}, { NextToken: 'a' }]) {
      ec2.onAnyCommand().resolves(answer);
      await expect(all<unknown>(inventory[list]())).rejects.toThrow(`${action} answered with no list`);
    }
  });

  test('of one resource are filtered by its id on every page', async () => {
    const { ec2, inventory } = stage();
    ec2
      .on(DescribeFlowLogsCommand)
      .resolvesOnce({ FlowLogs: [flowLog('fl-1')], NextToken: 'a' })
      .resolvesOnce({ FlowLogs: [flowLog('fl-2')] });

    await expect(all(inventory.flowLogsOf(['vpc-1']))).resolves.toHaveLength(2);

    for (const call of ec2.commandCalls(DescribeFlowLogsCommand))
      expect(call.args[0].input.Filter).toEqual([{ Name: 'resource-id', Values: ['vpc-1'] }]);
  });

  test.each(LISTS)('that give a token again are an error, not a loop: %s', async (_, list) => {
    const { ec2, inventory } = stage();
    ec2.onAnyCommand().resolves({ ...EMPTY, NextToken: 'same' });
    await expect(all<unknown>(inventory[list]())).rejects.toThrow('a next token that it had given before');
    expect(ec2.calls()).toHaveLength(2);
  });

  test('that go round in a circle of tokens are an error too', async () => {
    const { ec2, inventory } = stage();
    const tokens = ['a', 'b', 'a', 'c'];
    ec2.on(DescribeVpcsCommand).callsFake(() => Promise.resolve({ Vpcs: [], NextToken: tokens.shift() }));
    await expect(all(inventory.vpcs())).rejects.toThrow('a next token that it had given before');
  });

  test.each(LISTS)(
    'are never cut short: an error on the second page of %s is thrown',
    async (action, list) => {
      const { ec2, inventory } = stage();
      const cause = awsError('RequestLimitExceeded');
      ec2
        .onAnyCommand()
        .resolvesOnce({ ...EMPTY, NextToken: 'a' })
        .rejects(cause);
      const answer = all<unknown>(inventory[list]());
      await expect(answer).rejects.toThrow(`${action} failed: RequestLimitExceeded: said AWS`);
      await expect(answer).rejects.toMatchObject({ cause });
    },
  );

  test('are not given at all when one item is broken', async () => {
    const { ec2, inventory } = stage();
    ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [flowLog('fl-1'), { FlowLogId: 'fl-2' }] });
    await expect(all(inventory.flowLogs())).rejects.toThrow('a flow log fl-2 without id or resource');
  });
});
