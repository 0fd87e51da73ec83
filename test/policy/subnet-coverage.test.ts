import fc from 'fast-check';
import { complianceTypeOf, type FlowLog, judge, type Reason } from '../../policy';
import { BUCKET, type Case, expectAnnotation, flowLog, judgeCase, PLACE, requirement, vpc } from './builders';

const A = 'subnet-0a';
const B = 'subnet-0b';
const C = 'subnet-0c';

const of = (resourceId: string, given: Partial<FlowLog> = {}): FlowLog =>
  flowLog({ flowLogId: `fl-${resourceId}`, resourceId, ...given });

const accepting = (given: Case): Case => ({
  subnetIds: [A, B, C],
  ...given,
  required: { acceptSubnetCoverage: true, ...given.required },
});

type Row = readonly [sentence: string, given: Case, reason: Reason, annotation: string | RegExp];

const rows: readonly Row[] = [
  // Scout2 asked for flow logs of every subnet as well (https://github.com/nccgroup/Scout2/issues/251): they inherit.
  [
    'a flow log of the VPC covers it, and its subnets are not asked about',
    accepting({ flowLogs: [flowLog()] }),
    'covered',
    `fl-1 captures ALL to ${BUCKET}`,
  ],
  [
    'every subnet has a sufficient flow log of its own: covered',
    accepting({ flowLogs: [of(A), of(B), of(C)] }),
    'subnets-covered',
    '3 of 3 subnets covered; the VPC itself: no flow log',
  ],
  // Without the parameter nobody may list subnets, so that no count can be told.
  [
    'unless acceptSubnetCoverage is set, flow logs of all the subnets cover no VPC: a new subnet would have none',
    { subnetIds: [A, B], flowLogs: [of(A), of(B)] },
    'no-flow-log',
    'no flow log',
  ],
  [
    'a new subnet without a flow log uncovers the VPC, and is named',
    accepting({ flowLogs: [of(A), of(C)] }),
    'no-flow-log',
    '2 of 3 subnets covered, subnet-0b: no flow log; the VPC itself: no flow log',
  ],
  [
    'of several subnets that are not covered, the first id is named, however they are listed',
    accepting({ subnetIds: [C, A, B], flowLogs: [of(A)] }),
    'no-flow-log',
    '1 of 3 subnets covered, subnet-0b: no flow log; the VPC itself: no flow log',
  ],
  [
    'a subnet whose flow log fails to deliver is not covered',
    accepting({ flowLogs: [of(A), of(B), of(C, { deliverLogsStatus: 'FAILED' })] }),
    'no-flow-log',
    /^2 of 3 subnets covered, subnet-0c: fl-subnet-0c fails to deliver/,
  ],
  [
    'a subnet whose flow log leaves traffic out is not covered',
    accepting({ flowLogs: [of(A), of(B), of(C, { trafficType: 'REJECT' })] }),
    'no-flow-log',
    /^2 of 3 subnets covered, subnet-0c: fl-subnet-0c captures REJECT, ALL is required; /,
  ],
  [
    'ACCEPT and REJECT of one subnet together capture all of it',
    accepting({
      subnetIds: [A],
      flowLogs: [
        of(A, { trafficType: 'ACCEPT' }),
        of(A, { flowLogId: 'fl-subnet-0a-2', trafficType: 'REJECT' }),
      ],
    }),
    'subnets-covered',
    /^1 of 1 subnets covered/,
  ],
  [
    'ACCEPT of one subnet and REJECT of another do not add up',
    accepting({
      subnetIds: [A, B],
      flowLogs: [of(A, { trafficType: 'ACCEPT' }), of(B, { trafficType: 'REJECT' })],
    }),
    'no-flow-log',
    /^0 of 2 subnets covered/,
  ],
  [
    'ACCEPT of the VPC and REJECT of each subnet do not add up: every subnet stands on its own',
    accepting({
      subnetIds: [A],
      flowLogs: [flowLog({ trafficType: 'ACCEPT' }), of(A, { trafficType: 'REJECT' })],
    }),
    'traffic-type',
    /^0 of 1 subnets covered, .*; the VPC itself: fl-1 captures ACCEPT, ALL is required$/,
  ],
  [
    'a failing flow log of the VPC is told beside the covered subnets',
    accepting({ subnetIds: [A], flowLogs: [flowLog({ deliverLogsErrorMessage: 'Access error' }), of(A)] }),
    'subnets-covered',
    '1 of 1 subnets covered; the VPC itself: fl-1 fails to deliver: Access error',
  ],
  [
    'flow logs of interfaces and of subnets elsewhere cover no subnet',
    accepting({ subnetIds: [A], flowLogs: [of('eni-0a'), of('subnet-0z')] }),
    'no-flow-log',
    /^0 of 1 subnets covered, subnet-0a: no flow log/,
  ],
  [
    'a VPC without subnets has no coverage through them: the first one would have no flow log',
    accepting({ subnetIds: [] }),
    'no-flow-log',
    '0 of 0 subnets covered; the VPC itself: no flow log',
  ],
  [
    'a subnet that two pages list counts once',
    accepting({ subnetIds: [A, A, B], flowLogs: [of(A)] }),
    'no-flow-log',
    /^1 of 2 subnets covered, subnet-0b/,
  ],
  [
    'an ended exemption is told as well',
    accepting({
      vpc: { tags: { exempt: '2026-01-01' } },
      flowLogs: [of(A)],
      required: { exemptTagKey: 'exempt' },
    }),
    'no-flow-log',
    /^1 of 3 subnets covered, .*; exemption ended 2026-01-01$/,
  ],
  [
    'a VPC that is out of scope is not judged by its subnets either',
    accepting({ vpc: { ownerId: '999988887777' }, flowLogs: [of(A), of(B), of(C)] }),
    'shared',
    /^owned by/,
  ],
];

