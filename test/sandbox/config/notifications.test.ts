import {
  CreateFlowLogsCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
} from '@aws-sdk/client-ec2';
import type { Assumptions } from '../../../sandbox/assumptions';
import { deploy } from '../../../sandbox/cloudformation/deployment';
import { BUCKET, openEndpoint } from '../endpoint';
import { nodeFunction, role, smallStack } from '../small-stack';

const RECORDING = 60;

const RULE = {
  Role: role('lambda.amazonaws.com'),
  Function: nodeFunction(),
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Function' },
      Principal: 'config.amazonaws.com',
    },
  },
  Rule: {
    Type: 'AWS::Config::ConfigRule',
    DependsOn: 'Permission',
    Properties: {
      Scope: { ComplianceResourceTypes: ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'] },
      Source: {
        Owner: 'CUSTOM_LAMBDA',
        SourceIdentifier: { 'Fn::GetAtt': ['Function', 'Arn'] },
        SourceDetails: [{ EventSource: 'aws.config', MessageType: 'ConfigurationItemChangeNotification' }],
      },
    },
  },
};

/** An account with one VPC whose rule is told of changes; `told` empties itself with every reading. */
async function account(assumptions: Partial<Assumptions> = {}) {
  const opened = await openEndpoint({ assumptions, delays: { recording: RECORDING } });
  const { ec2, sandbox } = opened;
  const events: any[] = [];
  sandbox.world.connect({
    awsApi: sandbox.world.awsApi,
    functionHost: {
      kill: () => undefined,
      invoke: (_target, event: any) => {
        events.push(JSON.parse(event.invokingEvent));
        return Promise.resolve({ payload: 'null', functionError: undefined, logLines: [] });
      },
    },
  });
  const addRule = () =>
    void deploy(sandbox.world, sandbox.home, smallStack(RULE, new Map([['code.zip', '.']])));
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const recorded = async () => {
    await sandbox.advance(RECORDING + 5);
    return events.splice(0);
  };
  const subnet = async (CidrBlock = '10.0.1.0/24'): Promise<string> => {
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }));
    return Subnet?.SubnetId ?? '';
  };
  return { ...opened, VpcId, addRule, recorded, subnet };
}

const diffs = (events: readonly any[]) => events.map(({ configurationItemDiff }) => configurationItemDiff);

const contains = (type: string, resourceId: string | undefined) => ({
  resourceId,
  resourceName: null,
  resourceType: `AWS::EC2::${type}`,
  name: `Contains ${type}`,
});

const created = (value: object) => ({ previousValue: null, updatedValue: value, changeType: 'CREATE' });
const deleted = (value: object) => ({ previousValue: value, updatedValue: null, changeType: 'DELETE' });

