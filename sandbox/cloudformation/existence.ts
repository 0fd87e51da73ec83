import type { RegionState, World } from '../world';
import { functionOf, queueName } from './deletion';
import type { StackResource } from './stack';

/** Whether the world holds what a stack made, whoever it belongs to by now. */
export const EXISTENCE: Readonly<
  Record<string, (world: World, region: RegionState, resource: StackResource) => boolean>
> = {
  'AWS::IAM::Role': (world, { place }, { created }) =>
    world.roleNamed(place.accountId, created.ref) !== undefined,
  'AWS::IAM::Policy': (world, { place }, { properties }) =>
    [properties['Roles']]
      .flat()
      .some((name) =>
        world.roleNamed(place.accountId, String(name))?.policies.has(String(properties['PolicyName'])),
      ),
  'AWS::IAM::ManagedPolicy': (world, _, { created }) => world.managedPolicy(created.ref) !== undefined,
  'AWS::KMS::Key': (_, { keys }, { created }) => keys.get(created.ref)?.state === 'Enabled',
  'AWS::Lambda::Function': (_, { functions }, { created }) => functions.has(created.ref),
  'AWS::Lambda::Permission': (_, region, resource) =>
    functionOf(region, resource)?.policy?.statements.some(({ sid }) => sid === resource.created.ref) ?? false,
  'AWS::Lambda::EventInvokeConfig': (_, region, resource) =>
    functionOf(region, resource)?.asynchronous.onFailureArn !== undefined,
  'AWS::Config::ConfigRule': (_, { config }, { created }) => config.rules.has(created.ref),
  'AWS::Config::RemediationConfiguration': (_, { config }, { properties }) =>
    config.rules.get(String(properties['ConfigRuleName']))?.remediation !== undefined,
  'AWS::SSM::Document': (_, { documents }, { created }) => documents.has(created.ref),
  'AWS::S3::Bucket': (world, _, { created }) => world.bucket(created.attributes['Arn'] ?? '') !== undefined,
  'AWS::S3::BucketPolicy': (world, { place }, { created }) =>
    world.bucket(`arn:${place.partition}:s3:::${created.ref}`)?.policy !== undefined,
  'AWS::Logs::LogGroup': (_, { logGroups }, { created }) => logGroups.has(created.ref),
  'AWS::SQS::Queue': (_, { queues }, { created }) => queues.has(queueName(created.ref)),
  'AWS::SQS::QueuePolicy': (_, { queues }, { properties }) =>
    [properties['Queues']].flat().some((url) => queues.get(queueName(String(url)))?.policy !== undefined),
  // Alarms are created and never looked at.
  'AWS::CloudWatch::Alarm': () => false,
};

export const exists = (world: World, region: RegionState, resource: StackResource): boolean =>
  EXISTENCE[resource.definition.Type]?.(world, region, resource) ?? true;