describe('subnet coverage', () => {
  it.each(rows)('%s', (_, given, reason, annotation) => {
    const verdict = judgeCase(given);
    expect(verdict.reason).toBe(reason);
    expectAnnotation(verdict, annotation);
  });

  it('finds no subnets where none are given', () => {
    const parameters = requirement({ acceptSubnetCoverage: true });
    const verdict = judge({ vpc: vpc(), flowLogs: [], place: PLACE, parameters, now: new Date(0) });
    expect(verdict.annotation).toBe('0 of 0 subnets covered; the VPC itself: no flow log');
  });

  it('says the count even where a long destination would fill the annotation', () => {
    const destination = `arn:aws:s3:::${'b'.repeat(300)}`;
    const { annotation } = judgeCase(
      accepting({ flowLogs: [of(A, { destination })], required: { destinations: BUCKET } }),
    );
    expect(annotation).toMatch(/^0 of 3 subnets covered, subnet-0a: .*…; the VPC itself: no flow log$/);
  });
});

const ids = fc.uniqueArray(
  fc.nat(9).map((number) => `subnet-${number}`),
  { maxLength: 6 },
);

it('is complete exactly when there are subnets and each one is covered, in whatever order they are listed', () =>
  fc.assert(
    fc.property(ids, ids, fc.infiniteStream(fc.nat()), (subnetIds, captured, random) => {
      const shuffled = <T>(items: readonly T[]): readonly T[] =>
        items
          .map((item) => ({ item, at: random.next().value }))
          .sort((left, right) => left.at - right.at)
          .map(({ item }) => item);
      const flowLogs = captured.map((subnetId) => of(subnetId));
      const verdict = judgeCase(accepting({ subnetIds, flowLogs }));
      const covered = subnetIds.filter((each) => captured.includes(each)).length;
      expect(verdict.annotation).toMatch(new RegExp(`^${covered} of ${subnetIds.length} subnets covered`));
      expect(complianceTypeOf(verdict)).toBe(
        subnetIds.length > 0 && covered === subnetIds.length ? 'COMPLIANT' : 'NON_COMPLIANT',
      );
      const again = accepting({
        subnetIds: shuffled([...subnetIds, ...subnetIds]),
        flowLogs: shuffled([...flowLogs, ...flowLogs]),
      });
      expect(judgeCase(again)).toEqual(verdict);
    }),
  ));
