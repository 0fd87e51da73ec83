import {
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  type DescribeFlowLogsCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { addBucket, BUCKET, openEndpoint } from '../endpoint';

async function newVpc(ec2: EC2Client): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  return Vpc?.VpcId ?? '';
}

const request = (
  ResourceIds: string[],
  others: Partial<CreateFlowLogsCommandInput> = {},
): CreateFlowLogsCommand =>
  new CreateFlowLogsCommand({
    ResourceType: 'VPC',
    ResourceIds,
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: BUCKET,
    ...others,
  });

async function describeIds(ec2: EC2Client, input: DescribeFlowLogsCommandInput = {}) {
  const { FlowLogs = [] } = await ec2.send(new DescribeFlowLogsCommand(input));
  return FlowLogs.map(({ FlowLogId }) => FlowLogId);
}

describe('CreateFlowLogs', () => {
  test.each<[string, Partial<CreateFlowLogsCommandInput>, string]>([
    ['an id that is none', { ResourceIds: ['vpc-1'] }, 'InvalidVpcID.Malformed'],
    ['a VPC that is not there', { ResourceIds: ['vpc-0123456789abcdef0'] }, 'InvalidVpcID.NotFound'],
    ['no traffic type', { TrafficType: undefined }, 'MissingParameter'],
    ['another traffic type', { TrafficType: 'NONE' as never }, 'InvalidParameterValue'],
    ['no destination', { LogDestination: undefined }, 'InvalidParameter'],
    ['a destination that is no ARN', { LogDestination: 'logs' }, 'InvalidParameter'],
    ['the reserved folder', { LogDestination: `${BUCKET}/AWSLogs/` }, 'InvalidParameter'],
    ['the reserved folder below another', { LogDestination: `${BUCKET}/team/AWSLogs` }, 'InvalidParameter'],
    ['a role', { DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/x' }, 'InvalidParameter'],
    ['a log group', { LogGroupName: 'x' }, 'InvalidParameter'],
    ['another interval', { MaxAggregationInterval: 300 }, 'InvalidParameter'],
    ['an unknown field', { LogFormat: `\${version} \${colour}` }, 'InvalidParameter'],
    ['a format without fields', { LogFormat: 'version' }, 'InvalidParameter'],
    ['another file format', { DestinationOptions: { FileFormat: 'csv' as never } }, 'InvalidParameterValue'],
    ['tags of a VPC', { TagSpecifications: [{ ResourceType: 'vpc', Tags: [] }] }, 'InvalidParameterValue'],
    ['a VPC as a subnet', { ResourceType: 'Subnet' }, 'InvalidSubnetID.Malformed'],
    ['a VPC as an interface', { ResourceType: 'NetworkInterface' }, 'InvalidNetworkInterfaceId.Malformed'],
    ['a transit gateway', { ResourceType: 'TransitGateway' }, 'NotModelled'],
    ['a bucket as a stream', { LogDestinationType: 'kinesis-data-firehose' }, 'InvalidParameter'],
    [
      'tag fields',
      { TagFieldSpecifications: [{ ResourceType: 'instance', TagKeys: ['a'] }] } as never,
      'NotModelled',
    ],
  ])('with %s is refused', async (_, wrong, code) => {
    const { ec2, sandbox } = await openEndpoint();
    const vpcId = await newVpc(ec2);
    await expect(ec2.send(request([vpcId], wrong))).rejects.toMatchObject({ name: code });
    expect(sandbox.home.flowLogs.size).toBe(0);
  });

  test('without resources, or with too many, is refused', async () => {
    const { ec2 } = await openEndpoint();
    await expect(ec2.send(request([]))).rejects.toMatchObject({ name: 'MissingParameter' });
    const many = Array.from({ length: 301 }, () => 'vpc-0123456789abcdef0');
    await expect(ec2.send(request(many))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('lists in full what was left out', async () => {
    const { ec2, sandbox } = await openEndpoint();
    await ec2.send(request([await newVpc(ec2)]));
    await sandbox.advance(60);
    const { FlowLogs: [flowLog] = [] } = await ec2.send(new DescribeFlowLogsCommand({}));
    expect(flowLog).toMatchObject({
      FlowLogStatus: 'ACTIVE',
      MaxAggregationInterval: 600,
      LogFormat: expect.stringMatching(/^\$\{version\} .*\$\{log-status\}$/),
      DestinationOptions: {
        FileFormat: 'plain-text',
        HiveCompatiblePartitions: false,
        PerHourPartition: false,
      },
    });
  });

  test.each([
    ['missing', `${BUCKET}-missing`],
    ['closed', 'arn:aws:s3:::closed'],
  ])(
    'to a bucket that is %s answers 200 with the one reason that EC2 has, and creates nothing',
    async (_, LogDestination) => {
      const { ec2, sandbox } = await openEndpoint();
      sandbox.world.addBucket({
        name: 'closed',
        arn: 'arn:aws:s3:::closed',
        ownerId: 'x',
        policy: undefined,
      });
      const vpcId = await newVpc(ec2);
      const answer = await ec2.send(request([vpcId], { LogDestination }));
      expect(answer.FlowLogIds ?? []).toEqual([]);
      expect(answer.Unsuccessful).toEqual([
        {
          ResourceId: vpcId,
          Error: {
            Code: '400',
            Message: `Access Denied for LogDestination: ${LogDestination.split(':').at(-1)}. Please check LogDestination permission`,
          },
        },
      ]);
      expect(sandbox.home.flowLogs.size).toBe(0);
    },
  );

  test.each([
    ['the same destination', {}, BUCKET],
    ['the same destination with a slash', {}, `${BUCKET}/`],
    ['the same destination and other traffic', { TrafficType: 'ACCEPT' as const }, BUCKET],
  ])('a second time with %s is refused', async (_, others, LogDestination) => {
    const { ec2 } = await openEndpoint();
    const vpcId = await newVpc(ec2);
    await ec2.send(request([vpcId]));
    await expect(ec2.send(request([vpcId], { ...others, LogDestination }))).rejects.toMatchObject({
      name: 'FlowLogAlreadyExists',
    });
  });

  test('answers with a client token of its own when it was given none', async () => {
    const { ec2 } = await openEndpoint();
    const { ClientToken } = await ec2.send(request([await newVpc(ec2)]));
    expect(ClientToken).toMatch(/^[\w+/]{43}=$/);
  });

  test('of which one VPC has the flow log already creates none for the other', async () => {
    const { ec2, sandbox } = await openEndpoint();
    const [first, second] = [await newVpc(ec2), await newVpc(ec2)];
    await ec2.send(request([second]));
    await expect(ec2.send(request([first, second]))).rejects.toMatchObject({ name: 'FlowLogAlreadyExists' });
    expect(sandbox.home.flowLogs.size).toBe(1);
  });

  test('beyond 250 flow logs of a VPC is refused', async () => {
    const { ec2 } = await openEndpoint();
    const vpcId = await newVpc(ec2);
    const folder = (count: number) => ({ LogDestination: `${BUCKET}/${count}` });
    for (let count = 0; count < 250; count += 1) await ec2.send(request([vpcId], folder(count)));
    await expect(ec2.send(request([vpcId], folder(250)))).rejects.toMatchObject({
      name: 'FlowLogsLimitExceeded',
    });
  });

  describe('with a client token', () => {
    const ClientToken = 'token-1';

    test('answers the same request as before, and creates nothing more', async () => {
      const { ec2, sandbox } = await openEndpoint();
      const vpcId = await newVpc(ec2);
      const first = await ec2.send(request([vpcId], { ClientToken }));
      const second = await ec2.send(request([vpcId], { ClientToken }));
      expect(second.FlowLogIds).toEqual(first.FlowLogIds);
      expect(second.ClientToken).toBe(ClientToken);
      expect(sandbox.home.flowLogs.size).toBe(1);
    });

    test('refuses another request', async () => {
      const { ec2 } = await openEndpoint();
      const vpcId = await newVpc(ec2);
      await ec2.send(request([vpcId], { ClientToken }));
      const other = request([vpcId], { ClientToken, LogDestination: `${BUCKET}/other` });
      await expect(ec2.send(other)).rejects.toMatchObject({ name: 'IdempotentParameterMismatch' });
    });

    test('creates after all when nothing was created the first time', async () => {
      const { ec2, sandbox } = await openEndpoint();
      const vpcId = await newVpc(ec2);
      const late = 'arn:aws:s3:::late';
      await ec2.send(request([vpcId], { ClientToken, LogDestination: late }));
      addBucket(sandbox, late);
      const answer = await ec2.send(request([vpcId], { ClientToken, LogDestination: late }));
      expect(answer.FlowLogIds).toHaveLength(1);
    });

    test('of one sandbox means nothing in another', async () => {
      const worlds = [await openEndpoint(), await openEndpoint()];
      for (const { ec2, sandbox } of worlds) {
        await ec2.send(request([await newVpc(ec2)], { ClientToken }));
        expect(sandbox.home.flowLogs.size).toBe(1);
      }
    });
  });
});

describe('DescribeFlowLogs', () => {
  /** Five flow logs of two VPCs, an hour ago. */
  async function estate() {
    const opened = await openEndpoint();
    const { ec2, sandbox } = opened;
    const vpcIds = [await newVpc(ec2), await newVpc(ec2)];
    const ids: (string | undefined)[] = [];
    for (let count = 0; count < 5; count += 1) {
      const tags = {
        ResourceType: 'vpc-flow-log',
        Tags: [{ Key: 'owner', Value: count < 2 ? 'us' : 'them' }],
      };
      const others: Partial<CreateFlowLogsCommandInput> = {
        LogDestination: `${BUCKET}/${count}`,
        TrafficType: count === 4 ? 'REJECT' : 'ALL',
        TagSpecifications: count < 3 ? [tags as never] : undefined,
      };
      const answer = await ec2.send(request([vpcIds[count % 2] ?? ''], others));
      ids.push(answer.FlowLogIds?.[0]);
    }
    await sandbox.advance(3600);
    return { ...opened, vpcIds, ids };
  }

  test('shows a new flow log with delay only', async () => {
    const { ec2, sandbox } = await openEndpoint({ delays: { flowLogVisible: 30 } });
    await ec2.send(request([await newVpc(ec2)]));
    await sandbox.advance(29);
    expect(await describeIds(ec2)).toEqual([]);
    await sandbox.advance(1);
    expect(await describeIds(ec2)).toHaveLength(1);
  });

  test('reports delivery when the first records are due, and as the bucket then is', async () => {
    const { ec2, sandbox } = await openEndpoint({ delays: { firstDelivery: 600 } });
    await ec2.send(request([await newVpc(ec2)]));
    const status = async () => {
      const { FlowLogs: [flowLog] = [] } = await ec2.send(new DescribeFlowLogsCommand({}));
      return [flowLog?.DeliverLogsStatus, flowLog?.DeliverLogsErrorMessage];
    };
    await sandbox.advance(599);
    expect(await status()).toEqual([undefined, undefined]);
    await sandbox.advance(1);
    expect(await status()).toEqual(['SUCCESS', undefined]);
    const bucket = sandbox.world.bucket(BUCKET);
    if (bucket) bucket.policy = undefined;
    expect(await status()).toEqual(['FAILED', 'Access error']);
  });

  test('pages, and ends without a token', async () => {
    const { ec2, ids } = await estate();
    const pages: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const answer = await ec2.send(new DescribeFlowLogsCommand({ MaxResults: 2, NextToken }));
      pages.push((answer.FlowLogs ?? []).map(({ FlowLogId }) => FlowLogId));
      NextToken = answer.NextToken;
    } while (NextToken);
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  });

  test.each([
    ['a token that it did not give out', { NextToken: 'abc' }],
    ['a token beyond the end', { NextToken: '99' }],
    ['a page of none', { MaxResults: 0 }],
    ['a page of too many', { MaxResults: 1001 }],
  ])('refuses %s', async (_, input) => {
    const { ec2 } = await estate();
    await expect(describeIds(ec2, input)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test.each([
    ['traffic-type', ['REJECT'], [4]],
    ['traffic-type', ['REJECT', 'ALL'], [0, 1, 2, 3, 4]],
    ['traffic-type', ['R*'], [4]],
    ['log-group-name', ['*'], []],
    ['log-destination-type', ['s3'], [0, 1, 2, 3, 4]],
    ['deliver-log-status', ['SUCCESS'], [0, 1, 2, 3, 4]],
    ['deliver-log-status', ['FAILED'], []],
    ['tag:owner', ['us'], [0, 1]],
    ['tag:owner', ['us', 'them'], [0, 1, 2]],
    ['tag-key', ['owner'], [0, 1, 2]],
  ])('filters by %s %p', async (Name, Values, expected) => {
    const { ec2, ids } = await estate();
    expect(await describeIds(ec2, { Filter: [{ Name, Values }] })).toEqual(
      expected.map((index) => ids[index]),
    );
  });

  test('takes what passes every filter and has one of the ids', async () => {
    const { ec2, ids, vpcIds } = await estate();
    const ofFirst = { Name: 'resource-id', Values: [vpcIds[0] ?? ''] };
    expect(await describeIds(ec2, { Filter: [ofFirst] })).toEqual([ids[0], ids[2], ids[4]]);
    const rejects = { Name: 'traffic-type', Values: ['REJECT'] };
    expect(await describeIds(ec2, { Filter: [ofFirst, rejects] })).toEqual([ids[4]]);
    expect(await describeIds(ec2, { FlowLogIds: [ids[1] ?? ''], Filter: [ofFirst] })).toEqual([]);
    expect(await describeIds(ec2, { FlowLogIds: [ids[1] ?? ''] })).toEqual([ids[1]]);
  });

  test.each(['toString', 'colour'])('refuses by name the filter %s', async (Name) => {
    const { ec2 } = await openEndpoint();
    const Filter = [{ Name, Values: ['x'] }];
    await expect(describeIds(ec2, { Filter })).rejects.toMatchObject({ name: 'NotModelled' });
  });

  test.each([
    ['200 values', [200], undefined],
    ['201 values', [201], 'FilterLimitExceeded'],
    ['200 values of two filters', [100, 100], undefined],
    ['201 values of two filters', [101, 100], 'FilterLimitExceeded'],
    ['50 filters', Array.from({ length: 50 }, () => 1), undefined],
    ['51 filters', Array.from({ length: 51 }, () => 1), 'FilterLimitExceeded'],
  ])('asked with %s', async (_, sizes, code) => {
    const { ec2 } = await openEndpoint();
    const Filter = sizes.map((length) => ({
      Name: 'resource-id',
      Values: Array.from({ length }, (_each, index) => `vpc-${index}`),
    }));
    const answer = describeIds(ec2, { Filter });
    if (code) await expect(answer).rejects.toMatchObject({ name: code });
    else await expect(answer).resolves.toEqual([]);
  });

  test('shows nothing of another account or Region', async () => {
    const { ec2, sandbox } = await estate();
    expect(await describeIds(ec2)).toHaveLength(5);
    const { EC2Client: Client } = await import('@aws-sdk/client-ec2');
    const others = [
      new Client(sandbox.administrator('444455556666')),
      new Client({ ...sandbox.administrator(), region: 'eu-west-1' }),
    ];
    for (const other of others) {
      expect(await describeIds(other)).toEqual([]);
      other.destroy();
    }
  });
});

describe('DeleteFlowLogs', () => {
  test('with one id that is not there deletes none', async () => {
    const { ec2, sandbox } = await openEndpoint();
    const { FlowLogIds = [] } = await ec2.send(request([await newVpc(ec2)]));
    const ids = [...FlowLogIds, 'fl-0123456789abcdef0'];
    await expect(ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: ids }))).rejects.toMatchObject({
      name: 'InvalidFlowLogId.NotFound',
    });
    expect(sandbox.home.flowLogs.size).toBe(1);
    await ec2.send(new DeleteFlowLogsCommand({ FlowLogIds }));
    expect(sandbox.home.flowLogs.size).toBe(0);
  });

  test('without ids is refused', async () => {
    const { ec2 } = await openEndpoint();
    const command = new DeleteFlowLogsCommand({ FlowLogIds: [] });
    await expect(ec2.send(command)).rejects.toMatchObject({ name: 'MissingParameter' });
  });
});
