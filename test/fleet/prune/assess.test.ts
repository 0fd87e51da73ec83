import { VPC_ID, vpc } from '../../policy/builders';
import { assessCase, deployed, destinationOf, logged, NOW, ours, present, standings, TAGS } from './builders';

const ALL = deployed('all-traffic');
const NEW = present('fl-new', 20, ALL);
const OLD = ours('fl-old', 10);

describe('a flow log of ours', () => {
  test('is superseded by a newer one that EC2 reports to deliver, whatever format it had', () => {
    const [old, now] = assessCase({ requirements: [ALL], flowLogs: [NEW, OLD] });
    expect(old).toMatchObject({ flowLogId: 'fl-old', standing: 'superseded' });
    expect(old?.reason).toBe(`fl-new captures ALL to ${destinationOf(ALL)}`);
    expect(now).toMatchObject({ flowLogId: 'fl-new', standing: 'needed' });
  });

  test.each([
    ['reports nothing yet', { deliverLogsStatus: undefined }, 'EC2 does not report yet'],
    ['reports a failure', { deliverLogsStatus: 'FAILED' }, 'not covered: no flow log'],
    [
      'names an error beside SUCCESS',
      { deliverLogsErrorMessage: 'Access error' },
      'not covered: no flow log',
    ],
  ])('is needed while EC2 %s of the newer one', (_, fact, reason) => {
    const [old] = assessCase({ requirements: [ALL], flowLogs: [OLD, present('fl-new', 20, ALL, fact)] });
    expect(old?.standing).toBe('needed');
    expect(old?.reason).toContain(reason);
  });

  test.each([
    ['captures too little', { trafficType: 'REJECT' }],
    ['is not active', { flowLogStatus: 'CREATING' }],
    ['captures another VPC', { resourceId: 'vpc-00000000000000000' }],
  ] as const)('is needed when the newer one %s', (_, fact) => {
    const newer = present('fl-new', 20, ALL, fact);
    expect(standings({ requirements: [ALL], flowLogs: [OLD, newer] })['fl-old']).toBe('needed');
  });

  test.each([
    ['for 30 minutes', -30, 'superseded'],
    ['for 29 minutes only, when EC2 may still say SUCCESS of one that fails', -29, 'needed'],
    ['from a time to come, by a clock that is wrong', 600, 'needed'],
  ])('is judged by a newer one that is there %s: %i minutes make it %s', (_, minutes, standing) => {
    const newer = { ...NEW, createdAt: new Date(NOW.getTime() + minutes * 60_000) };
    expect(standings({ requirements: [ALL], flowLogs: [OLD, newer] })['fl-old']).toBe(standing);
  });

  test('is needed when only an older one covers the VPC', () => {
    expect(standings({ requirements: [ALL], flowLogs: [OLD, logged('fl-theirs', 5)] })).toEqual({
      'fl-old': 'needed',
    });
  });

  test('is superseded by a newer one of others, which is not listed', () => {
    expect(standings({ requirements: [ALL], flowLogs: [OLD, logged('fl-theirs', 20)] })).toEqual({
      'fl-old': 'superseded',
    });
  });

  test('that fails to deliver is superseded all the same', () => {
    const old = ours('fl-old', 10, { deliverLogsStatus: 'FAILED', deliverLogsErrorMessage: 'Access error' });
    expect(standings({ requirements: [ALL], flowLogs: [old, NEW] })['fl-old']).toBe('superseded');
  });

  test('is needed when EC2 says of neither when it was created', () => {
    const undated = { ...OLD, createdAt: undefined };
    expect(standings({ requirements: [ALL], flowLogs: [undated, NEW] })['fl-old']).toBe('needed');
    expect(standings({ requirements: [ALL], flowLogs: [OLD, { ...NEW, createdAt: undefined }] })).toEqual({
      'fl-old': 'needed',
      'fl-new': 'needed',
    });
  });
});

describe('of two twins that a race made', () => {
  test.each([
    ['the older goes', 20],
    ['made in one moment, the one with the smaller id goes', 10],
  ])('%s, and one stays', (_, day) => {
    const twins = [present('fl-a', 10, ALL), present('fl-b', day, ALL)];
    const found = standings({ requirements: [ALL], flowLogs: twins });
    expect(found).toEqual({ 'fl-a': 'superseded', 'fl-b': 'needed' });
  });

  test('of three, two go', () => {
    const flowLogs = ['fl-a', 'fl-b', 'fl-c'].map((id) => present(id, 10, ALL));
    expect(Object.values(standings({ requirements: [ALL], flowLogs })).sort()).toEqual([
      'needed',
      'superseded',
      'superseded',
    ]);
  });
});

