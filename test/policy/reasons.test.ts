import { complianceTypeOf, notApplicable, REASON_SUMMARIES, REASONS, type Reason } from '../../policy';
import { BUCKET, type Case, flowLog, judgeCase, toStream, VPC_ID } from './builders';

/** One world for each reason that judge() gives. */
const WORLDS: Readonly<Record<Exclude<Reason, 'gone' | 'not-recorded'>, Case>> = {
  covered: { flowLogs: [flowLog()] },
  'subnets-covered': {
    subnetIds: ['subnet-1'],
    flowLogs: [flowLog({ resourceId: 'subnet-1' })],
    required: { acceptSubnetCoverage: true },
  },
  'no-flow-log': {},
  inactive: { flowLogs: [flowLog({ flowLogStatus: 'DELETED' })] },
  'delivery-failed': { flowLogs: [flowLog({ deliverLogsStatus: 'FAILED' })] },
  'traffic-type': { flowLogs: [flowLog({ trafficType: 'REJECT' })] },
  'destination-type': { flowLogs: [toStream()], required: { destinationTypes: 's3' } },
  destination: { flowLogs: [flowLog()], required: { destinations: `${BUCKET}-2` } },
  'aggregation-interval': { flowLogs: [flowLog()], required: { maxAggregationInterval: 60 } },
  'log-format': { flowLogs: [flowLog()], required: { requiredFields: 'vpc-id' } },
  'file-format': { flowLogs: [flowLog()], required: { fileFormat: 'parquet' } },
  shared: { vpc: { ownerId: '999988887777' } },
  'default-vpc': { vpc: { isDefault: true }, required: { includeDefaultVpcs: false } },
  'out-of-scope': { required: { scopeTags: 'a=b' } },
  'exempt-id': { required: { exemptVpcIds: VPC_ID } },
  'exempt-tag': { vpc: { tags: { a: '2026-06-20' } }, required: { exemptTagKey: 'a' } },
};

it.each(Object.entries(WORLDS))('the reason %s is given', (reason, given) =>
  expect(judgeCase(given).reason).toBe(reason),
);

it('every reason is given by judge(), or by who finds the VPC gone', () =>
  expect([...Object.keys(WORLDS), 'gone', 'not-recorded'].sort()).toEqual(Object.keys(REASONS).sort()));

it('only coverage is COMPLIANT', () => {
  const compliant = Object.entries(REASONS).filter(([, complianceType]) => complianceType === 'COMPLIANT');
  expect(compliant.map(([reason]) => reason)).toEqual(['covered', 'subnets-covered']);
});

it.each(Object.entries(REASON_SUMMARIES))(
  '%s has a kebab-case id and a summary that is a sentence',
  (reason, summary) => {
    expect(reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(summary).toMatch(/^[A-Z].*\.$/);
  },
);

it.each([
  'shared',
  'default-vpc',
  'out-of-scope',
  'exempt-id',
  'exempt-tag',
  'gone',
  'not-recorded',
] as const)('%s is NOT_APPLICABLE', (reason) =>
  expect(complianceTypeOf(notApplicable(VPC_ID, reason, 'x'))).toBe('NOT_APPLICABLE'),
);
