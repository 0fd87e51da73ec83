import type { Constraint } from '../constraints';

const name: Constraint = { length: [1, 64], pattern: '[a-zA-Z0-9_.-]+' };
const tagKey: Constraint = { length: [1, 128], pattern: '(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@%]*' };

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_Operations.html */
export const FIREHOSE_CONSTRAINTS = {
  stream: { DeliveryStreamName: name },
  creation: {
    DeliveryStreamName: name,
    DeliveryStreamType: {
      oneOf: ['DirectPut', 'KinesisStreamAsSource', 'MSKAsSource', 'DatabaseAsSource'],
    },
    Tags: { length: [1, 50] },
  },
  list: {
    Limit: { range: [1, 10_000] },
    ExclusiveStartDeliveryStreamName: name,
  },
  tag: { DeliveryStreamName: name, Tags: { length: [1, 50] } },
  untag: { DeliveryStreamName: name, TagKeys: { length: [1, 50], items: tagKey } },
  tags: { DeliveryStreamName: name, ExclusiveStartTagKey: tagKey, Limit: { range: [1, 50] } },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Constraint>>>>;
