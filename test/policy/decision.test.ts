import fc from 'fast-check';
import { DECISION_PREFIX, DECISIONS, decide, type FlowLog, printDecision, safeProse } from '../../policy';
import { BUCKET, type Case, flowLog, judgeCase, LOG_GROUP, STREAM, toLogGroup, VPC_ID } from './builders';
import { HOSTILE_PIECES, hostileText } from './hostile-text';

const DESTINATION = `${BUCKET}/all-traffic/0a1b2c3d/`;
const decideCase = (given: Case, destination = DESTINATION) =>
  decide(judgeCase(given), given.flowLogs ?? [], destination);

const failing = (given: Partial<FlowLog> = {}): FlowLog =>
  flowLog({
    destination: DESTINATION,
    deliverLogsStatus: 'FAILED',
    deliverLogsErrorMessage: 'Access error',
    ...given,
  });

describe('the remediation is told', () => {
  const rows: readonly (readonly [string, keyof typeof DECISIONS, Case])[] = [
    ['to create where there is no flow log', 'create', {}],
    ['that a covered VPC is covered', 'covered', { flowLogs: [flowLog()] }],
    [
      'that it is covered, though another log to the destination fails',
      'covered',
      { flowLogs: [flowLog(), failing({ flowLogId: 'fl-2' })] },
    ],
    ['that there is nothing to do for a shared VPC', 'nothingToDo', { vpc: { ownerId: '999988887777' } }],
    ['that there is nothing to do for an exempt VPC', 'nothingToDo', { required: { exemptVpcIds: VPC_ID } }],
    [
      'that there is nothing to do for an exempt VPC whose log fails',
      'nothingToDo',
      { required: { exemptVpcIds: VPC_ID }, flowLogs: [failing()] },
    ],
    ['that there is nothing to do out of scope', 'nothingToDo', { required: { scopeTags: 'a=b' } }],
    [
      'to create beside a flow log that falls short',
      'create',
      { flowLogs: [flowLog({ trafficType: 'REJECT' })] },
    ],
    [
      'to create beside a flow log that falls short at this very destination',
      'create',
      { flowLogs: [flowLog({ trafficType: 'REJECT', destination: DESTINATION })] },
    ],
    ['to refuse where a log to this very destination fails', 'refuse', { flowLogs: [failing()] }],
    [
      'to refuse where it fails without FAILED',
      'refuse',
      { flowLogs: [failing({ deliverLogsStatus: undefined })] },
    ],
    [
      'to refuse where it fails without a cause',
      'refuse',
      { flowLogs: [failing({ deliverLogsErrorMessage: undefined })] },
    ],
    [
      'to refuse where EC2 leaves out the slash at the end',
      'refuse',
      { flowLogs: [failing({ destination: DESTINATION.slice(0, -1) })] },
    ],
    [
      'to refuse though another flow log is a nearer miss',
      'refuse',
      {
        required: { trafficType: 'REJECT' },
        flowLogs: [
          flowLog({ flowLogId: 'fl-0', trafficType: 'ACCEPT' }),
          failing({ trafficType: 'ACCEPT', maxAggregationInterval: 600 }),
        ],
      },
    ],
    [
      'to create where a log to another folder fails',
      'create',
      { flowLogs: [failing({ destination: `${BUCKET}/all-traffic/` })] },
    ],
    [
      'to create where a log of unknown destination fails',
      'create',
      { flowLogs: [failing({ destination: undefined })] },
    ],
    [
      "to create where another VPC's log to this destination fails",
      'create',
      { flowLogs: [failing({ resourceId: 'vpc-0123456789abcdef1' })] },
    ],
  ];
  it.each(rows)('%s', (_, word, given) => expect(decideCase(given).word).toBe(DECISIONS[word]));

  const ROLE = 'arn:aws:iam::111122223333:role/delivery';
  it.each<readonly [string, string | undefined, string | undefined, keyof typeof DECISIONS]>([
    ['by another role', `${ROLE}-of-others`, ROLE, 'create'],
    ['by the same role', ROLE, ROLE, 'refuse'],
    ['by a role that EC2 does not name', undefined, ROLE, 'refuse'],
    ['and the document names no role', ROLE, undefined, 'refuse'],
  ])('where a log to the same log group fails, %s', (_, deliveryRoleArn, ours, word) => {
    const flowLogs = [toLogGroup({ deliverLogsStatus: 'FAILED', deliveryRoleArn })];
    expect(decide(judgeCase({ flowLogs }), flowLogs, LOG_GROUP, ours).word).toBe(DECISIONS[word]);
  });

  it('to refuse, whichever spelling of the log group CloudFormation gave', () => {
    const flowLogs = [toLogGroup({ deliverLogsStatus: 'FAILED' })];
    expect(decideCase({ flowLogs }, `${LOG_GROUP}:*`).word).toBe(DECISIONS.refuse);
  });
});

