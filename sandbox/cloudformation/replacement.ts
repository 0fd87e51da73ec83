import { AssemblyError } from './assembly';
import type { StackResource } from './stack';

type Properties = Readonly<Record<string, unknown>>;

export interface ReplacementRule {
  /** Properties that say `Update requires: Replacement` in the CloudFormation template reference. */
  readonly replacedBy: readonly string[];
  /** The property by which the template can name the resource. */
  readonly name?: string;
  /** Properties that replace it unless the resource itself says otherwise. */
  readonly mayReplace?: {
    readonly properties: readonly string[];
    readonly unless: (to: Properties) => boolean;
  };
}

/**
 * By resource type, from the pages `aws-resource-*` of
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/. A test compares it with the resource schemas.
 */
export const REPLACEMENT: Readonly<Record<string, ReplacementRule>> = {
  'AWS::IAM::Role': { replacedBy: ['Path', 'RoleName'], name: 'RoleName' },
  'AWS::IAM::Policy': { replacedBy: [] },
  'AWS::IAM::ManagedPolicy': {
    replacedBy: ['ManagedPolicyName', 'Path', 'Description'],
    name: 'ManagedPolicyName',
  },
  'AWS::KMS::Key': { replacedBy: [] },
  'AWS::Lambda::Function': {
    replacedBy: ['FunctionName', 'PackageType', 'TenancyConfig'],
    name: 'FunctionName',
  },
  'AWS::Lambda::Permission': {
    replacedBy: [
      ...['FunctionName', 'Action', 'Principal', 'SourceAccount', 'SourceArn', 'PrincipalOrgID'],
      ...['EventSourceToken', 'FunctionUrlAuthType', 'InvokedViaFunctionUrl'],
    ],
  },
  'AWS::Lambda::EventInvokeConfig': { replacedBy: ['FunctionName', 'Qualifier'] },
  'AWS::Config::ConfigRule': { replacedBy: ['ConfigRuleName'], name: 'ConfigRuleName' },
  'AWS::Config::RemediationConfiguration': { replacedBy: ['ConfigRuleName'] },
  'AWS::SSM::Document': {
    replacedBy: ['Name', 'DocumentType'],
    name: 'Name',
    mayReplace: {
      properties: ['Content', 'DocumentFormat', 'TargetType', 'VersionName', 'Requires', 'Attachments'],
      unless: (to) => to['UpdateMethod'] === 'NewVersion',
    },
  },
  'AWS::S3::Bucket': {
    replacedBy: ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'],
    name: 'BucketName',
  },
  'AWS::S3::BucketPolicy': { replacedBy: ['Bucket'] },
  'AWS::Logs::LogGroup': { replacedBy: ['LogGroupName'], name: 'LogGroupName' },
  'AWS::SQS::Queue': { replacedBy: ['QueueName', 'FifoQueue'], name: 'QueueName' },
  'AWS::SQS::QueuePolicy': { replacedBy: [] },
  'AWS::CloudWatch::Alarm': { replacedBy: ['AlarmName'], name: 'AlarmName' },
};

/** Whether CloudFormation makes another resource of it, and refuses to where the template names it. */
export function needsReplacement(previous: StackResource, to: Properties): boolean {
  const { logicalId, definition, properties: from } = previous;
  const rule = REPLACEMENT[definition.Type];
  if (!rule) throw new AssemblyError(`${logicalId}: no update of ${definition.Type} is modelled`);
  const { replacedBy, name, mayReplace } = rule;
  const conditional = mayReplace && !mayReplace.unless(to) ? mayReplace.properties : [];
  const isReplaced = [...replacedBy, ...conditional].some(
    (property) => !isSame(from[property], to[property]),
  );
  if (isReplaced && name && to[name] !== undefined && isSame(from[name], to[name]))
    throw new AssemblyError(
      `${logicalId}: CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${to[name]} and update the stack again.`,
    );
  return isReplaced;
}

/** Resolved properties are JSON, in the order of the template: the order of members says nothing. */
export const isSame = (one: unknown, other: unknown): boolean => sortedJson(one) === sortedJson(other);

const sortedJson = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)))
      : each,
  );
