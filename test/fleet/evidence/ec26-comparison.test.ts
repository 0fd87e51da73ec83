import {
  type Compared,
  compareEc26,
  FAILED_BUT_NOT_APPLICABLE,
  type Hub,
  PASSED_BUT_GAP,
} from '../../../fleet/evidence/ec26-comparison';
import type { Ec26Finding } from '../../../fleet/evidence/ec26-findings';
import type { EvidenceVerdict, Standing } from '../../../fleet/evidence/evidence';
import type { FlowLogChange } from '../../../fleet/evidence/flow-log-change';
import { type FlowLog, REASONS, type Reason } from '../../../policy';
import { flowLog, VPC_ID } from '../../policy/builders';

const CHECKED = '2026-06-15T01:00:00.000Z';
const HUB: Hub = { state: { state: 'read' }, lastCheck: CHECKED };

const finding = (status: string, given: Partial<Ec26Finding> = {}): Ec26Finding => ({
  findingId: 'finding/1',
  status,
  workflow: 'NEW',
  updatedAt: CHECKED,
  checkedAt: CHECKED,
  others: [],
  ...given,
});

const STANDINGS = { COMPLIANT: 'covered', NON_COMPLIANT: 'gap', NOT_APPLICABLE: 'not-applicable' } as const;

const verdict = (reason: Reason, name = 'all-traffic'): EvidenceVerdict => ({
  requirement: name,
  compliance: REASONS[reason],
  reason,
  annotation: `because of ${reason}`,
});

const listed = (given: Partial<FlowLog> = {}, createdAt = '2026-06-01T00:00:00Z') => ({
  fact: flowLog(given),
  createdAt: new Date(createdAt),
});

/** A VPC with a flow log of two weeks, by the reason of its verdict. */
const compared = (reason: Reason, given: Partial<Compared> = {}): Compared => ({
  vpcId: VPC_ID,
  standing: STANDINGS[REASONS[reason]],
  verdicts: [verdict(reason)],
  exemption: undefined,
  flowLogs: [listed()],
  changes: [],
  shortOf: () => given.verdicts ?? [verdict(reason)],
  knownSince: undefined,
  ...given,
});

const DELETED: FlowLogChange = {
  kind: 'deleted',
  at: '2026-06-15T02:00:00.000Z',
  flowLogId: 'fl-9',
  resourceId: VPC_ID,
  actor: 'user mallory',
  executionId: undefined,
};

type Row = readonly [string, Compared, Ec26Finding | undefined, string, RegExp | undefined];

