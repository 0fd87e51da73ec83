import type { InvocationRecord } from '../../lambda/invocation-record';
import { toLogLine } from '../../lambda/log-line';

const NOW = new Date('2027-03-01T12:00:00.000Z');
const INVOCATION = { requestId: 'r-1', durationMs: 120, apiCalls: { DescribeVpcs: 2 } };
const JUDGED: InvocationRecord = {
  ...INVOCATION,
  outcome: 'judged',
  trigger: 'schedule',
  configRuleName: 'all-traffic',
  messageType: 'ScheduledNotification',
  counts: { COMPLIANT: 5, NON_COMPLIANT: 2, NOT_APPLICABLE: 3, exempt: 1 },
  reported: 10,
};

const read = (record: InvocationRecord) => JSON.parse(toLogLine(record, NOW));

const unit = (Name: string) => ({ Name, Unit: Name === 'Duration' ? 'Milliseconds' : 'Count' });
const ALL = ['Evaluated', 'NonCompliant', 'Exempt', 'Errors', 'Duration'];

describe('the log line of an invocation', () => {
  test('is one line of JSON that holds the record, a level and a time', () => {
    const line = toLogLine({ ...JUDGED, messageType: 'two\nlines' }, NOW);
    expect(line).not.toMatch(/[\r\n]/);
    expect(JSON.parse(line)).toMatchObject({
      ...JUDGED,
      messageType: 'two\nlines',
      level: 'INFO',
      timestamp: '2027-03-01T12:00:00.000Z',
    });
  });

  test('embeds the metrics of a sweep for CloudWatch, per rule and trigger', () => {
    const line = read(JUDGED);
    expect(line).toMatchObject({
      Evaluated: 10,
      NonCompliant: 2,
      Exempt: 1,
      Errors: 0,
      Duration: 120,
      ConfigRuleName: 'all-traffic',
      Trigger: 'schedule',
    });
    expect(line._aws).toEqual({
      Timestamp: NOW.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: 'VpcFlowLogsCompliance',
          Dimensions: [['ConfigRuleName', 'Trigger']],
          Metrics: ALL.map(unit),
        },
      ],
    });
  });

  test('of a failure counts an error and claims nothing about VPCs', () => {
    const line = read({ ...INVOCATION, outcome: 'failed', trigger: 'unknown', error: 'ReadError: x' });
    expect(line).toMatchObject({ level: 'ERROR', error: 'ReadError: x', Errors: 1, Trigger: 'unknown' });
    expect(line._aws.CloudWatchMetrics[0]).toMatchObject({
      Dimensions: [['Trigger']],
      Metrics: ['Errors', 'Duration'].map(unit),
    });
    expect(Object.keys(line)).not.toEqual(expect.arrayContaining(['Evaluated']));
  });

  test('of a judge request counts towards no rule', () => {
    const { configRuleName: _, reported: __, ...judged } = JUDGED;
    const line = read({ ...judged, trigger: 'judge-request', decision: 'DECISION_CREATE' });
    expect(line._aws.CloudWatchMetrics[0].Metrics).toEqual(['Errors', 'Duration'].map(unit));
    expect(line).toMatchObject({ decision: 'DECISION_CREATE', Errors: 0 });
    expect(line).not.toHaveProperty('NonCompliant');
  });

  test.each([
    ['without a token', { reported: 0 }],
    ['in test mode', { testMode: true }],
  ])('of an invocation %s counts towards no rule, since nothing was stored', (_, members) => {
    const line = read({ ...JUDGED, ...members });
    expect(line._aws.CloudWatchMetrics[0].Metrics).toEqual(['Errors', 'Duration'].map(unit));
    expect(line).not.toHaveProperty('NonCompliant');
  });

  test.each([JUDGED, { ...INVOCATION, outcome: 'failed', trigger: 'change', error: 'x' } as const])(
    'has a number for each metric and a text for each dimension that it names',
    (record) => {
      const line = read(record);
      const [{ Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
      for (const name of Dimensions.flat()) expect(typeof line[name]).toBe('string');
      for (const { Name } of Metrics) expect(typeof line[Name]).toBe('number');
    },
  );
});
