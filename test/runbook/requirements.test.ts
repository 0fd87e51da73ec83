import { APP_SETTINGS } from '../../lib/app-settings';
import { APP_SETTING_NAMES, readRequirements } from '../../runbook';

test('the names beside the requirements are those of the table that reads them', () => {
  expect([...APP_SETTING_NAMES]).toEqual(Object.keys(APP_SETTINGS));
});

test('nobody writing anything gets all traffic, and without an issue', () => {
  const { requirements, issues } = readRequirements(undefined, 'flowLogs.');
  expect(issues).toEqual([]);
  expect(requirements).toMatchObject([{ name: 'all-traffic', parameters: { trafficType: 'ALL' } }]);
});

test('what the other settings hold is not looked at', () => {
  expect(readRequirements({ schedule: 'daily' }, 'flowLogs.').issues).toEqual([]);
});

test.each([
  ['no object', 7, 'flowLogs'],
  ['null', null, 'flowLogs'],
  ['an unknown name', { requirments: [] }, 'flowLogs.requirments'],
  ['no list', { requirements: {} }, 'flowLogs.requirements'],
  ['an issue of one', { requirements: [{ name: 'a' }, { name: 'B' }] }, 'flowLogs.requirements[1].name'],
])('one issue is told by its place: %s', (_, given, setting) => {
  expect(readRequirements(given, 'flowLogs.').issues.map((issue) => issue.setting)).toEqual([setting]);
});

describe('of several requirements', () => {
  const issuesOf = (...requirements: readonly object[]) =>
    readRequirements({ requirements }, 'flowLogs.').issues;
  const toGroup = (name: string, changes: object = {}) => ({
    name,
    destination: {
      type: 'cloud-watch-logs',
      logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs',
      ...changes,
    },
  });
  const toStream = (name: string, changes: object = {}) => ({
    name,
    destination: {
      type: 'kinesis-data-firehose',
      deliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs',
      ...changes,
    },
  });

  test.each([
    ['a file format of S3', { fileFormat: 'parquet' }, 'fileFormat'],
    [
      'a bucket beside its group',
      { destinations: ['arn:aws:s3:::central', 'arn:aws:logs:*:*:log-group:*'] },
      'destinations',
    ],
  ])(
    'one that could never count %s is refused, as its function would refuse it',
    (_, parameters, setting) => {
      const alone = { ...toGroup('watched'), parameters };
      expect(issuesOf(alone)).toEqual([]);
      expect(issuesOf({ name: 'kept' }, alone)).toMatchObject([
        {
          setting: `requirement watched: ${setting}`,
          allowed: expect.stringContaining('of several requirements'),
        },
      ]);
    },
  );

  test('what is wrong with one does not hide what is impossible of another', () => {
    const settings = issuesOf(
      { name: 'B' },
      { ...toGroup('watched'), parameters: { fileFormat: 'parquet' } },
    ).map(({ setting }) => setting);
    expect(settings).toEqual(['flowLogs.requirements[0].name', 'requirement watched: fileFormat']);
  });

  test.each([
    ['a log group, traffic', toGroup('a'), { ...toGroup('b'), parameters: { trafficType: 'REJECT' } }],
    ['a log group, interval', toGroup('a'), { ...toGroup('b'), parameters: { maxAggregationInterval: 60 } }],
    [
      'a log group, written in two ways',
      toGroup('a', { logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs:*' }),
      { ...toGroup('b'), parameters: { trafficType: 'REJECT' } },
    ],
    ['a log group, fields', toGroup('a'), toGroup('b', { fields: ['version', 'vpc-id'] })],
    ['a stream, traffic', toStream('a'), { ...toStream('b'), parameters: { trafficType: 'ACCEPT' } }],
  ])('flow logs of two shapes to one destination are refused: %s', (_, first, second) => {
    expect(issuesOf(first, second)).toMatchObject([
      {
        setting: 'requirement b',
        got: expect.stringContaining('to which a delivers flow logs of another shape'),
      },
    ]);
  });

  test.each([
    ['of one shape', toGroup('a'), toGroup('b')],
    [
      'to two groups',
      toGroup('a', { logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:other' }),
      { ...toGroup('b'), parameters: { trafficType: 'REJECT' } },
    ],
    [
      'where one only observes',
      toGroup('a'),
      { ...toGroup('b'), parameters: { trafficType: 'REJECT' }, remediation: { mode: 'observe' } },
    ],
    [
      'to one bucket, which has folders',
      { name: 'a', destination: { type: 's3', bucketArn: 'arn:aws:s3:::central' } },
      {
        name: 'b',
        destination: { type: 's3', bucketArn: 'arn:aws:s3:::central' },
        parameters: { trafficType: 'REJECT' },
      },
    ],
  ])('flow logs may share a destination: %s', (_, first, second) => {
    expect(issuesOf(first, second)).toEqual([]);
  });
});