describe('EC2.6 passes', () => {
  const ROWS: readonly Row[] = [
    ['and the VPC is covered', compared('covered'), finding('PASSED'), 'agrees', undefined],
    ['and nothing is asked of it', compared('exempt-id'), finding('PASSED'), 'agrees', /no requirement/],
    [
      'what captures REJECT alone',
      compared('traffic-type', { flowLogs: [listed({ trafficType: 'REJECT' })] }),
      finding('PASSED'),
      'disagrees',
      /content with a flow log that captures REJECT alone \(all-traffic: because of traffic-type\)/,
    ],
    [
      'what does not deliver',
      compared('delivery-failed'),
      finding('PASSED'),
      'disagrees',
      /records do not arrive/,
    ],
    [
      'what delivers elsewhere',
      compared('destination'),
      finding('PASSED'),
      'disagrees',
      /where a flow log delivers/,
    ],
    [
      'another kind of destination',
      compared('destination-type'),
      finding('PASSED'),
      'disagrees',
      /kind of destination/,
    ],
    [
      'what aggregates too long',
      compared('aggregation-interval'),
      finding('PASSED'),
      'disagrees',
      /how long/,
    ],
    ['what lacks fields', compared('log-format'), finding('PASSED'), 'disagrees', /which fields/],
    ['another file format', compared('file-format'), finding('PASSED'), 'disagrees', /file format/],
    [
      'a flow log that was deleted since',
      compared('no-flow-log', { flowLogs: [], changes: [DELETED] }),
      finding('PASSED'),
      'disagrees',
      /the finding is of 2026-06-15T01.*fl-9 was deleted at 2026-06-15T02:00:00\.000Z by user mallory.*12 or 24 hours/,
    ],
    [
      'a flow log of which nothing is known any more',
      compared('no-flow-log', { flowLogs: [] }),
      finding('PASSED'),
      'disagrees',
      /^EC2 lists no flow log of the VPC itself now: one may have been deleted since 2026-06-15T01.*12 or 24 hours$/,
    ],
    [
      'a VPC whose flow logs are of subnets now',
      compared('no-flow-log', { flowLogs: [listed({ resourceId: 'subnet-1' })] }),
      finding('PASSED'),
      'disagrees',
      /no flow log of the VPC itself now/,
    ],
    [
      'what captures ACCEPT alone, and was there at its check',
      compared('traffic-type', { flowLogs: [listed({ trafficType: 'ACCEPT' })] }),
      finding('PASSED'),
      'disagrees',
      /^not explained by what could be read: EC2 lists no active flow log of the VPC now that captures REJECT or ALL/,
    ],
    [
      'what is not active, which it is not known to be content with',
      compared('inactive', { flowLogs: [listed({ flowLogStatus: 'other' })] }),
      finding('PASSED'),
      'disagrees',
      /^not explained/,
    ],
    [
      'a VPC of whose subnet a flow log was deleted since, which it did not look at',
      compared('no-flow-log', { flowLogs: [], changes: [{ ...DELETED, resourceId: 'subnet-1' }] }),
      finding('PASSED'),
      'disagrees',
      /^EC2 lists no flow log of the VPC itself now: one may have been deleted/,
    ],
    [
      'a flow log beside the one that the verdict names',
      compared('traffic-type', {
        flowLogs: [
          listed({ flowLogId: 'fl-1', trafficType: 'ACCEPT' }),
          listed({ flowLogId: 'fl-2', trafficType: 'REJECT', deliverLogsStatus: 'FAILED' }),
        ],
        shortOf: (flowLogs) =>
          flowLogs.map(({ flowLogId }) => ({
            ...verdict('delivery-failed'),
            annotation: `${flowLogId} fails`,
          })),
      }),
      finding('PASSED'),
      'disagrees',
      /^EC2\.6 looks at presence: .* \(all-traffic: fl-2 fails\)$/,
    ],
    [
      'two requirements that fail for two reasons',
      compared('delivery-failed', {
        verdicts: [
          verdict('delivery-failed', 'a'),
          verdict('destination', 'b'),
          verdict('destination', 'c'),
          verdict('covered', 'd'),
        ],
      }),
      finding('PASSED'),
      'disagrees',
      /arrive \(a: because of delivery-failed\); EC2\.6 does not ask where .* \(b: because of destination; c: because of destination\)$/,
    ],
  ];

  test.each(ROWS)('%s', (_, given, found, agreement, explanation) => {
    const told = compareEc26(given, found, HUB);
    expect(told.agreement).toBe(agreement);
    expect(told.explanation ?? '').toMatch(explanation ?? /^$/);
  });
});

