import { type Input, type Operations, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { DISCOVERY_OPERATIONS } from './discovered-resources';
import { LIMIT, limitOf } from './paging';
import { RECORDER_OPERATIONS, refuseWithoutRecorder } from './recorder-settings';
import type { ConfigurationItem } from './state';

/**
 * One call looks at seven days at most: a page can be short, or empty, and yet not be the last.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetResourceConfigHistory.html
 */
const WINDOW = 7 * 86_400_000;

export const HISTORY_OPERATIONS: Operations = {
  ...DISCOVERY_OPERATIONS,
  ...RECORDER_OPERATIONS,

  GetResourceConfigHistory: {
    members: [
      ...['resourceType', 'resourceId', 'earlierTime', 'laterTime', 'limit', 'nextToken'],
      'chronologicalOrder',
    ],
    constraints: { limit: LIMIT, chronologicalOrder: { oneOf: ['Reverse', 'Forward'] } },
    perform({ world, region, input, authorize }) {
      authorize('config:GetResourceConfigHistory', '*');
      refuseWithoutRecorder(region);
      const order = textOf(input, 'chronologicalOrder') ?? 'Reverse';
      const key = `${textOf(input, 'resourceType')}/${textOf(input, 'resourceId')}`;
      const items = region.config.items.get(key);
      if (!items)
        throw new ApiError(
          'ResourceNotDiscoveredException',
          `Resource ${key} has not been discovered by AWS Config`,
        );
      const asked = {
        ...askedTimes(input, world.scheduler.now()),
        limit: Math.min(limitOf(input['limit']), world.faults.longestPage),
      };
      const token = readToken(textOf(input, 'nextToken'));
      const { page, nextToken } =
        order === 'Reverse' ? newestFirst(items, asked, token) : oldestFirst(items, asked, token);
      return { configurationItems: page.map(itemOutput), nextToken };
    },
  },
};

interface HistoryPage {
  readonly page: readonly ConfigurationItem[];
  readonly nextToken: string | undefined;
}

const timeOf = (item: ConfigurationItem): number => Date.parse(item.configurationItemCaptureTime);

interface Asked {
  readonly first: number;
  readonly last: number;
  readonly limit: number;
}

function askedTimes(input: Input, now: Date): Pick<Asked, 'first' | 'last'> {
  const [earlier, later] = [input['earlierTime'], input['laterTime']];
  const first = earlier instanceof Date ? earlier.getTime() : 0;
  const last = later instanceof Date ? later.getTime() : now.getTime();
  if (first > last) throw new ApiError('InvalidTimeRangeException', 'The specified time range is not valid.');
  return { first, last };
}

/** Where the window of a call begins, in the order of the answer, and how many of its items have been shown. */
interface Token {
  readonly edge: number;
  readonly shown: number;
}

function newestFirst(
  items: readonly ConfigurationItem[],
  { first, last, limit }: Asked,
  { edge, shown }: Token = { edge: last, shown: 0 },
): HistoryPage {
  const left = items.filter((item) => timeOf(item) >= first && timeOf(item) <= edge).reverse();
  const inWindow = left.filter((item) => timeOf(item) > edge - WINDOW);
  return pageOfWindow({ left, inWindow, limit, edge, shown, next: edge - WINDOW });
}

/** Without an earlier time, from when the first item was recorded. */
function oldestFirst(
  items: readonly ConfigurationItem[],
  { first, last, limit }: Asked,
  token: Token | undefined,
): HistoryPage {
  const [oldest] = items;
  const { edge, shown } = token ?? { edge: first || (oldest ? timeOf(oldest) : last), shown: 0 };
  const left = items.filter((item) => timeOf(item) >= edge && timeOf(item) <= last);
  const inWindow = left.filter((item) => timeOf(item) < edge + WINDOW);
  return pageOfWindow({ left, inWindow, limit, edge, shown, next: edge + WINDOW });
}

interface HistoryWindow extends Token {
  readonly left: readonly ConfigurationItem[];
  readonly inWindow: readonly ConfigurationItem[];
  readonly limit: number;
  readonly next: number;
}

function pageOfWindow({ left, inWindow, limit, edge, shown, next }: HistoryWindow): HistoryPage {
  const page = inWindow.slice(shown, shown + limit);
  if (shown + limit < inWindow.length) return { page, nextToken: `${edge}-${shown + limit}` };
  return { page, nextToken: inWindow.length < left.length ? `${next}-0` : undefined };
}

function readToken(token: string | undefined): Token | undefined {
  if (token === undefined) return undefined;
  const [, edge, shown] = /^(\d+)-(\d+)$/.exec(token) ?? [];
  if (edge === undefined)
    throw new ApiError('InvalidNextTokenException', `The nextToken '${token}' is not valid`);
  return { edge: Number(edge), shown: Number(shown) };
}

/** Members are spelt otherwise than in a notification, and the configuration is a JSON text. */
const itemOutput = (item: ConfigurationItem): Record<string, unknown> => ({
  version: '1.3',
  accountId: item.awsAccountId,
  configurationItemCaptureTime: new Date(item.configurationItemCaptureTime),
  configurationItemStatus: item.configurationItemStatus,
  configurationStateId: item.configurationStateId,
  arn: item.ARN,
  resourceType: item.resourceType,
  resourceId: item.resourceId,
  awsRegion: item.awsRegion,
  tags: item.tags,
  relationships: item.relationships.map(({ resourceId, resourceType, name }) => ({
    resourceId,
    resourceType,
    relationshipName: name,
  })),
  configuration: item.configuration === null ? undefined : JSON.stringify(item.configuration),
});
