import type { ConditionContext } from '../access';
import { type Input, type Operations, pageOf, structuresOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { FIREHOSE_CONSTRAINTS } from './constraints';
import type { StoredStream } from './state';
import { invalidArgument, streamFor } from './stream-access';

const MOST_TAGS = 50;

type Tags = StoredStream['tags'];

export const STREAM_TAG_OPERATIONS: Operations = {
  TagDeliveryStream: {
    members: ['DeliveryStreamName', 'Tags'],
    constraints: FIREHOSE_CONSTRAINTS.tag,
    perform(request) {
      const added = tagsOf(structuresOf(request.input, 'Tags'));
      const stream = streamFor(request, 'firehose:TagDeliveryStream', tagContext(added));
      addTags(stream, added);
      return {};
    },
  },

  UntagDeliveryStream: {
    members: ['DeliveryStreamName', 'TagKeys'],
    constraints: FIREHOSE_CONSTRAINTS.untag,
    perform(request) {
      const keys = textsOf(request.input, 'TagKeys');
      const stream = streamFor(request, 'firehose:UntagDeliveryStream', { 'aws:TagKeys': keys });
      const left = Object.entries(stream.tags).filter(([key]) => !keys.includes(key));
      stream.tags = Object.fromEntries(left);
      return {};
    },
  },

  ListTagsForDeliveryStream: {
    members: ['DeliveryStreamName', 'ExclusiveStartTagKey', 'Limit'],
    constraints: FIREHOSE_CONSTRAINTS.tags,
    perform(request) {
      const { tags } = streamFor(request, 'firehose:ListTagsForDeliveryStream');
      const after = textOf(request.input, 'ExclusiveStartTagKey') ?? '';
      const found = Object.keys(tags)
        .filter((key) => key > after)
        .sort()
        .map((Key) => ({ Key, Value: tags[Key] }));
      const { page, nextToken } = pageOf(found, {
        token: undefined,
        limit: Number(request.input['Limit'] ?? MOST_TAGS),
        invalidToken: 'InvalidArgumentException',
      });
      return { Tags: page, HasMoreTags: nextToken !== undefined };
    },
  },
};

/** A tag of the same key is written over. */
export function addTags(stream: StoredStream, added: Tags): void {
  const tags = { ...stream.tags, ...added };
  if (Object.keys(tags).length > MOST_TAGS)
    throw new ApiError('LimitExceededException', `A delivery stream has at most ${MOST_TAGS} tags`);
  stream.tags = tags;
}

export function tagsOf(given: readonly Input[]): Tags {
  const tags = given.map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? ''] as const);
  if (new Set(tags.map(([key]) => key)).size < tags.length)
    throw invalidArgument('Duplicate tag keys are not allowed');
  if (tags.some(([key]) => key.startsWith('aws:')))
    throw invalidArgument('Tag keys beginning with aws: are reserved for AWS');
  return Object.fromEntries(tags);
}

/** Condition keys of a request that tags. */
export const tagContext = (tags: Tags): ConditionContext => ({
  ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  ...(Object.keys(tags).length > 0 && { 'aws:TagKeys': Object.keys(tags) }),
});
