import {
  CreateDefaultVpcCommand,
  CreateVpcCommand,
  DeleteVpcCommand,
  DescribeVpcsCommand,
  type DescribeVpcsCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { openEndpoint } from '../endpoint';

async function describeIds(ec2: EC2Client, input: DescribeVpcsCommandInput = {}) {
  const { Vpcs = [], NextToken } = await ec2.send(new DescribeVpcsCommand(input));
  return { ids: Vpcs.map(({ VpcId = '' }) => VpcId), NextToken };
}

describe('VPCs', () => {
  test('are told with their tags, and whether they are the default', async () => {
    const { ec2 } = await openEndpoint();
    const Tags = [{ Key: 'Environment', Value: 'production' }];
    await ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications: [{ ResourceType: 'vpc', Tags }] }),
    );
    await ec2.send(new CreateDefaultVpcCommand({}));
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs).toMatchObject([
      { OwnerId: '111122223333', CidrBlock: '10.0.0.0/16', IsDefault: false, Tags },
      { OwnerId: '111122223333', CidrBlock: '172.31.0.0/16', IsDefault: true },
    ]);
  });

  test('have one default', async () => {
    const { ec2 } = await openEndpoint();
    await ec2.send(new CreateDefaultVpcCommand({}));
    await expect(ec2.send(new CreateDefaultVpcCommand({}))).rejects.toMatchObject({
      name: 'DefaultVpcAlreadyExists',
    });
  });

  test('are listed in pages', async () => {
    const { ec2 } = await openEndpoint();
    for (let count = 0; count < 7; count += 1)
      await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${count}.0.0/16` }));
    const first = await describeIds(ec2, { MaxResults: 5 });
    const second = await describeIds(ec2, { MaxResults: 5, NextToken: first.NextToken });
    expect([first.ids.length, second.ids.length, second.NextToken]).toEqual([5, 2, undefined]);
    expect((await describeIds(ec2)).ids).toEqual([...first.ids, ...second.ids]);
  });

  test.each<[string, DescribeVpcsCommandInput, string]>([
    ['a page of fewer than 5', { MaxResults: 4 }, 'InvalidParameterValue'],
    ['a page of more than 1000', { MaxResults: 1001 }, 'InvalidParameterValue'],
    ['ids and a page size', { VpcIds: ['OWN'], MaxResults: 5 }, 'InvalidParameterCombination'],
    ['an id that is none', { VpcIds: ['vpc-1'] }, 'InvalidVpcID.Malformed'],
    ['an id that is not there', { VpcIds: ['vpc-0123456789abcdef0'] }, 'InvalidVpcID.NotFound'],
    ['a filter', { Filters: [{ Name: 'is-default', Values: ['true'] }] }, 'NotModelled'],
  ])('are not listed with %s', async (_, input, code) => {
    const { ec2 } = await openEndpoint();
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const VpcIds = input.VpcIds?.map((id) => (id === 'OWN' ? (Vpc?.VpcId ?? '') : id));
    await expect(describeIds(ec2, { ...input, VpcIds })).rejects.toMatchObject({ name: code });
  });

  test('are gone when they are deleted', async () => {
    const { ec2 } = await openEndpoint();
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const command = new DeleteVpcCommand({ VpcId: Vpc?.VpcId });
    await ec2.send(command);
    expect((await describeIds(ec2)).ids).toEqual([]);
    await expect(ec2.send(command)).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' });
  });
});
