import {
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
} from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { hostileText } from '../policy/hostile-text';
import {
  flowLogChange,
  judgeRequest,
  oversizedFlowLogChange,
  oversizedVpcChange,
  ruleEvent,
  scheduled,
  VPC,
  vpcChange,
} from './events';
import { awsError, flowLog, result, type Stage, stage, vpc } from './stage';

const TOKEN = 'token-that-nobody-guesses';

const INVOKING_EVENTS = [
  vpcChange(),
  vpcChange({ configurationItemStatus: 'ResourceDeleted' }),
  oversizedVpcChange(),
  flowLogChange(),
  flowLogChange({ configurationItemStatus: 'ResourceDeleted', configuration: null }),
  oversizedFlowLogChange(),
  scheduled(),
];

const told = (invokingEvent: unknown) => ruleEvent(invokingEvent, { resultToken: TOKEN });

/** A Region whose EC2 knows what an id looks like, as the real one does. */
function region(): Stage {
  const staged = stage({ vpcs: [vpc()], flowLogs: [flowLog()], remembered: ['vpc-0dead'] });
  const { ec2, config } = staged;
  ec2.on(DescribeVpcsCommand).callsFake(({ VpcIds: [vpcId] = [VPC], Filters }) => {
    if (!/^vpc-[0-9a-f]+$/.test(vpcId)) throw awsError('InvalidVpcID.Malformed');
    if (vpcId !== VPC) throw awsError('InvalidVpcID.NotFound');
    return { Vpcs: Filters ? [] : [vpc()] };
  });
  config.on(GetResourceConfigHistoryCommand).resolves({
    configurationItems: [
      { configuration: JSON.stringify({ resourceId: VPC }), configurationItemStatus: 'OK' },
    ],
  });
  return staged;
}

/** A verdict or an error, never both, and one log record that tells which. */
async function eitherOr(staged: Stage, event: unknown): Promise<'judged' | 'failed'> {
  const outcome = await staged.invoke(event).then(
    (answer) => {
      expect(answer ?? 'DECISION_').toContain('DECISION_');
      return 'judged' as const;
    },
    (error: Error) => {
      expect(staged.putInputs()).toEqual([]);
      if (staged.records[0]?.trigger === 'judge-request') expect(error.message).not.toMatch(/DECISION_/i);
      return 'failed' as const;
    },
  );
  for (const { Evaluations = [] } of staged.putInputs()) for (const each of Evaluations) wellFormed(each);
  expect(staged.records.map((record) => record.outcome)).toEqual([outcome]);
  expect(JSON.stringify(staged.records)).not.toContain(TOKEN);
  return outcome;
}

function wellFormed(evaluation: any): void {
  expect(evaluation).toEqual({
    ComplianceResourceType: 'AWS::EC2::VPC',
    ComplianceResourceId: expect.stringMatching(/^vpc-/),
    ComplianceType: expect.stringMatching(/^(COMPLIANT|NON_COMPLIANT|NOT_APPLICABLE)$/),
    Annotation: expect.stringMatching(/^.{1,256}$/),
    OrderingTimestamp: expect.any(Date),
  });
  expect(evaluation.OrderingTimestamp.getTime()).not.toBeNaN();
}

const RUNS = 150;

interface Case {
  readonly event: unknown;
  /** In place of the Region's own answers. */
  readonly answer?: unknown;
}

/** How often each happened: a property that always went one way would hold little. */
async function counted(
  cases: fc.Arbitrary<Case>,
  spoil: (staged: Stage, answer: any) => void = () => undefined,
): Promise<Readonly<Record<'judged' | 'failed', number>>> {
  const counts = { judged: 0, failed: 0 };
  const property = fc.asyncProperty(cases, async ({ event, answer }) => {
    const staged = region();
    spoil(staged, answer);
    counts[await eitherOr(staged, event)]++;
    staged.ec2.restore();
    staged.config.restore();
  });
  await fc.assert(property, { numRuns: RUNS });
  return counts;
}

const REMOVED = Symbol('removed');
const anything = fc.oneof(
  fc.jsonValue(),
  hostileText,
  fc.constantFrom<unknown>('', '{}', '[]', 'null', '2027-13-01', 0, -1, true, null, [], {}),
  fc.constant(REMOVED),
);