describe('a rule is told', () => {
  test('of a new VPC, that it is new', async () => {
    const { addRule, recorded } = await account();
    addRule();
    const [event, ...others] = await recorded();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      messageType: 'ConfigurationItemChangeNotification',
      configurationItemDiff: { changeType: 'CREATE', changedProperties: {} },
      configurationItem: { configurationItemStatus: 'ResourceDiscovered', relationships: [] },
    });
  });

  test('of a subnet that comes and goes, as relationships of its VPC and nothing else', async () => {
    const { ec2, addRule, recorded, subnet } = await account();
    addRule();
    await recorded();
    const SubnetId = await subnet();
    const relationship = contains('Subnet', SubnetId);
    const [came] = await recorded();
    expect(came.configurationItem).toMatchObject({
      resourceType: 'AWS::EC2::VPC',
      configurationItemStatus: 'OK',
      relationships: [relationship],
    });
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    const [went, ...others] = await recorded();
    expect(others).toEqual([]);
    expect(went.configurationItem.relationships).toEqual([]);
    expect(diffs([came, went])).toEqual([
      { changeType: 'UPDATE', changedProperties: { 'Relationships.0': created(relationship) } },
      { changeType: 'UPDATE', changedProperties: { 'Relationships.0': deleted(relationship) } },
    ]);
  });

  test('of an interface that comes and goes, as relationships of its VPC and nothing else', async () => {
    const { ec2, addRule, recorded, subnet } = await account();
    addRule();
    const SubnetId = await subnet();
    await recorded();
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }));
    const { NetworkInterfaceId } = NetworkInterface ?? {};
    const relationship = contains('NetworkInterface', NetworkInterfaceId);
    const [came] = await recorded();
    expect(came.configurationItem.relationships).toEqual([relationship, contains('Subnet', SubnetId)]);
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
    expect(diffs([came, ...(await recorded())])).toEqual([
      { changeType: 'UPDATE', changedProperties: { 'Relationships.0': created(relationship) } },
      { changeType: 'UPDATE', changedProperties: { 'Relationships.0': deleted(relationship) } },
    ]);
  });

  test('nothing of one VPC when a subnet comes to another', async () => {
    const { ec2, VpcId, addRule, recorded, subnet } = await account();
    addRule();
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    await recorded();
    const SubnetId = await subnet();
    await ec2.send(
      new CreateTagsCommand({ Resources: [Vpc?.VpcId ?? ''], Tags: [{ Key: 'a', Value: 'b' }] }),
    );
    const items = (await recorded()).map(({ configurationItem }) => configurationItem);
    expect(items.map(({ resourceId, relationships }) => [resourceId, relationships])).toEqual([
      [VpcId, [contains('Subnet', SubnetId)]],
      [Vpc?.VpcId, []],
    ]);
  });

  test('of a tag that is set and removed, as a change of the configuration', async () => {
    const { ec2, VpcId, addRule, recorded } = await account();
    addRule();
    await recorded();
    const tag = { Key: 'exempt-until', Value: '2027-02-01' };
    await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: [tag] }));
    const [set] = await recorded();
    expect(set.configurationItem.tags).toEqual({ 'exempt-until': '2027-02-01' });
    await ec2.send(new DeleteTagsCommand({ Resources: [VpcId], Tags: [{ Key: tag.Key }] }));
    const [removed] = await recorded();
    expect(removed.configurationItem.tags).toEqual({});
    const stored = { key: tag.Key, value: tag.Value };
    expect(diffs([set, removed])).toEqual([
      { changeType: 'UPDATE', changedProperties: { 'Configuration.Tags.0': created(stored) } },
      { changeType: 'UPDATE', changedProperties: { 'Configuration.Tags.0': deleted(stored) } },
    ]);
  });

  test('once of what changed before Config looked, and not of what came and went meanwhile', async () => {
    const { ec2, VpcId, addRule, recorded, subnet } = await account();
    addRule();
    await recorded();
    await ec2.send(new DeleteSubnetCommand({ SubnetId: await subnet() }));
    expect(await recorded()).toEqual([]);
    const id = await subnet();
    await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: [{ Key: 'a', Value: 'b' }] }));
    expect(diffs(await recorded())).toEqual([
      {
        changeType: 'UPDATE',
        changedProperties: {
          'Relationships.0': created(contains('Subnet', id)),
          'Configuration.Tags.0': created({ key: 'a', value: 'b' }),
        },
      },
    ]);
  });

  test('of the deletion of a VPC and of a flow log, with what they were', async () => {
    const { ec2, VpcId, addRule, recorded } = await account();
    addRule();
    const { FlowLogIds = [] } = await ec2.send(
      new CreateFlowLogsCommand({
        ResourceType: 'VPC',
        ResourceIds: [VpcId],
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: BUCKET,
      }),
    );
    await recorded();
    await ec2.send(new DeleteFlowLogsCommand({ FlowLogIds }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));
    const events = await recorded();
    expect(events.map(({ configurationItem }) => configurationItem.resourceType)).toEqual([
      'AWS::EC2::FlowLog',
      'AWS::EC2::VPC',
    ]);
    expect(diffs(events)).toEqual([
      {
        changeType: 'DELETE',
        changedProperties: { Configuration: deleted(expect.objectContaining({ resourceId: VpcId })) },
      },
      {
        changeType: 'DELETE',
        changedProperties: { Configuration: deleted(expect.objectContaining({ vpcId: VpcId })) },
      },
    ]);
  });

  test('nothing of a subnet whose VPC is gone when Config looks, but of the deletion', async () => {
    const { ec2, VpcId, addRule, recorded, subnet } = await account();
    addRule();
    const SubnetId = await subnet();
    await recorded();
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));
    expect(await recorded()).toMatchObject([{ configurationItemDiff: { changeType: 'DELETE' } }]);
  });
});

describe('an item that is handed over again, to a new rule,', () => {
  test.each([
    [false, null],
    [
      true,
      {
        changeType: 'UPDATE',
        changedProperties: { 'Relationships.0': expect.objectContaining({ changeType: 'CREATE' }) },
      },
    ],
  ])(
    'carries the diff of when it was recorded, if reevaluationCarriesDiff is %s',
    async (reevaluationCarriesDiff, diff) => {
      const { addRule, recorded, subnet, sandbox } = await account({ reevaluationCarriesDiff });
      await sandbox.advance(RECORDING);
      await subnet();
      await sandbox.advance(3600);
      addRule();
      const events = await recorded();
      expect(diffs(events)).toEqual([diff]);
      expect(events[0].configurationItem.relationships).toHaveLength(1);
    },
  );

  test('carries that the VPC is new, if diffs are carried and nothing happened since', async () => {
    const { addRule, recorded, sandbox } = await account({ reevaluationCarriesDiff: true });
    await sandbox.advance(RECORDING);
    addRule();
    expect(diffs(await recorded())).toEqual([{ changeType: 'CREATE', changedProperties: {} }]);
  });
});

describe('without diffNamesRelationships', () => {
  test.each([false, true])('no event says what changed, with reevaluationCarriesDiff %s', async (carries) => {
    const assumptions = { diffNamesRelationships: false, reevaluationCarriesDiff: carries };
    const { ec2, VpcId, addRule, recorded, subnet } = await account(assumptions);
    await recorded();
    addRule();
    await subnet();
    await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: [{ Key: 'a', Value: 'b' }] }));
    const events = await recorded();
    expect(diffs(events)).toEqual([null, null]);
    expect(events[1].configurationItem).toMatchObject({ tags: { a: 'b' }, configurationItemStatus: 'OK' });
  });
});
