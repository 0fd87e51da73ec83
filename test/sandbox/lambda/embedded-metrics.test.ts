import { EmbeddedMetricError, metricsIn } from '../../../sandbox/lambda/embedded-metrics';

const TIME = new Date('2027-01-04T08:00:00.000Z');

const directive = (changed: object = {}) => ({
  Namespace: 'rule',
  Dimensions: [['RuleName']],
  Metrics: [{ Name: 'Judged', Unit: 'Count' }],
  ...changed,
});

const document = (directives: readonly object[] = [directive()], changed: object = {}): string =>
  JSON.stringify({
    _aws: { Timestamp: TIME.getTime(), CloudWatchMetrics: directives },
    RuleName: 'all-traffic',
    Region: 'eu-central-1',
    Judged: 3,
    Duration: 12.5,
    ...changed,
  });

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `d${index}`);
const texts = (count: number): object => Object.fromEntries(names(count).map((name) => [name, 'x']));
const definitions = (count: number) => Array.from({ length: count }, () => ({ Name: 'Judged' }));

describe('metrics in a log line', () => {
  test.each(['text', '[1]', '{"message":{"_aws":{}}}', 'x {"_aws":{}}', '{"_aws":{}} x'])(
    'are none in %s',
    (line) => {
      expect(metricsIn(line)).toEqual([]);
    },
  );

  test('have the namespace, the dimensions with their values, the unit, the value and the time', () => {
    expect(metricsIn(document())).toEqual([
      {
        namespace: 'rule',
        name: 'Judged',
        dimensions: { RuleName: 'all-traffic' },
        unit: 'Count',
        value: 3,
        time: TIME,
      },
    ]);
  });

  test('are one for each set of dimensions, and each definition of each directive', () => {
    const line = document([
      directive({
        Dimensions: [[], ['RuleName', 'Region']],
        Metrics: [{ Name: 'Judged' }, { Name: 'Duration' }],
      }),
      directive({ Namespace: 'other' }),
    ]);
    expect(
      metricsIn(line).map(({ namespace, name, dimensions, unit }) => [
        namespace,
        name,
        Object.keys(dimensions),
        unit,
      ]),
    ).toEqual([
      ['rule', 'Judged', [], 'None'],
      ['rule', 'Judged', ['RuleName', 'Region'], 'None'],
      ['rule', 'Duration', [], 'None'],
      ['rule', 'Duration', ['RuleName', 'Region'], 'None'],
      ['other', 'Judged', ['RuleName'], 'Count'],
    ]);
  });

  test('can be many values of one metric', () => {
    const values = metricsIn(document([directive()], { Judged: [1, 2.5, 0] })).map(({ value }) => value);
    expect(values).toEqual([1, 2.5, 0]);
  });

  test.each<[string, string]>([
    ['30 dimensions', document([directive({ Dimensions: [names(30)] })], texts(30))],
    ['100 metrics', document([directive({ Metrics: definitions(100) })])],
    ['100 values', document([directive()], { Judged: Array.from({ length: 100 }, () => 1) })],
    ['a name with a dot', document([directive({ Metrics: [{ Name: 'a.b' }] })], { 'a.b': 1 })],
    ['members that nobody knows', document([directive({ Other: 1 })], { requestId: 'x', nested: { a: 1 } })],
    [
      'a resolution of one second',
      document([directive({ Metrics: [{ Name: 'Judged', StorageResolution: 1 }] })]),
    ],
    ['a namespace of 1024 characters', document([directive({ Namespace: 'n'.repeat(1024) })])],
    ['a dimension value of 1024 characters', document([directive()], { RuleName: 'x'.repeat(1024) })],
    ['a rate', document([directive({ Metrics: [{ Name: 'Judged', Unit: 'Kilobytes/Second' }] })])],
  ])('may have %s', (_, line) => {
    expect(metricsIn(line).length).toBeGreaterThan(0);
  });

  const metadata = (changed: object): string =>
    document([], { _aws: { Timestamp: TIME.getTime(), CloudWatchMetrics: [directive()], ...changed } });
  const metric = (definition: object): string => document([directive({ Metrics: [definition] })]);

  test.each<[string, string, string]>([
    ['metadata that is no object', document([], { _aws: 'x' }), '_aws is no object'],
    ['no timestamp', metadata({ Timestamp: undefined }), '_aws.Timestamp'],
    ['a timestamp that is a text', metadata({ Timestamp: TIME.toISOString() }), '_aws.Timestamp'],
    ['half a millisecond', metadata({ Timestamp: 0.5 }), '_aws.Timestamp'],
    ['no directives', metadata({ CloudWatchMetrics: undefined }), 'CloudWatchMetrics is no list'],
    ['a directive that is none', metadata({ CloudWatchMetrics: ['x'] }), 'a MetricDirective is no object'],
    ['no namespace', document([directive({ Namespace: undefined })]), 'Namespace'],
    ['an empty namespace', document([directive({ Namespace: '' })]), 'Namespace'],
    ['a namespace of 1025 characters', document([directive({ Namespace: 'n'.repeat(1025) })]), 'Namespace'],
    ['no dimensions', document([directive({ Dimensions: undefined })]), 'Dimensions is no list'],
    ['no set of dimensions', document([directive({ Dimensions: [] })]), 'Dimensions holds no DimensionSet'],
    [
      'dimensions in no set',
      document([directive({ Dimensions: ['RuleName'] })]),
      'a DimensionSet is no list',
    ],
    [
      '31 dimensions',
      document([directive({ Dimensions: [names(31)] })], texts(31)),
      'a DimensionSet holds 31',
    ],
    [
      'a dimension of 251 characters',
      document([directive({ Dimensions: [['d'.repeat(251)]] })]),
      'a dimension',
    ],
    ['a dimension without value', document([directive({ Dimensions: [['Absent']] })]), 'Absent is no member'],
    [
      'a dimension of the prototype',
      document([directive({ Dimensions: [['toString']] })]),
      'toString is no member',
    ],
    ['a dimension that is a number', document([directive({ Dimensions: [['Judged']] })]), 'dimension Judged'],
    ['a dimension that is empty', document([directive()], { RuleName: '' }), 'dimension RuleName'],
    [
      'a dimension value of 1025 characters',
      document([directive()], { RuleName: 'x'.repeat(1025) }),
      'dimension RuleName',
    ],
    ['no metrics', document([directive({ Metrics: undefined })]), 'Metrics is no list'],
    ['101 metrics', document([directive({ Metrics: definitions(101) })]), 'Metrics holds 101'],
    ['a metric without name', metric({ Unit: 'Count' }), 'Name is no text'],
    ['a metric without value', metric({ Name: 'Absent' }), 'Absent is no member'],
    ['a metric that is a text', metric({ Name: 'RuleName' }), 'metric RuleName is no number'],
    [
      'a metric that is a path',
      document([directive({ Metrics: [{ Name: 'a.b' }] })], { a: { b: 1 } }),
      'a.b is no member',
    ],
    [
      '101 values',
      document([directive()], { Judged: Array.from({ length: 101 }, () => 1) }),
      'metric Judged holds 101',
    ],
    ['a value among values that is a text', document([directive()], { Judged: [1, '2'] }), 'metric Judged'],
    ['a value too large for a number', document().replace('"Judged":3', '"Judged":1e999'), 'metric Judged'],
    ['a unit that is none', metric({ Name: 'Judged', Unit: 'Counts' }), 'Unit of Judged'],
    [
      'a resolution of ten seconds',
      metric({ Name: 'Judged', StorageResolution: 10 }),
      'StorageResolution of Judged',
    ],
  ])('with %s are an error that names it', (_, line, problem) => {
    expect(() => metricsIn(line)).toThrow(EmbeddedMetricError);
    expect(() => metricsIn(line)).toThrow(problem);
  });
});