describe('what remediation creates today', () => {
  const present1 = present('fl-present', 10, ALL);

  test.each([
    ['of others', logged('fl-theirs', 20)],
    [
      'of others that bears copied tags',
      logged('fl-copy', 20, { ...present1.fact, flowLogId: 'fl-copy' }, present1.tags),
    ],
    ['of another requirement', present('fl-other', 20, deployed('other'))],
  ])('is not superseded by a newer one %s, which its owner may delete any day', (_, newer) => {
    const found = standings({ requirements: [ALL], flowLogs: [present1, newer] });
    expect(found['fl-present']).not.toBe('superseded');
  });

  test('of two stacks with a requirement of one name is not superseded by that of the other stack', () => {
    const elsewhere = 'arn:aws:s3:::second-logs/all-traffic/553d9a24/';
    const { remediation } = ALL;
    if (remediation.mode === 'observe') throw new Error('it remediates');
    const document = { ...remediation.document, logDestination: elsewhere };
    const second = {
      ...ALL,
      ruleName: 'rule-of-the-second-stack',
      remediation: { ...remediation, document },
    };
    const flowLogs = [present('fl-first', 10, ALL), present('fl-second', 20, second)];
    expect(flowLogs[1]?.fact.destination).toBe(elsewhere);
    expect(standings({ requirements: [ALL, second], flowLogs })).toEqual({
      'fl-first': 'needed',
      'fl-second': 'needed',
    });
  });
});

test('of two flow logs that name one execution neither is deleted: one has copied tags, and which is not told', () => {
  const copy = logged('fl-copy', 12, { ...OLD.fact, flowLogId: 'fl-copy' }, OLD.tags);
  const [old, copied] = assessCase({ requirements: [ALL], flowLogs: [OLD, copy, NEW] });
  expect([old?.standing, copied?.standing]).toEqual(['not-ours', 'not-ours']);
  expect(copied?.reason).toContain('another flow log names the execution');
});

test('after a change that was taken back, the present shape stays though the former one is newer', () => {
  const flowLogs = [present('fl-present', 10, ALL), ours('fl-former', 20)];
  expect(standings({ requirements: [ALL], flowLogs })).toEqual({
    'fl-present': 'needed',
    'fl-former': 'needed',
  });
});

describe('an ACCEPT and a REJECT', () => {
  const accept = logged('fl-accept', 20, { trafficType: 'ACCEPT' });
  const reject = logged('fl-reject', 21, { trafficType: 'REJECT' });

  test('that are both newer supersede an ALL', () => {
    expect(standings({ requirements: [ALL], flowLogs: [OLD, accept, reject] })['fl-old']).toBe('superseded');
  });

  test.each([['older'], ['not reported to deliver']])('do not when one is %s', (flaw) => {
    const flawed =
      flaw === 'older'
        ? logged('fl-reject', 5, { trafficType: 'REJECT' })
        : logged('fl-reject', 21, { trafficType: 'REJECT', deliverLogsStatus: undefined });
    expect(standings({ requirements: [ALL], flowLogs: [OLD, accept, flawed] })['fl-old']).toBe('needed');
  });

  test('half of which is ours is needed while the pair covers for another requirement', () => {
    const rejects = deployed('rejects', { parameters: { trafficType: 'REJECT' } });
    const strict = deployed('strict', { parameters: { maxAggregationInterval: 60 } });
    const fast = { maxAggregationInterval: 60 };
    const half = ours('fl-half', 10, { trafficType: 'REJECT', ...fast }, 'rejects');
    const flowLogs = [
      half,
      logged('fl-accept', 12, { trafficType: 'ACCEPT', ...fast }),
      present('fl-rejects', 20, rejects),
    ];
    const [assessed] = assessCase({ requirements: [rejects, strict], flowLogs });
    expect(assessed).toMatchObject({ flowLogId: 'fl-half', standing: 'needed' });
    expect(assessed?.reason).toContain('strict needs it');
  });
});

