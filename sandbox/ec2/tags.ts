import { type Input, type OperationRequest, structuresOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';

type Tags = Readonly<Record<string, string>>;

/** Of one resource, and their lengths: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions */
const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** The tags that a creating call asks for, for the one resource type that it creates. */
export function requestedTags(input: Input, resourceType: string): Tags {
  const tags: Record<string, string> = {};
  for (const specification of structuresOf(input, 'TagSpecifications')) {
    const type = textOf(specification, 'ResourceType');
    if (type !== resourceType)
      throw new ApiError(
        'InvalidParameterValue',
        `'${type}' is not a valid taggable resource type for this operation.`,
      );
    for (const tag of structuresOf(specification, 'Tags')) {
      const key = userKey(tag);
      if (Object.hasOwn(tags, key))
        throw new ApiError('InvalidParameterValue', `Duplicate tag key '${key}' specified.`);
      tags[key] = userValue(tag);
    }
  }
  refuseTooManyTags(tags);
  return tags;
}

/** The key of a user's tag: neither empty nor of AWS's own. */
export function userKey(tag: Input): string {
  const key = textOf(tag, 'Key') ?? '';
  if (key === '' || key.startsWith('aws:'))
    throw new ApiError(
      'InvalidTagKey.Malformed',
      `The tag key '${key}' is not valid: it is empty or starts with aws:`,
    );
  if (key.length > LONGEST_KEY) throw tooLong('key', LONGEST_KEY);
  return key;
}

export function userValue(tag: Input): string {
  const value = textOf(tag, 'Value') ?? '';
  if (value.length > LONGEST_VALUE) throw tooLong('value', LONGEST_VALUE);
  return value;
}

const tooLong = (part: 'key' | 'value', most: number): ApiError =>
  new ApiError('InvalidParameterValue', `Tag ${part} exceeds the maximum length of ${most} characters`);

export function refuseTooManyTags(tags: Tags): void {
  if (Object.keys(tags).length > MOST_TAGS)
    throw new ApiError('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
}

export const tagList = (tags: Tags): readonly Record<string, string>[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/**
 * Of a VPC or subnet, where EC2 leaves the element out when there is no tag: example 1 of
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html
 */
export const listedTags = (tags: Tags): { readonly Tags?: readonly Record<string, string>[] } =>
  Object.keys(tags).length > 0 ? { Tags: tagList(tags) } : {};

/** Condition keys of a request that tags. */
export function tagContext(tags: Tags): Record<string, string | readonly string[]> {
  const keys = Object.keys(tags);
  if (keys.length === 0) return {};
  const requestTags = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]);
  return { ...Object.fromEntries(requestTags), 'aws:TagKeys': keys };
}

/**
 * Whoever tags what it creates needs CreateTags as well:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html
 */
export function authorizeTagging(
  request: OperationRequest,
  createAction: string,
  resource: string,
  tags: Tags,
): void {
  if (Object.keys(tags).length > 0)
    request.authorize('ec2:CreateTags', resource, { ...tagContext(tags), 'ec2:CreateAction': createAction });
}
