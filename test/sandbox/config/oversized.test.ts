import { GetResourceConfigHistoryCommand } from '@aws-sdk/client-config-service';
import { CreateSubnetCommand, DeleteVpcCommand } from '@aws-sdk/client-ec2';
import { recorded } from './recorded';

const NORMAL = 'ConfigurationItemChangeNotification';
const OVERSIZED = 'OversizedConfigurationItemChangeNotification';

describe('an item that is larger than Config delivers', () => {
  test('is told as a summary without its configuration, and history has it whole', async () => {
    const { addRule, told, advance, config, VpcId } = await recorded({
      messageTypes: [NORMAL, OVERSIZED],
      itemLimitBytes: 100,
    });
    addRule();
    await advance(10);
    const [event, ...others] = told();
    expect(others).toEqual([]);
    expect(event).toEqual({
      configurationItemSummary: {
        changeType: 'CREATE',
        configurationItemVersion: '1.3',
        configurationItemCaptureTime: '2027-01-04T08:01:00.000Z',
        configurationStateId: expect.any(String),
        awsAccountId: '111122223333',
        configurationItemStatus: 'ResourceDiscovered',
        resourceType: 'AWS::EC2::VPC',
        resourceId: VpcId,
        resourceName: null,
        ARN: `arn:aws:ec2:eu-central-1:111122223333:vpc/${VpcId}`,
        awsRegion: 'eu-central-1',
        availabilityZone: expect.any(String),
        configurationStateMd5Hash: expect.stringMatching(/^[0-9a-f]{32}$/),
        resourceCreationTime: null,
      },
      s3DeliverySummary: {
        s3BucketLocation: expect.stringContaining(`/OversizedChangeNotification/AWS::EC2::VPC/${VpcId}/`),
        errorCode: null,
        errorMessage: null,
      },
      notificationCreationTime: '2027-01-04T08:01:00.000Z',
      messageType: OVERSIZED,
      recordVersion: '1.0',
    });
    const { configurationItems: [item] = [] } = await config.send(
      new GetResourceConfigHistoryCommand({
        resourceType: 'AWS::EC2::VPC',
        resourceId: VpcId,
        laterTime: new Date(event.configurationItemSummary.configurationItemCaptureTime),
        limit: 1,
      }),
    );
    expect(JSON.parse(item?.configuration ?? '')).toMatchObject({ vpcId: VpcId });
  });

  test('is not told to a rule that asks for items of the usual size only', async () => {
    const { addRule, told, advance } = await recorded({ messageTypes: [NORMAL], itemLimitBytes: 100 });
    addRule();
    await advance(10);
    expect(told()).toEqual([]);
  });

  test('says what became of the resource', async () => {
    const { addRule, told, advance, ec2, VpcId } = await recorded({
      messageTypes: [NORMAL, OVERSIZED],
      itemLimitBytes: 100,
    });
    addRule();
    await advance(10);
    told();
    await ec2.send(new DeleteVpcCommand({ VpcId }));
    await advance(70);
    expect(told()).toMatchObject([
      { configurationItemSummary: { changeType: 'DELETE', configurationItemStatus: 'ResourceDeleted' } },
    ]);
  });

  test('is one whose notification exceeds what SNS takes, unless told otherwise', async () => {
    const { addRule, told, advance, ec2, sandbox, VpcId } = await recorded({
      messageTypes: [NORMAL, OVERSIZED],
    });
    addRule();
    await advance(10);
    expect(told().map(({ messageType }) => messageType)).toEqual([NORMAL]);
    const vpc = sandbox.home.vpcs.get(VpcId);
    if (vpc) vpc.tags = Object.fromEntries(Array.from({ length: 700 }, (_, n) => [`k${n}`, 'x'.repeat(128)]));
    await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
    await advance(70);
    expect(told().map(({ messageType }) => messageType)).toEqual([OVERSIZED]);
    expect(sandbox.world.itemLimitBytes).toBe(262_144);
  });
});
