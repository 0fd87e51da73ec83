import {
  costOf,
  monthlyCost,
  PRICES,
  PRICES_READ,
  PRICES_REGION,
  type Price,
  UNPRICED,
} from '../../fleet/prices';

const rows: readonly (readonly [string, Price])[] = Object.entries(PRICES);

test('prices are of one day and of one Region', () => {
  expect(PRICES_READ).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect(new Date(PRICES_READ).toISOString().slice(0, 10)).toBe(PRICES_READ);
  expect(PRICES_REGION).toBe('us-east-1');
});

test.each(rows)('%s says what it is for, where it was read, and where AWS publishes it', (_, price) => {
  expect(price.what).not.toBe('');
  expect(price.unit).not.toBe('');
  expect(price.source).toMatch(/^https:\/\/\S+$/);
  expect(price.page).toMatch(/^https:\/\/aws\.amazon\.com\/\S+$/);
});

test.each(rows)(
  '%s has tiers that ascend to one without an end, each cheaper than the one before',
  (_, { tiers }) => {
    const ends = tiers.map(({ upTo }) => upTo);
    const prices = tiers.map(({ price }) => price);
    expect(new Set(ends).size).toBe(ends.length);
    expect([...ends].sort((left, right) => left - right)).toEqual(ends);
    expect(ends.at(-1)).toBe(Number.POSITIVE_INFINITY);
    expect([...prices].sort((left, right) => right - left)).toEqual(prices);
    expect(prices.every((price) => price > 0)).toBe(true);
  },
);

test.each(Object.entries(UNPRICED))('%s is named with the page that has its price', (_, { what, page }) => {
  expect(what).not.toBe('');
  expect(page).toMatch(/^https:\/\/aws\.amazon\.com\//);
});

test.each([
  [0, 0],
  [100, 25],
  [10 * 1024, 2560],
  [20 * 1024, 2560 + 10 * 1024 * 0.15],
  [60 * 1024, 2560 + 20 * 1024 * (0.15 + 0.075) + 10 * 1024 * 0.05],
])('%d GB delivered to S3 in a month cost what each tier asks for its part', (gigabytes, dollars) => {
  expect(costOf(PRICES.deliveryToBucket, gigabytes)).toBeCloseTo(dollars, 6);
});

test.each([
  ['s3', { delivery: 25, storage: 27.6 }],
  ['cloud-watch-logs', { delivery: 50, storage: 36 }],
] as const)('100 GB a month to %s, kept for a year, cost delivery and storage', (destination, cost) => {
  const { delivery, storage } = monthlyCost({ destination, gigabytes: 100, storedGigabytes: 1200 });
  expect(delivery).toBeCloseTo(cost.delivery, 6);
  expect(storage).toBeCloseTo(cost.storage, 6);
});

test('a stream stores nothing', () => {
  const use = { destination: 'kinesis-data-firehose', gigabytes: 100, storedGigabytes: 1200 } as const;
  expect(monthlyCost(use)).toEqual({ delivery: 25, storage: undefined });
});
