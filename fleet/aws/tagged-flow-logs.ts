import {
  DescribeFlowLogsCommand,
  type EC2Client,
  type Filter,
  type FlowLog as ListedFlowLog,
} from '@aws-sdk/client-ec2';
import { inBatches } from '../../inventory/batches';
import { toFlowLog } from '../../inventory/flow-log-fact';
import { readPages } from '../../inventory/pages';
import type { FlowLog, Place } from '../../policy';

/** A flow log with what the judge does not ask for: whose it is, and since when. */
export interface TaggedFlowLog {
  readonly fact: FlowLog;
  /** Undefined where EC2 does not say: such a flow log is neither older nor newer than another. */
  readonly createdAt: Date | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** EC2 takes 200 values in a call: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const FILTER_VALUES = 100;
/** DescribeFlowLogs names no bound of its own; DescribeVpcs takes no more. */
const PAGE_SIZE = 1000;

/** Every flow log of the Region. */
export const taggedFlowLogs = (ec2: EC2Client, place: Place): AsyncIterable<TaggedFlowLog> =>
  describe(ec2, place);

/** Flow logs that have the tag, whatever its value. */
export const flowLogsTagged = (ec2: EC2Client, place: Place, tagKey: string): AsyncIterable<TaggedFlowLog> =>
  describe(ec2, place, { Name: 'tag-key', Values: [tagKey] });

export async function* taggedFlowLogsOf(
  ec2: EC2Client,
  place: Place,
  resourceIds: readonly string[],
): AsyncGenerator<TaggedFlowLog, void, undefined> {
  for (const Values of inBatches(resourceIds, FILTER_VALUES))
    yield* describe(ec2, place, { Name: 'resource-id', Values });
}

function describe(ec2: EC2Client, place: Place, filter?: Filter): AsyncIterable<TaggedFlowLog> {
  return readPages('ec2:DescribeFlowLogs', async (NextToken) => {
    const Filter = filter && [filter];
    const command = new DescribeFlowLogsCommand({ Filter, MaxResults: PAGE_SIZE, NextToken });
    const answer = await ec2.send(command);
    return {
      items: answer.FlowLogs?.map((listed) => toTaggedFlowLog(listed, place)),
      nextToken: answer.NextToken,
    };
  });
}

const toTaggedFlowLog = (listed: ListedFlowLog, place: Place): TaggedFlowLog => ({
  fact: toFlowLog(listed, place),
  createdAt: listed.CreationTime,
  tags: Object.fromEntries((listed.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
});
