import { type Input, type OperationRequest, structuresOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';

type Tags = Readonly<Record<string, string>>;

/** The tags that a creating call asks for, for the one resource type that it creates. */
export function requestedTags(input: Input, resourceType: string): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const specification of structuresOf(input, 'TagSpecifications')) {
    const type = textOf(specification, 'ResourceType');
    if (type !== resourceType)
      throw new ApiError(
        'InvalidParameterValue',
        `'${type}' is not a valid taggable resource type for this operation.`,
      );
    for (const tag of structuresOf(specification, 'Tags'))
      tags[textOf(tag, 'Key') ?? ''] = textOf(tag, 'Value') ?? '';
  }
  return tags;
}

export const tagList = (tags: Tags): readonly Record<string, string>[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

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
