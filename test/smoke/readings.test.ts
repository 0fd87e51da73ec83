import type { AutomationExecution, StepExecution } from '@aws-sdk/client-ssm';
import { until } from '../../smoke/clock';
import type { Finding } from '../../smoke/finding';
import { typesIn } from '../../smoke/probes/document-types';
import { shownInTime } from '../../smoke/probes/flow-log-life';
import { readExecution } from '../../smoke/probes/remediation';
import { byItem, repeated } from '../../smoke/probes/renewed-verdict';
import { printAnswer } from '../../smoke/report';

const told = ({ row, answer }: Finding): string => `${row} ${printAnswer(answer)}`;
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('an execution', () => {
  const judgement = (payload: string): StepExecution => ({
    Action: 'aws:invokeLambdaFunction',
    Outputs: { Payload: [payload] },
  });
  const creation = (FailureMessage: string): StepExecution => ({
    Action: 'aws:executeAwsApi',
    FailureMessage,
  });
  const read = (steps: StepExecution[], createdId?: string): readonly string[] =>
    readExecution({ StepExecutions: steps } satisfies AutomationExecution, createdId).map(told);

  test.each([
    ['"DECISION_CREATE vpc-1"', '11 as played'],
    ['DECISION_CREATE vpc-1', '11 otherwise: Payload has no quotes'],
    ['{"errorMessage":"ruleParameters: got object"}', '11 otherwise: the function refused its parameters'],
    ['{"errorMessage":"Throttling"}', '11 not settled: the judgement failed for another reason'],
  ])('with the payload %s', (payload, wanted) => {
    expect(read([judgement(payload)])[0]).toBe(wanted);
  });

  test.each([
    ['not authorized to perform: s3:GetBucketPolicy', '8 otherwise: creation needs s3:GetBucketPolicy'],
    [
      'not authorized to perform: logs:DeleteLogDelivery',
      '8 not settled: creation failed for another reason',
    ],
  ])('whose creation failed: %s', (message, wanted) => {
    expect(read([judgement('"DECISION_CREATE"'), creation(message)])).toContain(wanted);
  });

  test('that created nothing settles no permission', () => {
    expect(read([]).slice(1)).toEqual([
      '8 not settled: nothing was created',
      '16 not settled: nothing was created',
    ]);
  });

  test('whose flow log is there settles both', () => {
    expect(read([], 'fl-1').slice(1)).toEqual(['8 as played', '16 as played']);
  });
});

test.each([
  [
    {
      MaxAggregationInterval: 600,
      DestinationOptions: { HiveCompatiblePartitions: false, PerHourPartition: true },
    },
    'as played',
  ],
  [
    {
      MaxAggregationInterval: '600',
      DestinationOptions: { HiveCompatiblePartitions: false, PerHourPartition: true },
    },
    'otherwise: MaxAggregationInterval changed type',
  ],
  [
    { MaxAggregationInterval: 600 },
    'otherwise: DestinationOptions.HiveCompatiblePartitions, DestinationOptions.PerHourPartition changed type',
  ],
])('a document with %j', (inputs, wanted) => {
  const mainSteps = [{ inputs: {} }, { inputs: { Api: 'CreateFlowLogs', ...inputs } }];
  expect(told(typesIn(JSON.stringify({ mainSteps })))).toBe(`15 ${wanted}`);
});

test('a document that creates nothing settles nothing', () => {
  expect(told(typesIn('{}'))).toBe('15 not settled: the document has no step that calls CreateFlowLogs');
});

test.each([
  [at(10), at(60), '19 as played'],
  [at(240), at(60), '19 as played'],
  [at(241), at(60), '19 otherwise: listed 181 s after Config recorded it'],
  [undefined, at(60), '19 otherwise: not listed within 600 s'],
  [at(10), undefined, '19 not settled: Config recorded no item of fl-1'],
])('a flow log that is listed at %s and recorded at %s', (shown, recorded, wanted) => {
  expect(told(shownInTime('fl-1', at(0), shown, recorded))).toBe(wanted);
});

describe('after a remediation', () => {
  const started = (seconds: number) => ({ AutomationExecutionId: 'e', ExecutionStartTime: at(seconds) });

  test.each([
    [400, [], '20 as played'],
    [400, [started(300)], '20 otherwise: execution e followed'],
    [400, [started(500)], '20 as played'],
    [130, [], '20 not settled: the next evaluation came 30 s later'],
  ])('with the next evaluation at %i s', (renewed, executions, wanted) => {
    expect(told(repeated(at(100), at(renewed), executions))).toBe(wanted);
  });

  const ordered = (OrderingTimestamp?: Date) => ({ EvaluationResultIdentifier: { OrderingTimestamp } });

  test.each([
    [at(60), ordered(at(60)), '28 as played'],
    [at(60), ordered(at(90)), '28 not settled: something else renewed the verdict'],
    [at(60), ordered(), '28 not settled: the verdict has no ordering timestamp'],
    [at(60), undefined, "28 otherwise: the flow log's item did not renew the verdict on its VPC"],
    [undefined, ordered(at(60)), '28 not settled: Config recorded no item of fl-1'],
  ])('with an item of %s and a verdict of %j', (captured, renewed, wanted) => {
    expect(told(byItem('fl-1', captured, renewed))).toBe(wanted);
  });
});

describe('waiting', () => {
  const clock = () => {
    let time = 0;
    return {
      now: () => at(time),
      sleep: (seconds: number) => {
        time += seconds;
        return Promise.resolve();
      },
    };
  };

  test('ends with the first find', async () => {
    const seen = [undefined, undefined, 'found', 'too late'];
    await expect(
      until(clock(), { atMost: 60, every: 10 }, () => Promise.resolve(seen.shift())),
    ).resolves.toBe('found');
    expect(seen).toEqual(['too late']);
  });

  test('looks a last time when the time is over', async () => {
    let looks = 0;
    const look = () => {
      looks += 1;
      return Promise.resolve(undefined);
    };
    await expect(until(clock(), { atMost: 25, every: 10 }, look)).resolves.toBeUndefined();
    expect(looks).toBe(4);
  });
});
