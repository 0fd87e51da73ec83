import {
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  GetResourceConfigHistoryCommand,
  StartConfigurationRecorderCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { CreateVpcCommand, DeleteVpcCommand } from '@aws-sdk/client-ec2';
import { setRecorder } from '../../../sandbox/config/recorder';
import { type OpenEndpoint, openEndpoint } from '../endpoint';
import { smallStack } from '../small-stack';

const RECORDED = 60;
const name = { ConfigurationRecorderName: 'default' };

async function createVpc({ ec2, sandbox }: OpenEndpoint): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  await sandbox.advance(RECORDED);
  return Vpc?.VpcId ?? '';
}

const statusesOf = ({ sandbox }: OpenEndpoint, vpcId: string) =>
  sandbox.home.config.items.get(`AWS::EC2::VPC/${vpcId}`)?.map((item) => item.configurationItemStatus);

test('a recorder that was stopped says so, and records nothing', async () => {
  const opened = await openEndpoint();
  await opened.config.send(new StopConfigurationRecorderCommand(name));
  await expect(opened.config.send(new DescribeConfigurationRecorderStatusCommand({}))).resolves.toMatchObject(
    {
      ConfigurationRecordersStatus: [{ name: 'default', recording: false }],
    },
  );
  expect(statusesOf(opened, await createVpc(opened))).toBeUndefined();
});

test('a recorder that is started again finds what came and what went', async () => {
  const opened = await openEndpoint();
  const gone = await createVpc(opened);
  await opened.config.send(new StopConfigurationRecorderCommand(name));
  const come = await createVpc(opened);
  await opened.ec2.send(new DeleteVpcCommand({ VpcId: gone }));
  await opened.config.send(new StartConfigurationRecorderCommand(name));
  await opened.sandbox.advance(RECORDED);
  expect(statusesOf(opened, come)).toEqual(['ResourceDiscovered']);
  expect(statusesOf(opened, gone)).toEqual(['ResourceDiscovered', 'ResourceDeleted']);
});

describe('a Region without a recorder', () => {
  const without = async (): Promise<OpenEndpoint> => {
    const opened = await openEndpoint();
    setRecorder(opened.sandbox.world, opened.sandbox.home, 'absent');
    return opened;
  };

  it('lists none, and no delivery channel', async () => {
    const { config } = await without();
    await expect(config.send(new DescribeConfigurationRecordersCommand({}))).resolves.toMatchObject({
      ConfigurationRecorders: [],
    });
    await expect(config.send(new DescribeConfigurationRecorderStatusCommand({}))).resolves.toMatchObject({
      ConfigurationRecordersStatus: [],
    });
    await expect(config.send(new DescribeDeliveryChannelsCommand({}))).resolves.toMatchObject({
      DeliveryChannels: [],
    });
  });

  it('refuses what asks for the recorder', async () => {
    const { config } = await without();
    const missing = { name: 'NoSuchConfigurationRecorderException' };
    await expect(config.send(new StartConfigurationRecorderCommand(name))).rejects.toMatchObject(missing);
    const named = new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames: ['default'] });
    await expect(config.send(named)).rejects.toMatchObject(missing);
    await expect(
      config.send(
        new GetResourceConfigHistoryCommand({ resourceType: 'AWS::EC2::VPC', resourceId: 'vpc-1' }),
      ),
    ).rejects.toMatchObject({ name: 'NoAvailableConfigurationRecorderException' });
  });

  it('takes no new rule', async () => {
    const { sandbox } = await without();
    const rule = { Type: 'AWS::Config::ConfigRule', Properties: {} };
    expect(() => sandbox.deploy(smallStack({ Rule: rule }))).toThrow(
      'Rule: NoAvailableConfigurationRecorderException',
    );
  });
});