/** The value with one member of it, or of anything within it, replaced or removed; and now and then as it was. */
const spoilt = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .oneof(
      { weight: 9, arbitrary: fc.tuple(fc.constantFrom(...pathsOf(value)), anything) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    )
    .map((change) => (change ? replaced(value, ...change) : value));

const pathsOf = (value: unknown): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null && !(value instanceof Date)
    ? Object.entries(value).flatMap(([key, member]) => [
        [key],
        ...pathsOf(member).map((rest) => [key, ...rest]),
      ])
    : [];

function replaced(value: any, [key = '', ...rest]: readonly string[], replacement: unknown): unknown {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const member = rest.length === 0 ? replacement : replaced(value[key], rest, replacement);
  if (member === REMOVED) delete copy[key];
  else copy[key] = member;
  return copy;
}

const INVOKING_TEXTS = INVOKING_EVENTS.map((event) => JSON.stringify(event));

describe('no event, however malformed, yields a verdict together with an error', () => {
  test('arbitrary JSON is refused', async () => {
    const counts = await counted(fc.record({ event: fc.jsonValue() }));
    expect(counts).toEqual({ judged: 0, failed: RUNS });
  });

  test('an invoking event that is cut anywhere is refused, before anything is asked', async () => {
    const staged = region();
    const cuts = INVOKING_TEXTS.flatMap((text) => [...text].map((_, length) => text.slice(0, length)));
    for (const cut of cuts)
      await expect(staged.invoke(told(cut))).rejects.toThrow('the event is refused, nothing was reported');
    expect(cuts.length).toBeGreaterThan(1_000);
    expect(staged.records.map(({ outcome }) => outcome)).toEqual(cuts.map(() => 'failed'));
    expect(staged.calls).toEqual([]);
  });

  test.each([
    ['the invoking event', INVOKING_EVENTS, told],
    ['what Config sends around it', INVOKING_EVENTS.map(told), (event: unknown) => event],
    ['a judge request', [judgeRequest()], (event: unknown) => event],
  ])('one member of %s is anything or missing', async (_, events, sent) => {
    const cases = fc
      .constantFrom<unknown>(...events)
      .chain(spoilt)
      .map((event) => ({ event: sent(event) }));
    const { judged, failed } = await counted(cases);
    expect(Math.min(judged, failed)).toBeGreaterThan(0);
  });
});

test.each([' ', 'DECISION_CREATE', 'subnet-0123456789abcdef0'])(
  'the deletion of a VPC whose id is none is refused: %j',
  async (resourceId) => {
    const event = told(vpcChange({ configurationItemStatus: 'ResourceDeleted', resourceId }));
    await expect(eitherOr(region(), event)).resolves.toBe('failed');
  },
);

describe('no answer of AWS, however malformed, yields a verdict together with an error', () => {
  const VPCS = { Vpcs: [vpc({ Tags: [{ Key: 'a', Value: 'b' }] })] };
  const FLOW_LOGS = { FlowLogs: [flowLog({ LogFormat: '$' + '{vpc-id}' })] };
  const RESULTS = { EvaluationResults: [result('vpc-0dead')] };
  const HISTORY = {
    configurationItems: [{ configuration: '{"resourceId":"vpc-01"}', configurationItemStatus: 'OK' }],
  };
  const judging = [told(vpcChange()), told(scheduled()), judgeRequest()];
  const deletions = [
    told(flowLogChange({ configurationItemStatus: 'ResourceDeleted', configuration: null })),
  ];

  test.each<readonly [string, readonly unknown[], unknown, (staged: Stage, answer: any) => void]>([
    [
      'DescribeVpcs',
      judging,
      VPCS,
      ({ ec2 }, answer) =>
        ec2.on(DescribeVpcsCommand).callsFake(({ Filters }) => (Filters ? { Vpcs: [] } : answer)),
    ],
    [
      'DescribeFlowLogs',
      judging,
      FLOW_LOGS,
      ({ ec2 }, answer) => ec2.on(DescribeFlowLogsCommand).resolves(answer),
    ],
    [
      'GetComplianceDetailsByConfigRule',
      [told(scheduled())],
      RESULTS,
      ({ config }, answer) => config.on(GetComplianceDetailsByConfigRuleCommand).resolves(answer),
    ],
    [
      'GetResourceConfigHistory',
      deletions,
      HISTORY,
      ({ config }, answer) => config.on(GetResourceConfigHistoryCommand).resolves(answer),
    ],
  ])('one member of the answer to %s is anything or missing', async (_, events, answer, spoil) => {
    const cases = fc.record({ event: fc.constantFrom(...events), answer: spoilt(answer) });
    const { judged, failed } = await counted(cases, spoil);
    expect(Math.min(judged, failed)).toBeGreaterThan(0);
  });
});
