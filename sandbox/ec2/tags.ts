import { type Input, structuresOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';

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

export const tagList = (tags: Readonly<Record<string, string>>): readonly Record<string, string>[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Condition keys of a request that tags what it creates. */
export function tagContext(
  tags: Readonly<Record<string, string>>,
): Record<string, string | readonly string[]> {
  const keys = Object.keys(tags);
  if (keys.length === 0) return {};
  const requestTags = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]);
  return { ...Object.fromEntries(requestTags), 'aws:TagKeys': keys };
}
