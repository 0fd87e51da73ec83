import { inlineNames } from '../../cloudformation/deletion';
import type { LeftBehind, StackResource } from '../../cloudformation/stack';

/** What a person does about something that no stack holds any more. */
export interface Aftercare {
  readonly what: string;
  /** The setting by which another deployment takes it over. */
  readonly adopt?: string;
  readonly remove: string;
}

const arnOf = ({ created }: StackResource): string => (created.attributes['Arn'] ?? '').replace(/:\*$/, '');

const REMOVALS: Readonly<Record<string, (resource: StackResource) => string>> = {
  'AWS::Config::ConfigRule': ({ created }) =>
    `aws configservice delete-config-rule --config-rule-name ${created.ref}`,
  'AWS::Config::RemediationConfiguration': ({ properties }) =>
    `aws configservice delete-remediation-configuration --config-rule-name ${properties['ConfigRuleName']}`,
  'AWS::SSM::Document': ({ created }) => `aws ssm delete-document --name ${created.ref}`,
  'AWS::IAM::Role': (resource) =>
    [
      ...inlineNames(resource).map(
        (policy) => `aws iam delete-role-policy --role-name ${resource.created.ref} --policy-name ${policy}`,
      ),
      `aws iam delete-role --role-name ${resource.created.ref}`,
    ].join('; '),
  'AWS::Logs::LogGroup': ({ created }) => `aws logs delete-log-group --log-group-name ${created.ref}`,
  'AWS::S3::Bucket': ({ created }) =>
    `empty it, all versions too, then aws s3api delete-bucket --bucket ${created.ref}`,
  'AWS::S3::BucketPolicy': ({ created }) => `aws s3api delete-bucket-policy --bucket ${created.ref}`,
  'AWS::KMS::Key': ({ created }) => `aws kms schedule-key-deletion --key-id ${created.ref}`,
};

/** What serves flow logs, and the setting by which another deployment names it. */
const OF_FLOW_LOGS: Readonly<Record<string, { readonly what: string; readonly setting?: string }>> = {
  'AWS::S3::Bucket': { what: 'bucket of flow logs', setting: 'bucketArn' },
  'AWS::S3::BucketPolicy': { what: 'policy of that bucket, by which records are let in' },
  'AWS::Logs::LogGroup': { what: 'log group of flow logs', setting: 'logGroupArn' },
  'AWS::IAM::Role': { what: 'delivery role of flow logs', setting: 'deliveryRoleArn' },
  'AWS::KMS::Key': { what: 'key of flow logs', setting: 'kmsKeyArn' },
};

/** The log group that a function of the stack wrote to. */
const isFunctionLog = ({ created }: StackResource, inventory: ReadonlyMap<string, StackResource>): boolean =>
  [...inventory.values()].some(({ properties }) => {
    const logging = properties['LoggingConfig'] as { readonly LogGroup?: string } | undefined;
    return logging?.LogGroup === created.ref;
  });

/**
 * Whatever flow logs need goes after them: `flow-logs prune` and `aws ec2 delete-flow-logs` come first.
 *
 * @param inventory of the stack as it was
 */
export function aftercareOf(
  { resource, why }: LeftBehind,
  inventory: ReadonlyMap<string, StackResource>,
): Aftercare {
  const { Type: type } = resource.definition;
  const command = REMOVALS[type]?.(resource) ?? `delete ${type} ${resource.created.ref} by hand`;
  if (why === 'not deleted') return { what: `${type} that could not be deleted`, remove: command };
  if (isFunctionLog(resource, inventory)) return { what: "the function's own log", remove: command };
  const known = OF_FLOW_LOGS[type];
  if (!known) return { what: `${type} that is retained`, remove: command };
  return {
    what: known.what,
    ...(known.setting && { adopt: `"${known.setting}": "${arnOf(resource)}"` }),
    remove: `once no flow log needs it: ${command}`,
  };
}

/** One line of a transcript. */
export const printAftercare = ({ resource, why }: LeftBehind, { what, adopt, remove }: Aftercare): string =>
  [
    `left behind (${why}): ${resource.created.ref}, ${what}`,
    ...(adopt ? [`adopt: ${adopt}`] : []),
    `remove: ${remove}`,
  ].join('; ');
