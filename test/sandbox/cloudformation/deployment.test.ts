import { deploy } from '../../../sandbox/cloudformation/deployment';
import { World } from '../../../sandbox/world';
import { role, smallStack } from '../small-stack';

const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };

function deployed(resources: Parameters<typeof smallStack>[0]) {
  const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
  return [...deploy(world, world.region(PLACE), smallStack(resources)).resources.keys()];
}

const queue = (others: object = {}) => ({ Type: 'AWS::SQS::Queue', ...others });

describe('a deployment', () => {
  test('creates what is referred to first, and else as the template lists it', () => {
    const resources = {
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'Second' }],
          PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' }] },
        },
      },
      First: queue(),
      Second: queue(),
    };
    expect(deployed(resources)).toEqual(['Second', 'Policy', 'First']);
  });

  test.each([['Second'], [['Second']]])('minds DependsOn %j', (DependsOn) => {
    expect(deployed({ First: queue({ DependsOn }), Second: queue() })).toEqual(['Second', 'First']);
  });

  test('refuses a circle, naming who is in it', () => {
    const resources = {
      First: queue({ Properties: { QueueName: { Ref: 'Second' } } }),
      Second: queue({ DependsOn: 'Third' }),
      Third: queue({ Properties: { QueueName: { 'Fn::GetAtt': ['First', 'Arn'] } } }),
    };
    expect(() => deployed(resources)).toThrow(
      'circular dependency between resources: First, Second, Third, First',
    );
  });

  test('refuses a dependency that the template does not describe', () => {
    expect(() => deployed({ First: queue({ DependsOn: 'Nobody' }) })).toThrow(
      'First depends on Nobody, which the template does not describe',
    );
  });

  test.each([
    ['queue', 'AWS::SQS::Queue', { QueueName: 'taken' }],
    ['log group', 'AWS::Logs::LogGroup', { LogGroupName: 'taken' }],
    ['bucket', 'AWS::S3::Bucket', { BucketName: 'taken' }],
    ['role', 'AWS::IAM::Role', { ...role('lambda.amazonaws.com').Properties, RoleName: 'taken' }],
  ])('refuses a second %s of one name', (_, Type, Properties) => {
    expect(() => deployed({ First: { Type, Properties }, Second: { Type, Properties } })).toThrow(
      /taken already exists/,
    );
  });

  test('gives a role the policies that name it', () => {
    const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
    const PolicyDocument = { Statement: { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' } };
    const { Properties } = role('lambda.amazonaws.com');
    const policy = { PolicyName: 'Send', PolicyDocument, Roles: [{ Ref: 'Role' }] };
    const { resources } = deploy(
      world,
      world.region(PLACE),
      smallStack({
        Role: { Type: 'AWS::IAM::Role', Properties: { ...Properties, Path: '/team/' } },
        Policy: { Type: 'AWS::IAM::Policy', Properties: policy },
      }),
    );
    const arn = resources.get('Role')?.attributes['Arn'] ?? '';
    expect(arn).toContain(':role/team/Small-Role-');
    expect([...(world.role(arn)?.policies.keys() ?? [])]).toEqual(['Send']);
  });
});
