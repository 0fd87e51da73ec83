import {
  GetResourceConfigHistoryCommand,
  type GetResourceConfigHistoryCommandInput,
} from '@aws-sdk/client-config-service';
import type { ConfigurationItem } from '../../../sandbox/config/state';
import { openEndpoint, START } from '../endpoint';

const DAY = 86_400_000;
const ID = 'fl-0123456789abcdef0';

const item = (daysAgo: number, status: ConfigurationItem['configurationItemStatus']): ConfigurationItem => ({
  configurationItemCaptureTime: new Date(START.getTime() - daysAgo * DAY).toISOString(),
  configurationItemStatus: status,
  configurationStateId: String(daysAgo),
  awsAccountId: '111122223333',
  awsRegion: 'eu-central-1',
  availabilityZone: 'Not Applicable',
  resourceType: 'AWS::EC2::FlowLog',
  resourceId: ID,
  ARN: `arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/${ID}`,
  tags: {},
  relationships: [{ resourceId: 'x-1', resourceName: null, resourceType: 'AWS::EC2::X', name: 'Contains X' }],
  configuration: status === 'ResourceDeleted' ? null : { resourceId: 'vpc-1' },
});

/** Items of these days, oldest first, and how to ask for them. */
async function history(...daysAgo: readonly number[]) {
  const { config, sandbox } = await openEndpoint();
  const items = daysAgo.map((days) => item(days, days === 0 ? 'ResourceDeleted' : 'OK'));
  if (items.length > 0) sandbox.home.config.items.set(`AWS::EC2::FlowLog/${ID}`, items);
  const ask = (input: Partial<GetResourceConfigHistoryCommandInput> = {}) =>
    config.send(
      new GetResourceConfigHistoryCommand({ resourceType: 'AWS::EC2::FlowLog', resourceId: ID, ...input }),
    );
  const pages = async (input: Partial<GetResourceConfigHistoryCommandInput> = {}) => {
    const all: (string | undefined)[][] = [];
    let nextToken: string | undefined;
    do {
      const answer = await ask({ ...input, nextToken });
      all.push((answer.configurationItems ?? []).map(({ configurationStateId }) => configurationStateId));
      nextToken = answer.nextToken;
    } while (nextToken);
    return all;
  };
  return { ask, pages };
}

describe('GetResourceConfigHistory', () => {
  test('shows the newest first, with the configuration as a JSON text', async () => {
    const { ask } = await history(2, 1, 0);
    const { configurationItems = [] } = await ask();
    expect(configurationItems.map(({ configurationItemStatus }) => configurationItemStatus)).toEqual([
      ...['ResourceDeleted', 'OK', 'OK'],
    ]);
    expect(configurationItems[0]?.configuration).toBeUndefined();
    expect(JSON.parse(configurationItems[1]?.configuration ?? '')).toEqual({ resourceId: 'vpc-1' });
  });

  test('spells relationships in its own way', async () => {
    const { ask } = await history(1);
    const { configurationItems: [item] = [] } = await ask();
    expect(item?.relationships).toEqual([
      { resourceId: 'x-1', resourceType: 'AWS::EC2::X', relationshipName: 'Contains X' },
    ]);
  });

  test('shows ten a page unless told otherwise', async () => {
    const days = Array.from({ length: 12 }, (_, index) => (12 - index) / 2);
    const { pages } = await history(...days);
    expect((await pages()).map((page) => page.length)).toEqual([10, 2]);
    expect((await pages({ limit: 5 })).map((page) => page.length)).toEqual([5, 5, 2]);
  });

  test('looks at seven days a call: pages may be short or empty before the last', async () => {
    const { pages } = await history(20, 19, 3, 0);
    expect(await pages()).toEqual([['0', '3'], [], ['19', '20']]);
  });

  test('ends where nothing older is recorded', async () => {
    const { pages } = await history(3, 0);
    expect(await pages()).toEqual([['0', '3']]);
  });

  test('minds the times that are asked for', async () => {
    const { pages } = await history(20, 4, 2, 0);
    const ago = (days: number) => new Date(START.getTime() - days * DAY);
    expect(await pages({ laterTime: ago(1), earlierTime: ago(5) })).toEqual([['2', '4']]);
    expect(await pages({ laterTime: ago(10) })).toEqual([[], ['20']]);
  });

  test('shows the oldest first when asked to, seven days a call from the first item on', async () => {
    const { pages } = await history(20, 19, 3, 0);
    const chronologicalOrder = 'Forward';
    expect(await pages({ chronologicalOrder })).toEqual([['20', '19'], [], ['3', '0']]);
    expect(await pages({ chronologicalOrder, limit: 1 })).toEqual([['20'], ['19'], [], ['3'], ['0']]);
    const ago = (days: number) => new Date(START.getTime() - days * DAY);
    expect(await pages({ chronologicalOrder, earlierTime: ago(4), laterTime: ago(1) })).toEqual([['3']]);
  });

  test.each<[string, Partial<GetResourceConfigHistoryCommandInput>, string]>([
    ['a resource that was never recorded', { resourceId: 'fl-1' }, 'ResourceNotDiscoveredException'],
    [
      'a time range that ends before it starts',
      { earlierTime: START, laterTime: new Date(0) },
      'InvalidTimeRangeException',
    ],
    ['a token that it did not give out', { nextToken: 'abc' }, 'InvalidNextTokenException'],
    ['a limit of 101', { limit: 101 }, 'ValidationException'],
    ['another order', { chronologicalOrder: 'Random' as 'Forward' }, 'ValidationException'],
  ])('refuses %s', async (_, input, code) => {
    const { ask } = await history(1);
    await expect(ask(input)).rejects.toMatchObject({ name: code });
  });
});
