import { type Input, notModelled, type Operations, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { limitOf } from './paging';
import type { ConfigurationItem } from './state';

/**
 * One call looks at seven days at most: a page can be short, or empty, and yet not be the last.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetResourceConfigHistory.html
 */
const WINDOW = 7 * 86_400_000;

export const HISTORY_OPERATIONS: Operations = {
  GetResourceConfigHistory: {
    members: [
      ...['resourceType', 'resourceId', 'earlierTime', 'laterTime', 'limit', 'nextToken'],
      'chronologicalOrder',
    ],
    perform({ world, region, input, authorize }) {
      authorize('config:GetResourceConfigHistory', '*');
      if ((textOf(input, 'chronologicalOrder') ?? 'Reverse') !== 'Reverse')
        throw notModelled('chronologicalOrder Forward of GetResourceConfigHistory');
      const key = `${textOf(input, 'resourceType')}/${textOf(input, 'resourceId')}`;
      const items = region.config.items.get(key);
      if (!items)
        throw new ApiError(
          'ResourceNotDiscoveredException',
          `Resource ${key} has not been discovered by AWS Config`,
        );
      const { page, nextToken } = pageOfHistory(items, input, world.scheduler.now());
      return { configurationItems: page.map(itemOutput), nextToken };
    },
  },
};

interface HistoryPage {
  readonly page: readonly ConfigurationItem[];
  readonly nextToken: string | undefined;
}

const timeOf = (item: ConfigurationItem): number => Date.parse(item.configurationItemCaptureTime);

/** Newest first. A token says where the window ends and how many of its items have been shown. */
function pageOfHistory(items: readonly ConfigurationItem[], input: Input, now: Date): HistoryPage {
  const [earlier, later] = [input['earlierTime'], input['laterTime']];
  const first = earlier instanceof Date ? earlier.getTime() : 0;
  const last = later instanceof Date ? later.getTime() : now.getTime();
  if (first > last) throw new ApiError('InvalidTimeRangeException', 'The specified time range is not valid.');
  const limit = limitOf(input['limit']);
  const { end, shown } = readToken(textOf(input, 'nextToken')) ?? { end: last, shown: 0 };
  const asked = items.filter((item) => timeOf(item) >= first && timeOf(item) <= end).reverse();
  const inWindow = asked.filter((item) => timeOf(item) > end - WINDOW);
  const page = inWindow.slice(shown, shown + limit);
  if (shown + limit < inWindow.length) return { page, nextToken: `${end}-${shown + limit}` };
  return { page, nextToken: inWindow.length < asked.length ? `${end - WINDOW}-0` : undefined };
}

function readToken(token: string | undefined): { readonly end: number; readonly shown: number } | undefined {
  if (token === undefined) return undefined;
  const [, end, shown] = /^(\d+)-(\d+)$/.exec(token) ?? [];
  if (end === undefined)
    throw new ApiError('InvalidNextTokenException', `The nextToken '${token}' is not valid`);
  return { end: Number(end), shown: Number(shown) };
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
