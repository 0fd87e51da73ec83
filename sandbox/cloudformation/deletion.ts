import { arnParts } from '../arn';
import { isUnderway } from '../config/remediation-run';
import { deliveryStatus } from '../ec2/delivery';
import { USUAL_ASYNCHRONOUS_SETTINGS } from '../lambda/functions';
import type { RegionState, World } from '../world';
import { AssemblyError } from './assembly';
import type { StackResource } from './stack';

export interface Deletion {
  readonly world: World;
  readonly region: RegionState;
  readonly resource: StackResource;
}

/** The service does not let the resource go: its own code and words. */
export class DeletionRefused extends Error {
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = 'DeletionRefused';
  }
}

/** Days: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
const USUAL_KEY_WINDOW = 30;

/** Of each resource type. What somebody deleted before is gone, and nothing is wrong with that. */
export const DELETIONS: Readonly<Record<string, (deletion: Deletion) => void>> = {
  'AWS::IAM::Role': ({ world, region, resource }) => {
    const role = world.roleNamed(region.place.accountId, resource.created.ref);
    if (!role) return;
    // CloudFormation removes the policies that it wrote, and IAM keeps a role that has others:
    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
    const foreign = [...role.policies.keys()].filter((name) => !inlineNames(resource).includes(name));
    if (foreign.length > 0)
      throw new DeletionRefused('DeleteConflict', 'Cannot delete entity, must delete policies first.');
    world.removeRole(role.arn);
  },

  'AWS::IAM::Policy': ({ world, region, resource }) => {
    for (const name of textsIn(resource.properties['Roles']))
      world
        .roleNamed(region.place.accountId, name)
        ?.policies.delete(String(resource.properties['PolicyName']));
  },

  'AWS::IAM::ManagedPolicy': ({ world, resource }) => {
    if (world.boundedBy(resource.created.ref) > 0)
      throw new DeletionRefused('DeleteConflict', 'Cannot delete a policy attached to entities.');
    world.removeManagedPolicy(resource.created.ref);
  },

  // Of a key, CloudFormation schedules the deletion: until then, nothing can use it.
  'AWS::KMS::Key': ({ world, region, resource }) => {
    const key = region.keys.get(resource.created.ref);
    if (!key) return;
    const days = Number(resource.properties['PendingWindowInDays'] ?? USUAL_KEY_WINDOW);
    key.state = 'PendingDeletion';
    key.deletionDate = new Date(world.scheduler.now().getTime() + days * 86_400_000);
  },

  'AWS::Lambda::Function': ({ region, resource }) => {
    region.functions.delete(resource.created.ref);
  },

  'AWS::Lambda::Permission': ({ region, resource }) => {
    const target = functionOf(region, resource);
    if (!target?.policy) return;
    const statements = target.policy.statements.filter(({ sid }) => sid !== resource.created.ref);
    target.policy = { ...target.policy, statements };
  },

  'AWS::Lambda::EventInvokeConfig': ({ region, resource }) => {
    const target = functionOf(region, resource);
    if (target) target.asynchronous = USUAL_ASYNCHRONOUS_SETTINGS;
  },

  'AWS::Config::ConfigRule': ({ region, resource }) => {
    const { ref } = resource.created;
    // The words as users report them: https://github.com/rebuy-de/aws-nuke/pull/1001
    if (region.config.rules.get(ref)?.remediation)
      throw new DeletionRefused(
        'ResourceInUseException',
        `The rule ${ref} currently has a RemediationConfiguration. Please delete the RemediationConfiguration and try again.`,
      );
    region.config.rules.delete(ref);
  },

  'AWS::Config::RemediationConfiguration': ({ region, resource }) => {
    const rule = region.config.rules.get(String(resource.properties['ConfigRuleName']));
    if (!rule?.remediation) return;
    // https://docs.aws.amazon.com/config/latest/APIReference/API_DeleteRemediationConfiguration.html
    if ([...rule.remediations.values()].some(isUnderway))
      throw new DeletionRefused(
        'RemediationInProgressException',
        'Remediation action is in progress. You can either cancel execution in AWS Systems Manager or wait and try again later.',
      );
    rule.remediation = undefined;
  },

  'AWS::SSM::Document': ({ region, resource }) => {
    region.documents.delete(resource.created.ref);
  },

  'AWS::S3::Bucket': ({ world, region, resource }) => {
    const arn = resource.created.attributes['Arn'] ?? '';
    if (world.bucket(arn) && hasRecords(world, region, arn))
      throw new DeletionRefused('BucketNotEmpty', 'The bucket you tried to delete is not empty');
    world.removeBucket(arn);
  },

  'AWS::S3::BucketPolicy': ({ world, region, resource }) => {
    const bucket = world.bucket(`arn:${region.place.partition}:s3:::${resource.created.ref}`);
    if (bucket) bucket.policy = undefined;
  },

  'AWS::Logs::LogGroup': ({ region, resource }) => {
    region.logGroups.delete(resource.created.ref);
  },

  'AWS::SQS::Queue': ({ region, resource }) => {
    region.queues.delete(queueName(resource.created.ref));
  },

  'AWS::SQS::QueuePolicy': ({ region, resource }) => {
    for (const url of textsIn(resource.properties['Queues'])) {
      const queue = region.queues.get(queueName(url));
      if (queue) queue.policy = undefined;
    }
  },

  'AWS::CloudWatch::Alarm': () => undefined,
};

/** @throws DeletionRefused */
export function deleteResource(deletion: Deletion): void {
  const { logicalId, definition } = deletion.resource;
  const perform = DELETIONS[definition.Type];
  if (!perform) throw new AssemblyError(`${logicalId}: no deletion of ${definition.Type} is modelled`);
  perform(deletion);
}

/** Objects are not modelled: a bucket has some once a flow log has delivered to it. */
const hasRecords = (world: World, region: RegionState, bucketArn: string): boolean =>
  [...region.flowLogs.values()].some(
    (flowLog) =>
      `${flowLog.logDestination}/`.startsWith(`${bucketArn}/`) &&
      deliveryStatus(world, region, flowLog).DeliverLogsStatus === 'SUCCESS',
  );

export const functionOf = (region: RegionState, { properties }: StackResource) => {
  const given = String(properties['FunctionName']);
  const name = arnParts(given)?.resource.replace(/^function:/, '') ?? given;
  return region.functions.get(name);
};

/** Names of the policies that the template writes into a role. */
export const inlineNames = ({ properties }: StackResource): readonly string[] => {
  const policies = properties['Policies'];
  return Array.isArray(policies) ? policies.map((policy) => String(policy?.PolicyName)) : [];
};

export const queueName = (url: string): string => url.split('/').at(-1) ?? '';

export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
