import type { TaggedFlowLog } from '../../../fleet/aws/tagged-flow-logs';
import { duplicateFindings } from '../../../fleet/neighbours/duplicates';
import { VPC_ID } from '../../policy/builders';
import { deployed, logged, ours } from '../prune/builders';
import { neighbourhood, ofTelemetryRule, SUBNET_ID, toGroup } from './builders';

const REJECT = { trafficType: 'REJECT' } as const;
const ACCEPT = { trafficType: 'ACCEPT' } as const;
const OF_SUBNET = { resourceId: SUBNET_ID };

/** Ids of the flow logs that each overlap names. */
function overlaps(...flowLogs: readonly TaggedFlowLog[]): readonly (readonly string[])[] {
  const [found] = duplicateFindings(neighbourhood({ flowLogs }));
  if (found?.status === 'ok') return [];
  expect(found).toMatchObject({ check: 'duplicates', status: 'note', about: VPC_ID });
  const parts = found?.finding.split(/; (?=captured|subnet-|an estimate)/).slice(0, -1) ?? [];
  return parts.map((part) => part.match(/\bfl-\w+(?= \()/g) ?? []);
}

describe('traffic that is delivered twice', () => {
  test.each<[string, readonly TaggedFlowLog[], readonly (readonly string[])[]]>([
    ['ALL and ALL to S3', [logged('fl-a', 1), logged('fl-b', 1)], [['fl-a', 'fl-b']]],
    ['ALL and REJECT to S3', [logged('fl-a', 1), logged('fl-b', 1, REJECT)], [['fl-a', 'fl-b']]],
    ['ALL to S3 and ALL to CloudWatch Logs', [logged('fl-a', 1), toGroup('fl-b', 'x')], [['fl-a', 'fl-b']]],
    [
      'ALL of the VPC and ALL of its subnet',
      [logged('fl-a', 1), toGroup('fl-b', 'x', OF_SUBNET)],
      [['fl-a', 'fl-b']],
    ],
    [
      'ALL of the VPC and REJECT of its subnet, to the same type',
      [logged('fl-a', 1), logged('fl-b', 1, { ...OF_SUBNET, ...REJECT })],
      [['fl-a', 'fl-b']],
    ],
    ['two of one subnet', [logged('fl-a', 1, OF_SUBNET), logged('fl-b', 1, OF_SUBNET)], [['fl-a', 'fl-b']]],
    [
      'three to S3, of which two share traffic',
      [logged('fl-a', 1, ACCEPT), logged('fl-b', 1, REJECT), logged('fl-c', 1, REJECT)],
      [['fl-b', 'fl-c']],
    ],
  ])('is %s', (_, flowLogs, expected) => {
    expect(overlaps(...flowLogs)).toEqual(expected);
  });

  test.each<[string, readonly TaggedFlowLog[]]>([
    ['nothing', []],
    ['one flow log', [logged('fl-a', 1)]],
    ['ACCEPT and REJECT to S3', [logged('fl-a', 1, ACCEPT), logged('fl-b', 1, REJECT)]],
    [
      'ALL to S3 as an archive, and REJECT to CloudWatch Logs for alarms',
      [logged('fl-a', 1), toGroup('fl-b', 'x', REJECT)],
    ],
    [
      'ALL of the VPC, and REJECT of its subnet to another type',
      [logged('fl-a', 1), toGroup('fl-b', 'x', { ...OF_SUBNET, ...REJECT })],
    ],
    [
      'one that delivers and one that fails to, which costs nothing',
      [logged('fl-a', 1), logged('fl-b', 1, { deliverLogsStatus: 'FAILED' })],
    ],
    ['one that is not active', [logged('fl-a', 1), logged('fl-b', 1, { flowLogStatus: 'INACTIVE' })]],
  ])('is not %s', (_, flowLogs) => {
    expect(overlaps(...flowLogs)).toEqual([]);
  });
});

describe('requirements that each ask for a copy of their own', () => {
  const [archive, security] = ['arn:aws:s3:::archive', 'arn:aws:s3:::security'];
  const requirements = [
    deployed('archive', { parameters: { destinations: archive }, mode: 'observe' }),
    deployed('security', { parameters: { destinations: security }, mode: 'observe' }),
  ];
  const [ofArchive, ofSecurity] = [
    logged('fl-a', 1, { destination: archive }),
    logged('fl-b', 1, { destination: security }),
  ];
  const statusesOf = (...flowLogs: readonly TaggedFlowLog[]): readonly string[] =>
    duplicateFindings(neighbourhood({ flowLogs, requirements })).map(({ status }) => status);

  test('make no duplicate', () => {
    expect(statusesOf(ofArchive, ofSecurity)).toEqual(['ok']);
  });

  test('make none where one of them was asked for', () => {
    const [asked, ...others] = requirements;
    const found = duplicateFindings(
      neighbourhood({ flowLogs: [ofArchive, ofSecurity], requirements: asked ? [asked] : [], others }),
    );
    expect(found).toMatchObject([{ status: 'ok' }]);
  });

  test('do not excuse a third copy, or a second one of theirs', () => {
    expect(statusesOf(ofArchive, ofSecurity, logged('fl-c', 1))).toEqual(['note']);
    expect(statusesOf(ofArchive, logged('fl-c', 1, { destination: archive }))).toEqual(['note']);
  });
});

test('who seems to own each copy is said, and what a copy costs is called an estimate', () => {
  const flowLogs = [
    ours('fl-a', 1),
    logged('fl-b', 1, {}, { 'aws:cloudformation:stack-name': 'network' }),
    ofTelemetryRule('fl-c'),
    logged('fl-d', 1, {}, { Name: 'mine' }),
  ];
  const [found] = duplicateFindings(neighbourhood({ flowLogs }));
  expect(found?.finding).toContain('fl-a (ours, for all-traffic; ALL to arn:aws:s3:::org-logs/');
  expect(found?.finding).toContain('fl-b (CloudFormation stack network; ');
  expect(found?.finding).toContain('fl-c (a telemetry enablement rule of CloudWatch; ');
  expect(found?.finding).toContain('fl-d (no known owner, named mine; ');
  expect(found?.finding).toMatch(
    /an estimate: 100 GB a month, which is not measured here, cost for each copy \$\d+\.\d\d to s3, \$\d+\.\d\d to cloud-watch-logs \(prices of us-east-1 from public copies /,
  );
  expect(found?.remedy).toContain('flow-logs prune');
});
