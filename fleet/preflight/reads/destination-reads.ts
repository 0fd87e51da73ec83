import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  type DeliveryStreamDescription,
  DescribeDeliveryStreamCommand,
  type FirehoseClient,
  ListTagsForDeliveryStreamCommand,
} from '@aws-sdk/client-firehose';
import { once } from './once';
import { readAll, readIfThere } from './unread';

export const logGroupReads = (client: CloudWatchLogsClient) => ({
  /** The group of exactly this name. */
  group: once(async (name): Promise<LogGroup | undefined> => {
    const groups = await readAll('logs:DescribeLogGroups', name, async (nextToken) => {
      const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name, nextToken });
      const answer = await client.send(command);
      return { items: answer.logGroups, nextToken: answer.nextToken };
    });
    return groups.find(({ logGroupName }) => logGroupName === name);
  }),
});

export type LogGroupReads = ReturnType<typeof logGroupReads>;

export const streamReads = (client: FirehoseClient) => ({
  stream: once(
    (DeliveryStreamName): Promise<DeliveryStreamDescription | undefined> =>
      readIfThere(
        'firehose:DescribeDeliveryStream',
        DeliveryStreamName,
        ['ResourceNotFoundException'],
        async () => {
          const answer = await client.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }));
          return answer.DeliveryStreamDescription;
        },
      ),
  ),
  tags: once(async (DeliveryStreamName): Promise<ReadonlyMap<string, string>> => {
    // This operation goes on after the last tag of a page, not by a token.
    const tags = await readAll('firehose:ListTagsForDeliveryStream', DeliveryStreamName, async (after) => {
      const command = new ListTagsForDeliveryStreamCommand({
        DeliveryStreamName,
        ExclusiveStartTagKey: after,
      });
      const { Tags, HasMoreTags } = await client.send(command);
      return { items: Tags, nextToken: HasMoreTags ? Tags?.at(-1)?.Key : undefined };
    });
    return new Map(tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  }),
});

export type StreamReads = ReturnType<typeof streamReads>;