describe('a flow log that several requirements share', () => {
  const fast = deployed('fast', { parameters: { maxAggregationInterval: 60 } });

  test('is needed while another requirement is met by it alone', () => {
    const shared = ours('fl-old', 10, { maxAggregationInterval: 60 });
    const [assessed] = assessCase({ requirements: [ALL, fast], flowLogs: [shared, NEW] });
    expect(assessed?.standing).toBe('needed');
    expect(assessed?.reason).toMatch(/^fast needs it: without it, fl-new aggregates for 600 s/);
  });

  test('is needed while what would be left for the other is not reported to deliver yet', () => {
    const shared = ours('fl-old', 10, { maxAggregationInterval: 60 });
    const young = logged('fl-young', 25, { maxAggregationInterval: 60, deliverLogsStatus: undefined });
    const [assessed] = assessCase({ requirements: [ALL, fast], flowLogs: [shared, NEW, young] });
    expect(assessed?.standing).toBe('needed');
    expect(assessed?.reason).toBe(
      'fast needs it: without it, what would be left is not reported to deliver yet',
    );
  });

  test('goes once both have newer ones', () => {
    const shared = ours('fl-old', 10, { maxAggregationInterval: 60 });
    const flowLogs = [shared, NEW, present('fl-fast', 21, fast)];
    expect(standings({ requirements: [ALL, fast], flowLogs })['fl-old']).toBe('superseded');
  });
});

describe('a VPC that is not judged', () => {
  test.each([
    ['exempt', { parameters: { exemptVpcIds: VPC_ID } }, vpc()],
    ['out of scope', { parameters: { scopeTags: 'Environment=prod' } }, vpc()],
    [
      'a default VPC that is left out',
      { parameters: { includeDefaultVpcs: false } },
      vpc({ isDefault: true }),
    ],
    ['shared by another account', {}, vpc({ ownerId: '444455556666' })],
    ['not listed', {}, undefined],
  ])('keeps its flow logs: %s', (_, given, listed) => {
    const requirement = deployed('all-traffic', given);
    const found = standings({
      requirements: [requirement],
      flowLogs: [OLD, NEW],
      estate: { vpc: listed },
    });
    expect(found).toEqual({ 'fl-old': 'needed', 'fl-new': 'needed' });
  });
});

test('subnets that cover a VPC do not take its own flow log away, since a new subnet would have none', () => {
  const requirement = deployed('all-traffic', { parameters: { acceptSubnetCoverage: true } });
  const [old] = assessCase({
    requirements: [requirement],
    flowLogs: [OLD, logged('fl-subnet', 20, { resourceId: 'subnet-1' })],
    estate: { subnetIds: ['subnet-1'] },
  });
  expect(old?.standing).toBe('needed');
  expect(old?.reason).toContain('all-traffic needs it');
});

describe('a requirement that is not deployed here', () => {
  const renamed = ours('fl-renamed', 10, {}, 'old-name');

  test('is listed apart with how to delete its flow logs', () => {
    const [found] = assessCase({ requirements: [ALL], flowLogs: [renamed, NEW] });
    expect(found?.standing).toBe('not-deployed');
    expect(found?.reason).toContain('give --requirement old-name to delete this one');
  });

  test('loses its superseded flow logs when it is named', () => {
    const chosen = { requirement: 'old-name' };
    const found = standings({ requirements: [ALL], flowLogs: [renamed, NEW], chosen });
    expect(found).toEqual({ 'fl-renamed': 'superseded' });
  });

  test('keeps them, named or not, while nothing newer covers the VPC', () => {
    const chosen = { requirement: 'old-name' };
    expect(standings({ requirements: [ALL], flowLogs: [renamed], chosen })['fl-renamed']).toBe('needed');
  });

  test('keeps them where no requirement is deployed at all', () => {
    const chosen = { requirement: 'old-name' };
    expect(standings({ requirements: [], flowLogs: [renamed, NEW], chosen })['fl-renamed']).toBe('needed');
  });

  test('has a log group or a stream named beside it, which tell nothing of the requirement', () => {
    const group = 'arn:aws:logs:eu-west-1:111122223333:log-group:former';
    const flowLogs = [
      ours('fl-group', 10, { destinationType: 'cloud-watch-logs', destination: group }, 'old-name'),
      NEW,
    ];
    const named = (formerDestinations: readonly string[]) =>
      standings({ requirements: [ALL], flowLogs, chosen: { requirement: 'old-name', formerDestinations } });
    expect(named([])['fl-group']).toBe('not-deployed');
    expect(named([group])['fl-group']).toBe('superseded');
    const unnamed = standings({ requirements: [ALL], flowLogs, chosen: { formerDestinations: [group] } });
    expect(unnamed['fl-group']).toBe('not-deployed');
  });

  test('is the same as one that only observes, of which nothing tells the destination', () => {
    const observed = deployed('all-traffic', { mode: 'observe' });
    const flowLogs = [OLD, logged('fl-theirs', 20)];
    const [found] = assessCase({ requirements: [observed], flowLogs });
    expect(found).toMatchObject({ standing: 'not-deployed' });
    expect(found?.reason).toContain('all-traffic only observes here');
    const chosen = { requirement: 'all-traffic' };
    expect(standings({ requirements: [observed], flowLogs, chosen })['fl-old']).toBe('superseded');
  });
});

