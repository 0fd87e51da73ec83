import type { AssemblyStack, Template } from '../../../sandbox/cloudformation/assembly';
import { Sandbox } from '../../../sandbox/sandbox';
import {
  deployToExisting,
  pasteStatements,
  prepareDestinations,
} from '../../../sandbox/scenarios/existing-destinations';
import { namedResources } from '../../../sandbox/scenarios/named-resources';

const START = new Date('2027-01-04T08:00:00Z');
const HERE = 'eu-central-1:111122223333';
const GROUP = `arn:aws:logs:${HERE}:log-group:/vpc/flow-logs`;
const STREAM = `arn:aws:firehose:${HERE}:deliverystream/flow-logs`;
const ROLE = 'arn:aws:iam::111122223333:role/team/delivery';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/org/boundary';
const KEY = `arn:aws:kms:${HERE}:key/0a1b2c3d`;

const open: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
});

async function account(): Promise<Sandbox> {
  const sandbox = await Sandbox.start({ start: START });
  open.push(sandbox);
  return sandbox;
}

const documentTo = (input: object) => ({
  Type: 'AWS::SSM::Document',
  Properties: {
    Name: 'document',
    DocumentType: 'Automation',
    Content: { mainSteps: [{ inputs: { Service: 'ec2', Api: 'CreateFlowLogs', ...input } }] },
  },
});

const stackOf = (
  Resources: Template['Resources'],
  Outputs: Readonly<Record<string, { readonly Value: unknown; readonly Description?: string }>> = {},
): AssemblyStack => ({ stackName: 'Small', template: { Resources, Outputs }, assetFolders: new Map() });

const lettingLogsIn = (Action: string): string =>
  JSON.stringify([
    { Effect: 'Allow', Principal: { Service: 'logs.eu-central-1.amazonaws.com' }, Action, Resource: '*' },
  ]);

describe('what a stack names and does not make', () => {
  const place = { partition: 'aws', region: 'eu-central-1', accountId: '111122223333' };

  test('is read from its template, each thing once', () => {
    const stack = stackOf({
      One: documentTo({ LogDestination: GROUP, DeliverLogsPermissionArn: ROLE }),
      Two: documentTo({ LogDestination: GROUP, DeliverLogsPermissionArn: ROLE }),
      Three: documentTo({
        LogDestination: {
          'Fn::Join': [
            '',
            ['arn:aws:firehose:', { Ref: 'AWS::Region' }, ':111122223333:deliverystream/flow-logs'],
          ],
        },
      }),
      Group: { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: KEY } },
      Role: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: BOUNDARY } },
    });
    expect(namedResources(stack, place)).toEqual({
      ...{ logGroups: [GROUP], streams: [STREAM], deliveryRoles: [ROLE] },
      ...{ keys: [KEY], boundaries: [BOUNDARY] },
    });
  });

  test('is nothing that the stack makes itself', () => {
    const stack = stackOf({
      One: documentTo({
        LogDestination: { 'Fn::GetAtt': ['Group', 'Arn'] },
        DeliverLogsPermissionArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      }),
      Role: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: { Ref: 'Policy' } } },
      Group: { Type: 'AWS::Logs::LogGroup' },
    });
    expect(Object.values(namedResources(stack, place)).flat()).toEqual([]);
  });
});

describe('an account is prepared for a stack', () => {
  test('with the group, the stream that is ACTIVE, the boundary, and a role that nobody can take yet', async () => {
    const sandbox = await account();
    const stack = stackOf({
      One: documentTo({ LogDestination: GROUP, DeliverLogsPermissionArn: ROLE }),
      Two: documentTo({ LogDestination: STREAM }),
      Role: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: BOUNDARY } },
    });
    await prepareDestinations(sandbox, stack);
    await prepareDestinations(sandbox, stack);
    const { world, home } = sandbox;
    expect([...home.logGroups.keys()]).toEqual(['/vpc/flow-logs']);
    expect([...home.streams.values()].map(({ arn, status }) => [arn, status])).toEqual([[STREAM, 'ACTIVE']]);
    expect(world.managedPolicy(BOUNDARY)?.name).toBe('boundary');
    expect(world.role(ROLE)?.trust.statements.map(({ effect }) => effect)).toEqual(['Deny']);
  });

  const withKey = (outputs: Parameters<typeof stackOf>[1]) =>
    stackOf({ Group: { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: KEY } } }, outputs);
  const described = 'Paste this statement into the policy of the key 0a1b2c3d before';

  test('with a key whose policy holds what the stack puts out before it is deployed', async () => {
    const sandbox = await account();
    const Value = lettingLogsIn('kms:*');
    await deployToExisting(sandbox, withKey({ KeyStatementsOne: { Value, Description: described } }));
    expect(sandbox.home.logGroups.size).toBe(1);
  });

  test.each<[string, Parameters<typeof stackOf>[1]]>([
    ['without such an output', {}],
    [
      'with one that does not let it in',
      { KeyStatementsOne: { Value: lettingLogsIn('kms:Decrypt'), Description: described } },
    ],
    [
      'with one of another key',
      { KeyStatementsOne: { Value: lettingLogsIn('kms:*'), Description: 'of the key other' } },
    ],
  ])('and the deployment fails %s', async (_, outputs) => {
    const sandbox = await account();
    await expect(deployToExisting(sandbox, withKey(outputs))).rejects.toThrow(/specified KMS key/);
  });

  test('and the role is opened by what the stack puts out', async () => {
    const sandbox = await account();
    const trust = {
      Effect: 'Allow',
      Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    const write = { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: `${GROUP}:*` };
    const stack = stackOf(
      { Queue: { Type: 'AWS::SQS::Queue' } },
      {
        DeliveryRoleTrustOne: { Value: JSON.stringify([trust]), Description: 'of the role delivery needs' },
        DeliveryRolePolicyOne: { Value: JSON.stringify([write]), Description: 'of the role delivery needs' },
      },
    );
    const naming = stackOf({ One: documentTo({ LogDestination: GROUP, DeliverLogsPermissionArn: ROLE }) });
    await prepareDestinations(sandbox, naming);
    const both = { ...stack, template: { ...stack.template, Resources: naming.template.Resources } };
    await pasteStatements(sandbox, both, sandbox.deploy(stack));
    const role = sandbox.world.role(ROLE);
    expect(role?.trust.statements.map(({ effect }) => effect)).toEqual(['Allow']);
    expect([...(role?.policies.keys() ?? [])]).toEqual(['pasted']);
  });
});