describe('the prose', () => {
  it('is the id and the annotation', () =>
    expect(printDecision(decideCase({}))).toBe(`DECISION_CREATE ${VPC_ID}: no flow log`));

  it.each<readonly [string, Partial<FlowLog>, string]>([
    ['a bucket', {}, "repair the bucket's policy, or its key's"],
    [
      'a log group',
      { destinationType: 'cloud-watch-logs', destination: LOG_GROUP },
      "see that the group exists, and repair the delivery role's trust or its policy on the group's :*",
    ],
    [
      'a stream',
      { destinationType: 'kinesis-data-firehose', destination: STREAM },
      'see that the stream is active and tagged LogDeliveryEnabled=true',
    ],
    [
      'a type of destination that is unknown here',
      { destinationType: undefined },
      'repair the permissions of the destination',
    ],
  ])(
    'of a refusal names the flow log, the destination, the cause and the way out: %s',
    (_, given, remedy) => {
      const failed = failing(given);
      const { prose } = decideCase({ flowLogs: [failed] }, failed.destination);
      expect(prose).toBe(
        `${VPC_ID}: fl-1 already delivers to ${failed.destination} and fails: Access error; nothing was created, ${remedy}`,
      );
    },
  );

  it('says the way out however long the names and the cause are', () => {
    const destination = `arn:aws:logs:eu-west-1:111122223333:log-group:${'x'.repeat(512)}`;
    const flowLogs = [
      toLogGroup({
        destination,
        deliverLogsErrorMessage: 'y'.repeat(999),
        flowLogId: `fl-${'0'.repeat(17)}`,
      }),
    ];
    expect(printDecision(decideCase({ flowLogs }, destination))).toMatch(
      /x… and fails: y+…; nothing was created, .* :\*$/,
    );
  });

  it.each([
    ['DECISION_CREATE', 'decision CREATE'],
    ['xDECISION_DECISION_y', 'xdecision decision y'],
    ['Decision_Create', 'decision Create'],
    ['{{ JudgeVpc.Payload }}', "'' JudgeVpc.Payload ''"],
    ['{"a":"\\"}', "''a':''''"],
    ['a\nb', 'a b'],
  ])('%j is written as %j', (text, safe) => expect(safeProse(text)).toBe(safe));
});

describe('the printed decision', () => {
  const words: readonly string[] = Object.values(DECISIONS);

  it.each(words)('%s starts with the prefix, and no other word holds it', (word) => {
    expect(word.startsWith(DECISION_PREFIX)).toBe(true);
    expect(words.filter((other) => other.includes(word))).toEqual([word]);
  });

  it.each(HOSTILE_PIECES)('is decided by the facts when a message is %j', (piece) => {
    const flowLogs = [
      failing({ deliverLogsErrorMessage: piece }),
      flowLog({ flowLogId: 'fl-2', trafficType: 'REJECT' }),
    ];
    expect(printDecision(decideCase({ flowLogs })).startsWith(`${DECISIONS.refuse} ${VPC_ID}`)).toBe(true);
  });

  it('holds exactly one word, is at most 480 characters and needs no escape in JSON, whatever tags and messages hold', () =>
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, fc.boolean(), (tag, message, id, covered) => {
        const given: Case = {
          vpc: { tags: { exempt: tag } },
          required: { exemptTagKey: 'exempt' },
          flowLogs: [
            failing({ flowLogId: `fl-1${id}`, deliverLogsErrorMessage: message }),
            flowLog({ flowLogId: 'fl-2', trafficType: covered ? 'ALL' : 'REJECT' }),
          ],
        };
        const decision = decideCase(given);
        const answer = printDecision(decision);
        const expected = covered ? DECISIONS.covered : DECISIONS.refuse;
        expect(decision.word).toBe(expected);
        expect(answer.startsWith(`${expected} `)).toBe(true);
        expect(answer.match(/decision_/gi)).toHaveLength(1);
        expect(answer.length).toBeLessThanOrEqual(480);
        expect(JSON.stringify(answer)).toBe(`"${answer}"`);
        expect(answer).not.toMatch(/\{\{|\}\}/);
      }),
    ));
});
