import fc from 'fast-check';
import type { TaggedFlowLog } from '../../../fleet/aws/tagged-flow-logs';
import type { DeployedRequirement } from '../../../fleet/deployed/deployed-requirement';
import { judge } from '../../../policy';
import { PLACE, vpc } from '../../policy/builders';
import { assessCase, deployed, logged, NOW, ours } from './builders';

const REQUIREMENTS: readonly DeployedRequirement[] = [
  deployed('all-traffic'),
  deployed('fast', { parameters: { maxAggregationInterval: 60 } }),
  deployed('rejects', { parameters: { trafficType: 'REJECT' } }),
  deployed('subnets', { parameters: { acceptSubnetCoverage: true } }),
  deployed('watching', { parameters: { destinations: 'arn:aws:s3:::org-logs' }, mode: 'observe' }),
];

const flowLogs: fc.Arbitrary<readonly TaggedFlowLog[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 1, max: 6 }),
      owner: fc.constantFrom('nobody', 'all-traffic', 'fast', 'rejects', 'subnets', 'watching', 'renamed'),
      resourceId: fc.constantFrom('vpc-0123456789abcdef0', 'vpc-0123456789abcdef0', 'subnet-1'),
      trafficType: fc.constantFrom('ALL', 'ALL', 'ACCEPT', 'REJECT'),
      maxAggregationInterval: fc.constantFrom(60, 600),
      deliverLogsStatus: fc.constantFrom(...Array<'SUCCESS'>(8).fill('SUCCESS'), undefined, 'FAILED'),
      destination: fc.constantFrom(undefined, undefined, 'arn:aws:s3:::other-logs'),
    }),
    { minLength: 2, maxLength: 8 },
  )
  .map((items) =>
    items.map(({ day, owner, destination, ...given }, index) => {
      const fact = { ...given, ...(destination && { destination }) } as const;
      return owner === 'nobody' ? logged(`fl-${index}`, day, fact) : ours(`fl-${index}`, day, fact, owner);
    }),
  );

const chosen = fc.record({
  requirement: fc.constantFrom(undefined, undefined, 'renamed', 'all-traffic', 'watching'),
  formerDestinations: fc.constantFrom([], ['arn:aws:s3:::org-logs'], ['arn:aws:s3:::other-logs']),
});

const reasons = (requirements: readonly DeployedRequirement[], left: readonly TaggedFlowLog[]) =>
  requirements.map(
    ({ parameters }) =>
      judge({
        vpc: vpc(),
        subnetIds: ['subnet-1'],
        flowLogs: left.map(({ fact }) => fact),
        place: PLACE,
        parameters,
        now: NOW,
      }).reason,
  );

test('whatever is deleted together, every requirement judges the VPC as before, and nothing of others is', () => {
  let deletions = 0;
  fc.assert(
    fc.property(
      fc.subarray([...REQUIREMENTS], { minLength: 1, maxLength: 3 }),
      flowLogs,
      chosen,
      (requirements, all, named) => {
        const assessed = assessCase({
          requirements,
          flowLogs: all,
          estate: { subnetIds: ['subnet-1'] },
          chosen: named,
        });
        const gone = assessed
          .filter(({ standing }) => standing === 'superseded')
          .map((each) => each.flowLogId);
        deletions += gone.length;
        const left = all.filter(({ fact }) => !gone.includes(fact.flowLogId));
        expect(reasons(requirements, left)).toEqual(reasons(requirements, all));
        const proven = (logs: readonly TaggedFlowLog[]) =>
          logs.filter(({ fact }) => fact.deliverLogsStatus === 'SUCCESS');
        expect(reasons(requirements, proven(left)).map((reason) => reason === 'covered')).toEqual(
          reasons(requirements, proven(all)).map((reason) => reason === 'covered'),
        );
        for (const { fact, tags } of all)
          if (gone.includes(fact.flowLogId)) {
            expect(fact.resourceId).toMatch(/^vpc-/);
            expect(Object.keys(tags)).toHaveLength(2);
          }
      },
    ),
    { numRuns: 1000, seed: 7 },
  );
  expect(deletions).toBeGreaterThan(100);
});