describe('EC2.6 fails', () => {
  const ROWS: readonly Row[] = [
    [
      'and so does the VPC',
      compared('no-flow-log', { flowLogs: [] }),
      finding('FAILED'),
      'agrees',
      undefined,
    ],
    [
      'what its subnets cover',
      compared('subnets-covered', { flowLogs: [listed({ resourceId: 'subnet-1' })] }),
      finding('FAILED'),
      'disagrees',
      /of the VPC itself.*subnets/,
    ],
    [
      'what captures ACCEPT, which is all that is required',
      compared('covered', { flowLogs: [listed({ trafficType: 'ACCEPT' })] }),
      finding('FAILED'),
      'disagrees',
      /asks for REJECT/,
    ],
    [
      'a flow log that is newer than its check',
      compared('covered', { flowLogs: [listed({}, '2026-06-15T03:00:00Z')] }),
      finding('FAILED'),
      'disagrees',
      /the finding is of 2026-06-15T01.*before fl-1 was created at 2026-06-15T03.*12 or 24 hours/,
    ],
    [
      'a flow log that was there at its check, which is said',
      compared('covered'),
      finding('FAILED'),
      'disagrees',
      /not explained by what could be read: EC2\.6 was checked at 2026-06-15T01.*, after fl-1 was created at 2026-06-01T00/,
    ],
    [
      'a flow log of the very moment of its check, by which it might have passed',
      compared('covered', { flowLogs: [listed({}, '2026-06-15T01:00:00.000Z')] }),
      finding('FAILED', { checkedAt: '2026-06-15T01:00:00.000Z' }),
      'disagrees',
      /not explained by what could be read/,
    ],
    [
      'two flow logs that are newer than its check, which are both named',
      compared('covered', {
        flowLogs: [
          listed({ flowLogId: 'fl-1' }, '2026-06-15T03:00:00Z'),
          listed({ flowLogId: 'fl-2' }, '2026-06-15T04:00:00Z'),
        ],
      }),
      finding('FAILED'),
      'disagrees',
      /before fl-1 was created at 2026-06-15T03.* and fl-2 was created at 2026-06-15T04/,
    ],
    [
      'at a time that it does not say, before which nothing is known to be created',
      compared('covered'),
      finding('FAILED', { checkedAt: undefined }),
      'disagrees',
      /^not explained by what could be read: the finding does not say when EC2\.6 was checked$/,
    ],
    [
      'a flow log of which EC2 does not say since when',
      compared('covered', { flowLogs: [{ fact: flowLog(), createdAt: undefined }] }),
      finding('FAILED'),
      'disagrees',
      /^not explained by what could be read: EC2 does not say when fl-1 was created$/,
    ],
    [
      'a default VPC that is excluded',
      compared('default-vpc'),
      finding('FAILED'),
      'disagrees',
      /default VPCs too/,
    ],
    ['what is out of scope', compared('out-of-scope'), finding('FAILED'), 'disagrees', /knows no scope/],
    [
      'what is exempt by its id',
      compared('exempt-id'),
      finding('FAILED'),
      'disagrees',
      /knows no exemptions.*its id/,
    ],
    [
      'what is exempt by its tag, and until when',
      compared('exempt-tag', {
        exemption: { by: 'tag', until: '2026-07-31', requirements: ['all-traffic'] },
      }),
      finding('FAILED'),
      'disagrees',
      /by its tag.*until 2026-07-31$/,
    ],
    [
      'what another account shares',
      compared('shared'),
      finding('FAILED'),
      'disagrees',
      /another account owns/,
    ],
    [
      'a gap, and somebody suppressed it',
      compared('no-flow-log', { flowLogs: [] }),
      finding('FAILED', { workflow: 'SUPPRESSED' }),
      'disagrees',
      /suppressed.*not met all the same/,
    ],
    [
      'what is exempt, and somebody suppressed it',
      compared('exempt-id'),
      finding('FAILED', { workflow: 'SUPPRESSED' }),
      'agrees',
      /suppressed/,
    ],
    [
      'what is covered, and somebody suppressed it',
      compared('covered'),
      finding('FAILED', { workflow: 'SUPPRESSED' }),
      'disagrees',
      /not explained.*suppressed/,
    ],
  ];

  test.each(ROWS)('%s', (_, given, found, agreement, explanation) => {
    const told = compareEc26(given, found, HUB);
    expect(told.agreement).toBe(agreement);
    expect(told.explanation ?? '').toMatch(explanation ?? /^$/);
  });
});

