import { type CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { readPages } from '../../inventory/pages';
import { type FlowLogChange, flowLogChanges } from './flow-log-change';
import { attemptSource, type Source } from './source';
import { timeOf } from './time';

export interface TrailOptions {
  readonly now: Date;
  /** Of each of the two kinds of events. */
  readonly mostPages: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** The most that LookupEvents gives at once. */
const MaxResults = 50;

/** How far back LookupEvents reaches: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const DAYS = 90;
const DAY = 86_400_000;

/** So many calls a second are allowed, per account and Region (same page). */
const CALLS = 2;
const SECOND = 1000;

/** Waits where the next call would be one too many; the first ones of a Region need not wait. */
function pacer(sleep: TrailOptions['sleep']): () => Promise<void> {
  let calls = 0;
  return async () => {
    if (calls >= CALLS) await sleep(calls === CALLS ? SECOND : SECOND / CALLS);
    calls += 1;
  };
}

/** Flow logs that were created and deleted within the last 90 days, oldest first. */
export const readFlowLogChanges = (
  cloudtrail: CloudTrailClient,
  options: TrailOptions,
): Promise<Source<readonly FlowLogChange[]>> =>
  attemptSource<readonly FlowLogChange[]>([], async () => {
    const paced = { ...options, pace: pacer(options.sleep) };
    const created = await lookUp(cloudtrail, 'CreateFlowLogs', paced);
    const deleted = await lookUp(cloudtrail, 'DeleteFlowLogs', paced);
    return {
      value: [...created.changes, ...deleted.changes].sort(byTime),
      note: [created, deleted].flatMap(({ cut }) => cut ?? []).join('; '),
    };
  });

interface LookUp {
  readonly changes: readonly FlowLogChange[];
  /** What was left out; undefined when it is all. */
  readonly cut: string | undefined;
}

/** Newest first, as CloudTrail lists them: what is cut is the oldest. */
async function lookUp(
  cloudtrail: CloudTrailClient,
  eventName: string,
  { now, mostPages, pace }: TrailOptions & { readonly pace: () => Promise<void> },
): Promise<LookUp> {
  const changes: FlowLogChange[] = [];
  let [pages, oldest, isCut] = [0, now, false];
  const StartTime = new Date(now.getTime() - DAYS * DAY);
  const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: eventName }];
  const events = readPages<Event>('cloudtrail:LookupEvents', async (NextToken) => {
    await pace();
    const command = new LookupEventsCommand({
      LookupAttributes,
      StartTime,
      MaxResults,
      NextToken,
    });
    const { Events, NextToken: nextToken } = await cloudtrail.send(command);
    pages += 1;
    isCut = pages >= mostPages && nextToken !== undefined;
    return { items: Events, nextToken: isCut ? undefined : nextToken };
  });
  for await (const event of events) {
    if (event.EventTime && event.EventTime < oldest) oldest = event.EventTime;
    changes.push(...flowLogChanges(event));
  }
  return {
    changes,
    cut: isCut
      ? `${eventName} is cut after ${pages} pages: nothing of before ${timeOf(oldest)} was read`
      : undefined,
  };
}

const byTime = (left: FlowLogChange, right: FlowLogChange): number =>
  left.at < right.at ? -1 : left.at > right.at ? 1 : 0;
