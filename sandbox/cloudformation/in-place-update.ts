import { AssemblyError } from './assembly';
import { ruleSettings } from './config-resources';
import { inlineNames, queueName, textsIn } from './deletion';
import type { CreatedResource } from './intrinsics';
import type { Creation } from './resource-type';
import { RESOURCE_TYPES } from './resource-types';
import type { StackResource } from './stack';

export interface InPlaceUpdate {
  /** The new properties, under the physical name that the resource has. */
  readonly creation: Creation;
  readonly previous: StackResource;
  /** Makes the resource anew; where that fails, the caller puts back what it took away. */
  readonly create: () => CreatedResource;
}

/**
 * How a resource of each type takes new properties that do not replace it. Most are made anew under their own name, and
 * given back what is no property: a role's other policies, a bucket's policy, what was logged.
 */
export const IN_PLACE_UPDATES: Readonly<Record<string, (update: InPlaceUpdate) => void>> = {
  'AWS::IAM::Role': ({ creation: { world, region }, previous, create }) => {
    const role = world.roleNamed(region.place.accountId, previous.created.ref);
    if (!role) throw gone(previous);
    swap(
      () => world.removeRole(role.arn),
      create,
      () => world.addRole(role),
    );
    const updated = world.role(role.arn);
    if (!updated) throw gone(previous);
    for (const [name, policy] of role.policies)
      if (!inlineNames(previous).includes(name)) updated.policies.set(name, policy);
    world.addRole({ ...updated, ...(role.createdAt && { createdAt: role.createdAt }) });
  },

  'AWS::IAM::Policy': ({ creation: { world, region }, previous, create }) => {
    const name = String(previous.properties['PolicyName']);
    const held = textsIn(previous.properties['Roles']).flatMap((roleName) => {
      const policies = world.roleNamed(region.place.accountId, roleName)?.policies;
      const document = policies?.get(name);
      return policies && document ? [{ policies, document }] : [];
    });
    swap(
      () => {
        for (const { policies } of held) policies.delete(name);
      },
      create,
      () => {
        for (const { policies, document } of held) policies.set(name, document);
      },
    );
  },

  'AWS::IAM::ManagedPolicy': ({ creation: { world }, previous, create }) => {
    const policy = world.managedPolicy(previous.created.ref);
    if (!policy) throw gone(previous);
    swap(
      () => world.removeManagedPolicy(policy.arn),
      create,
      () => world.addManagedPolicy(policy),
    );
  },

  'AWS::KMS::Key': ({ creation: { region }, previous, create }) => {
    const key = region.keys.get(previous.created.ref);
    if (!key) throw gone(previous);
    const { ref } = create();
    const { policy, state, description } = region.keys.get(ref) ?? key;
    region.keys.delete(ref);
    Object.assign(key, { policy, state, description });
  },

  'AWS::Lambda::Function': ({ creation: { region }, previous, create }) => {
    const target = region.functions.get(previous.created.ref);
    if (!target) throw gone(previous);
    const { policy, asynchronous } = target;
    swap(
      () => region.functions.delete(target.name),
      create,
      () => region.functions.set(target.name, target),
    );
    // An event that is to be retried meets the function as it is by then.
    Object.assign(target, region.functions.get(target.name), { policy, asynchronous });
    region.functions.set(target.name, target);
  },

  'AWS::Lambda::EventInvokeConfig': ({ create }) => void create(),

  'AWS::Config::ConfigRule': ({ creation, previous }) => {
    const rule = creation.region.config.rules.get(previous.created.ref);
    if (!rule) throw gone(previous);
    creation.properties.withoutEffect('ConfigRuleName');
    Object.assign(rule, ruleSettings(creation));
  },

  'AWS::Config::RemediationConfiguration': ({ creation: { region }, previous, create }) => {
    const rule = region.config.rules.get(String(previous.properties['ConfigRuleName']));
    const known = rule?.remediation;
    if (!rule || !known) throw gone(previous);
    swap(
      () => {
        rule.remediation = undefined;
      },
      create,
      () => {
        rule.remediation = known;
      },
    );
  },

  // A new version that becomes the default. Executions go on by the version that they began with:
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-document.html
  'AWS::SSM::Document': ({ creation: { region }, previous, create }) => {
    const document = region.documents.get(previous.created.ref);
    if (!document) throw gone(previous);
    swap(
      () => region.documents.delete(document.name),
      create,
      () => region.documents.set(document.name, document),
    );
  },

  'AWS::S3::Bucket': ({ creation: { world }, previous, create }) => {
    const bucket = world.bucket(previous.created.attributes['Arn'] ?? '');
    if (!bucket) throw gone(previous);
    swap(
      () => world.removeBucket(bucket.arn),
      create,
      () => world.addBucket(bucket),
    );
    const updated = world.bucket(bucket.arn);
    if (!updated) throw gone(previous);
    world.addBucket({
      ...updated,
      policy: bucket.policy,
      ...(bucket.createdAt && { createdAt: bucket.createdAt }),
    });
  },

  'AWS::S3::BucketPolicy': ({ create }) => void create(),

  'AWS::Logs::LogGroup': ({ creation: { region }, previous, create }) => {
    const group = region.logGroups.get(previous.created.ref);
    if (!group) throw gone(previous);
    swap(
      () => region.logGroups.delete(group.name),
      create,
      () => region.logGroups.set(group.name, group),
    );
    const { streams, events, createdAt } = group;
    Object.assign(group, region.logGroups.get(group.name), { streams, events, createdAt });
    region.logGroups.set(group.name, group);
  },

  'AWS::SQS::Queue': ({ creation: { region }, previous, create }) => {
    const queue = region.queues.get(queueName(previous.created.ref));
    if (!queue) throw gone(previous);
    swap(
      () => region.queues.delete(queue.name),
      create,
      () => region.queues.set(queue.name, queue),
    );
    region.queues.set(queue.name, queue);
  },

  'AWS::SQS::QueuePolicy': ({ creation: { region }, previous, create }) => {
    for (const url of textsIn(previous.properties['Queues'])) {
      const queue = region.queues.get(queueName(url));
      if (queue) queue.policy = undefined;
    }
    create();
  },

  'AWS::CloudWatch::Alarm': ({ create }) => void create(),
};

/** Of these, every property replaces. */
export const NEVER_IN_PLACE: readonly string[] = ['AWS::Lambda::Permission'];

export function updateInPlace(creation: Creation, previous: StackResource): void {
  const { logicalId, definition } = previous;
  const perform = IN_PLACE_UPDATES[definition.Type];
  const type = RESOURCE_TYPES[definition.Type];
  if (!perform || !type) throw new AssemblyError(`${logicalId}: no update of ${definition.Type} is modelled`);
  perform({ creation, previous, create: () => type(creation) });
  creation.properties.refuseUnread();
}

function swap(takeAway: () => void, create: () => void, putBack: () => void): void {
  takeAway();
  try {
    create();
  } catch (error) {
    putBack();
    throw error;
  }
}

const gone = ({ created, definition }: StackResource): AssemblyError =>
  new AssemblyError(`${definition.Type} ${created.ref} does not exist`);
