import type { EvidenceRegion, EvidenceVpc } from '../../../../fleet/evidence/evidence';
import { vpcRows } from '../../../../fleet/evidence/page/table/vpc-row';

const VPC: EvidenceVpc = {
  vpcId: 'vpc-1',
  ownerId: '111122223333',
  isDefault: false,
  standing: 'covered',
  verdicts: [],
  flowLogs: [],
  evaluations: [],
  remediations: [],
  ec26: { agreement: 'agrees' },
  timeline: [],
};
const READ = { state: 'read' } as const;
const SOURCES = { recorder: READ, config: READ, securityHub: READ, cloudTrail: READ };

const rowOf = (vpc: Partial<EvidenceVpc>, sources: Partial<EvidenceRegion['sources']> = {}) =>
  vpcRows({
    regions: [
      {
        accountId: '111122223333',
        region: 'eu-west-1',
        partition: 'aws',
        sources: { ...SOURCES, ...sources },
        rules: [],
        vpcs: [{ ...VPC, ...vpc }],
        untracedEvents: [],
      },
    ],
  })[0];

const verdict = (
  compliance: 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE',
  reason: 'covered' | 'no-flow-log' | 'shared',
) => ({
  requirement: reason,
  compliance,
  reason,
  annotation: `why ${reason}`,
});
const COVERED = verdict('COMPLIANT', 'covered');
const GAP = verdict('NON_COMPLIANT', 'no-flow-log');
const SHARED = verdict('NOT_APPLICABLE', 'shared');

test.each([
  ['a gap before what is covered', [COVERED, GAP], 'no-flow-log'],
  ['what is covered before what does not apply', [SHARED, COVERED], 'covered'],
  ['what does not apply when there is nothing else', [SHARED], 'shared'],
])('a row shows the reason of the gravest verdict: %s', (_, verdicts, reason) => {
  expect(rowOf({ verdicts })).toMatchObject({ reason, why: `why ${reason}` });
});

test.each([
  [{ recorder: { state: 'off', cause: 'it is stopped' } }, 'AWS Config recorder: it is stopped'],
  [{ config: { state: 'unknown', cause: 'AccessDenied' } }, 'AWS Config rules: AccessDenied'],
  [{}, 'nothing may be concluded'],
] as const)('an unknown row concludes nothing, whatever its verdicts, and says why', (sources, why) => {
  const row = rowOf({ standing: 'unknown', verdicts: [COVERED] }, sources);
  expect(row).toMatchObject({ why });
  expect(row).not.toHaveProperty('reason');
});

test('a row was last evaluated when Config recorded the latest evaluation', () => {
  const evaluation = { ruleName: 'rule', compliance: 'COMPLIANT', annotation: '' };
  const evaluations = [
    { ...evaluation, recordedAt: '2026-11-21T06:00:00.000Z' },
    { ...evaluation, recordedAt: '2026-11-21T12:00:00.000Z' },
    { ...evaluation, invokedAt: '2026-11-21T09:00:00.000Z' },
  ];
  expect(rowOf({ evaluations })).toMatchObject({ evaluatedAt: '2026-11-21T12:00:00.000Z' });
  expect(rowOf({})).not.toHaveProperty('evaluatedAt');
});
