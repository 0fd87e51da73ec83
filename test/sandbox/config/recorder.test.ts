import {
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  ListDiscoveredResourcesCommand,
  type ListDiscoveredResourcesCommandInput,
} from '@aws-sdk/client-config-service';
import { CreateVpcCommand, DeleteVpcCommand } from '@aws-sdk/client-ec2';
import { openEndpoint } from '../endpoint';

describe('the recorder', () => {
  test('is on, and records every type continuously', async () => {
    const { config } = await openEndpoint();
    const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand({}));
    expect(ConfigurationRecorders).toMatchObject([
      {
        name: 'default',
        recordingGroup: {
          allSupported: true,
          recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
        },
        recordingMode: { recordingFrequency: 'CONTINUOUS', recordingModeOverrides: [] },
      },
    ]);
    const { ConfigurationRecordersStatus } = await config.send(
      new DescribeConfigurationRecorderStatusCommand({}),
    );
    expect(ConfigurationRecordersStatus).toMatchObject([{ name: 'default', recording: true }]);
  });

  test('is found by its name and by its ARN', async () => {
    const { config } = await openEndpoint();
    const { ConfigurationRecorders: [recorder] = [] } = await config.send(
      new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames: ['default'] }),
    );
    const byArn = new DescribeConfigurationRecordersCommand({ Arn: recorder?.arn });
    expect((await config.send(byArn)).ConfigurationRecorders).toEqual([recorder]);
  });

  test.each([
    ['of another name', { ConfigurationRecorderNames: ['other'] }, 'NoSuchConfigurationRecorderException'],
    ['of another ARN', { Arn: 'arn:aws:config:x' }, 'NoSuchConfigurationRecorderException'],
    ['of two names', { ConfigurationRecorderNames: ['default', 'other'] }, 'ValidationException'],
    ['of a name and an ARN', { ConfigurationRecorderNames: ['default'], Arn: 'x' }, 'ValidationException'],
  ])('%s is not there', async (_, input, code) => {
    const { config } = await openEndpoint();
    await expect(config.send(new DescribeConfigurationRecordersCommand(input))).rejects.toMatchObject({
      name: code,
    });
    await expect(config.send(new DescribeConfigurationRecorderStatusCommand(input))).rejects.toMatchObject({
      name: code,
    });
  });

  test('has one delivery channel', async () => {
    const { config } = await openEndpoint();
    const all = await config.send(new DescribeDeliveryChannelsCommand({}));
    expect(all.DeliveryChannels).toEqual([{ name: 'default', s3BucketName: 'config-bucket-111122223333' }]);
    const other = new DescribeDeliveryChannelsCommand({ DeliveryChannelNames: ['other'] });
    await expect(config.send(other)).rejects.toMatchObject({ name: 'NoSuchDeliveryChannelException' });
  });
});

describe('ListDiscoveredResources', () => {
  async function threeVpcs() {
    const { ec2, config, sandbox } = await openEndpoint({ delays: { recording: 60 } });
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
      ids.push(Vpc?.VpcId ?? '');
    }
    const list = (input: Partial<ListDiscoveredResourcesCommandInput> = {}) =>
      config.send(new ListDiscoveredResourcesCommand({ resourceType: 'AWS::EC2::VPC', ...input }));
    expect((await list()).resourceIdentifiers).toEqual([]);
    await sandbox.advance(60);
    const [first = '', second = '', third = ''] = ids;
    await ec2.send(new DeleteVpcCommand({ VpcId: third }));
    await sandbox.advance(60);
    return { list, first, second, third };
  }

  const identifier = (resourceId: string) => ({ resourceType: 'AWS::EC2::VPC', resourceId });

  test('lists what Config has recorded, and what was deleted when asked to', async () => {
    const { list, first, second, third } = await threeVpcs();
    expect((await list()).resourceIdentifiers).toEqual([identifier(first), identifier(second)]);
    expect((await list({ includeDeletedResources: true })).resourceIdentifiers).toEqual([
      identifier(first),
      identifier(second),
      { ...identifier(third), resourceDeletionTime: new Date('2027-01-04T08:02:00Z') },
    ]);
  });

  test('lists the type and the ids that are asked for, page by page', async () => {
    const { list, first, second } = await threeVpcs();
    expect((await list({ resourceIds: [second, 'vpc-none'] })).resourceIdentifiers).toEqual([
      identifier(second),
    ]);
    expect((await list({ resourceType: 'AWS::EC2::FlowLog' })).resourceIdentifiers).toEqual([]);
    expect((await list({ resourceName: 'x' })).resourceIdentifiers).toEqual([]);
    const page = await list({ limit: 1 });
    expect(page).toMatchObject({ resourceIdentifiers: [identifier(first)], nextToken: '1' });
    const last = await list({ limit: 1, nextToken: page.nextToken });
    expect([last.resourceIdentifiers, last.nextToken]).toEqual([[identifier(second)], undefined]);
  });

  test.each([
    ['21 ids', { resourceIds: Array.from({ length: 21 }, (_, n) => `vpc-${n}`) }, 'ValidationException'],
    ['ids and a name', { resourceIds: ['vpc-1'], resourceName: 'x' }, 'ValidationException'],
    ['a limit of 101', { limit: 101 }, 'ValidationException'],
    ['a token that it did not give out', { nextToken: 'x' }, 'InvalidNextTokenException'],
  ])('refuses %s', async (_, input, code) => {
    const { list } = await threeVpcs();
    await expect(list(input)).rejects.toMatchObject({ name: code });
  });
});