describe('there is nothing to compare', () => {
  const ROWS: readonly (readonly [string, Compared, Ec26Finding | undefined, Hub, string, RegExp])[] = [
    [
      'where Security Hub is off',
      compared('covered'),
      undefined,
      { state: { state: 'off', cause: 'not enabled' }, lastCheck: undefined },
      'unknown',
      /not enabled/,
    ],
    [
      'where Security Hub could not be read',
      compared('covered'),
      undefined,
      { state: { state: 'unknown', cause: 'denied' }, lastCheck: undefined },
      'unknown',
      /denied/,
    ],
    [
      'where there is no verdict of ours',
      compared('covered', { standing: 'unknown', verdicts: [] }),
      finding('PASSED'),
      HUB,
      'unknown',
      /no verdict of ours/,
    ],
    [
      'where the check could not be done',
      compared('covered'),
      finding('NOT_AVAILABLE'),
      HUB,
      'unknown',
      /NOT_AVAILABLE/,
    ],
    ['where the check warns', compared('no-flow-log'), finding('WARNING'), HUB, 'unknown', /WARNING/],
    [
      'where the control is off',
      compared('covered'),
      undefined,
      { ...HUB, lastCheck: undefined },
      'no-finding',
      /every standard that has it, may be off, or was not checked yet/,
    ],
    [
      'where the VPC may be newer than the check',
      compared('covered'),
      undefined,
      HUB,
      'no-finding',
      /may be newer than the last check/,
    ],
    [
      'where the VPC is a little older than the check',
      compared('covered', { knownSince: '2026-06-14T23:00:00.000Z' }),
      undefined,
      HUB,
      'no-finding',
      /may be newer/,
    ],
    [
      'where the VPC is days older than the check',
      compared('covered', { knownSince: '2026-06-01T00:00:00.000Z' }),
      undefined,
      HUB,
      'no-finding',
      /archived/,
    ],
    [
      'where another account owns the VPC',
      compared('shared'),
      undefined,
      HUB,
      'no-finding',
      /checks it there/,
    ],
  ];

  test.each(ROWS)('%s', (_, given, found, hub, agreement, explanation) => {
    const told = compareEc26(given, found, hub);
    expect(told.agreement).toBe(agreement);
    expect(told.explanation).toMatch(explanation);
  });
});

test('every reason that a verdict on a VPC can have is explained', () => {
  const of = (type: (typeof REASONS)[Reason]): readonly string[] =>
    (Object.keys(REASONS) as Reason[]).filter((reason) => REASONS[reason] === type);
  // Without an active flow log, EC2.6 is not known to pass by what EC2 lists.
  expect([...Object.keys(PASSED_BUT_GAP), 'inactive', 'no-flow-log'].sort()).toEqual(
    [...of('NON_COMPLIANT')].sort(),
  );
  // An audit lists VPCs that are there, and asks no item of Config.
  expect([...Object.keys(FAILED_BUT_NOT_APPLICABLE), 'gone', 'not-recorded'].sort()).toEqual(
    [...of('NOT_APPLICABLE')].sort(),
  );
});

test('whatever disagrees, and whatever cannot be compared, says why', () => {
  for (const reason of Object.keys(REASONS) as Reason[])
    for (const standing of [STANDINGS[REASONS[reason]], 'unknown'] satisfies readonly Standing[])
      for (const status of ['PASSED', 'FAILED', 'WARNING', 'NOT_AVAILABLE', 'NEW_ONE'])
        for (const workflow of ['NEW', 'SUPPRESSED', undefined]) {
          const told = compareEc26(compared(reason, { standing }), finding(status, { workflow }), HUB);
          if (told.agreement !== 'agrees') expect(told.explanation).toMatch(/\S/);
        }
});

describe('several findings of EC2.6 on one VPC', () => {
  const LATEST = finding('FAILED', { workflow: 'SUPPRESSED' });

  test.each([
    [
      'another status',
      [{ status: 'PASSED', workflow: 'SUPPRESSED' }],
      /PASSED, workflow SUPPRESSED: this is the latest$/,
    ],
    [
      'that nobody suppressed',
      [{ status: 'FAILED', workflow: 'NEW' }],
      /FAILED, workflow NEW: this is the latest$/,
    ],
  ])('of which an earlier one has %s: it is told', (_, others, told) => {
    expect(compareEc26(compared('exempt-id'), { ...LATEST, others }, HUB).explanation).toMatch(told);
  });

  test('are one where they say the same', () => {
    const others = [{ status: 'FAILED', workflow: 'SUPPRESSED' }];
    const [alone, together] = [LATEST, { ...LATEST, others }].map((each) =>
      compareEc26(compared('exempt-id'), each, HUB),
    );
    expect(together).toEqual(alone);
  });

  test('are told where they agree with the verdict as well', () => {
    const others = [{ status: 'FAILED', workflow: 'NEW' }];
    expect(compareEc26(compared('covered'), finding('PASSED', { others }), HUB)).toMatchObject({
      agreement: 'agrees',
      explanation: 'other findings of EC2.6 on the VPC say FAILED, workflow NEW: this is the latest',
    });
  });
});