describe('a destination that the requirement does not have', () => {
  const moved = ours('fl-moved', 10, { destination: 'arn:aws:s3:::old-bucket/net/all-traffic/00000000/' });

  test.each([
    [[], 'elsewhere'],
    [['arn:aws:s3:::old-bucket'], 'elsewhere'],
    [['arn:aws:s3:::old-bucket/net'], 'superseded'],
    [['arn:aws:s3:::old-bucket/net/'], 'superseded'],
  ])('is named to lose its flow logs: %j makes it %s', (formerDestinations, standing) => {
    const found = standings({ requirements: [ALL], flowLogs: [moved, NEW], chosen: { formerDestinations } });
    expect(found['fl-moved']).toBe(standing);
  });
});

test("another requirement's folder of the same bucket is not its own", () => {
  const astray = ours('fl-astray', 10, { destination: 'arn:aws:s3:::org-logs/rejects/00000000/' });
  expect(standings({ requirements: [ALL], flowLogs: [astray, NEW] })['fl-astray']).toBe('elsewhere');
});

describe('what carries our tag and is not ours', () => {
  test.each([
    ['tagged by hand', { [TAGS.requirement]: 'all-traffic' }, {}],
    ['with an execution that is none', { [TAGS.requirement]: 'all-traffic', [TAGS.execution]: 'x' }, {}],
    [
      'managed by CloudFormation',
      {
        [TAGS.requirement]: 'all-traffic',
        [TAGS.execution]: OLD.tags[TAGS.execution] ?? '',
        'aws:cloudformation:stack-id': 's',
      },
      {},
    ],
    ['of a subnet', OLD.tags, { resourceId: 'subnet-1' }],
  ])('is never deleted: %s', (_, tags, fact) => {
    const flowLogs = [logged('fl-theirs', 10, { ...OLD.fact, flowLogId: 'fl-theirs', ...fact }, tags), NEW];
    expect(standings({ requirements: [ALL], flowLogs })['fl-theirs']).toBe('not-ours');
  });
});

test('a rule that cannot be read leaves everything unknown', () => {
  const doubts = [{ ruleName: 'rule-x', problem: 'its parameters cannot be read' }];
  const [old] = assessCase({ requirements: [ALL], flowLogs: [OLD, NEW], doubts });
  expect(old).toMatchObject({ standing: 'unknown', reason: 'rule rule-x: its parameters cannot be read' });
});

test('a document that cannot be read leaves its flow logs unknown, with the cause', () => {
  const { remediation } = ALL;
  if (remediation.mode === 'observe') throw new Error('it remediates');
  const unreadable = { ...remediation, document: { unreadable: 'ssm:GetDocument answers InvalidDocument' } };
  const [old] = assessCase({ requirements: [{ ...ALL, remediation: unreadable }], flowLogs: [OLD, NEW] });
  expect(old).toMatchObject({
    standing: 'unknown',
    reason: 'its Automation document: ssm:GetDocument answers InvalidDocument',
  });
});

test('the order of the listing changes nothing', () => {
  const flowLogs = [OLD, ours('fl-older', 5), NEW, logged('fl-theirs', 12)];
  const expected = standings({ requirements: [ALL], flowLogs });
  for (const order of permutations(flowLogs))
    expect(standings({ requirements: [ALL], flowLogs: order })).toEqual(expected);
});

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}
