import {
  CreateDeliveryStreamCommand,
  DeleteDeliveryStreamCommand,
  ListTagsForDeliveryStreamCommand,
  TagDeliveryStreamCommand,
  UntagDeliveryStreamCommand,
} from '@aws-sdk/client-firehose';
import type { Deeds } from './deeds';
import { deliveredTo } from './delivered-to';
import type { DestinationFailure, FailingType, Repair } from './destination-failures';

const TYPE = 'kinesis-data-firehose';
/** What lets the service-linked role of log delivery at a stream. */
const DELIVERY_TAG = 'LogDeliveryEnabled';

const streams = (deeds: Deeds): readonly string[] => deliveredTo(deeds, TYPE);

const nameIn = (streamArn: string): string => streamArn.replace(/^.*\//, '');

/** While it lasts, whoever creates a flow log to the stream sets the tag, and all that deliver there deliver again. */
const whileClosed = ({ parties }: Deeds, streamArn: string, repair: Repair): Repair => {
  parties.closed.add(streamArn);
  return async () => {
    await repair();
    parties.closed.delete(streamArn);
  };
};

const DELETED: DestinationFailure = {
  kind: 'stream deleted and recreated',
  targets: streams,
  start: async ({ deeds, clients: { firehose } }, arn) => {
    const { scheduler, delays } = deeds.sandbox.world;
    const DeliveryStreamName = nameIn(arn);
    const stream = deeds.sandbox.home.streams.get(DeliveryStreamName);
    if (!stream) return undefined;
    const { roleArn: RoleARN, bucketArn: BucketARN, tags } = stream;
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName }));
    return whileClosed(deeds, arn, async () => {
      await firehose.send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName,
          DeliveryStreamType: 'DirectPut',
          ExtendedS3DestinationConfiguration: { RoleARN, BucketARN },
          ...(Tags.length > 0 && { Tags }),
        }),
      );
      // Records are taken from when it is ACTIVE.
      scheduler.after(delays.streamActive, () => deeds.touched.noteAll());
    });
  },
};

const UNTAGGED: DestinationFailure = {
  kind: 'tag of a stream removed and restored',
  targets: streams,
  start: async ({ deeds, clients: { firehose } }, arn) => {
    const DeliveryStreamName = nameIn(arn);
    if (!deeds.sandbox.home.streams.has(DeliveryStreamName)) return undefined;
    const { Tags = [] } = await firehose.send(new ListTagsForDeliveryStreamCommand({ DeliveryStreamName }));
    const tag = Tags.find(({ Key }) => Key === DELIVERY_TAG);
    if (!tag) return undefined;
    await firehose.send(new UntagDeliveryStreamCommand({ DeliveryStreamName, TagKeys: [DELIVERY_TAG] }));
    return whileClosed(deeds, arn, async () => {
      await firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName, Tags: [tag] }));
    });
  },
};

export const STREAM_FAILURES: FailingType = { type: TYPE, failures: [DELETED, UNTAGGED] };
