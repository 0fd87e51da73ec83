import { isUnreadable } from '../../../fleet/deployed/documented-flow-log';
import { futureFlowLog } from '../../../fleet/deployed/future-flow-log';
import type { RemedySources } from '../../../fleet/remedies/candidates';
import { explain } from '../../../fleet/remedies/explanation';
import { judge, type Place } from '../../../policy';
import { flowLog, PLACE, toLogGroup, toStream, VPC_ID, vpc } from '../../policy/builders';
import { deployed } from '../prune/builders';
import {
  CENTRAL,
  type GapCase,
  GROUP,
  gapOf,
  NOTHING_DEPLOYED,
  NOW,
  named,
  planOf,
  ROLE,
  STREAM,
} from './builders';

const withDeployed = (...given: Parameters<typeof deployed>): RemedySources => ({
  deployed: { requirements: [deployed(...given)], doubts: [] },
});

const withNamed = (arn: string, role?: string): RemedySources => ({
  ...NOTHING_DEPLOYED,
  named: named(arn, role),
});

describe('a remedy delivers', () => {
  test.each<[string, GapCase, RemedySources, string]>([
    [
      'where the deployed remediation does',
      {},
      withDeployed('all-traffic'),
      'arn:aws:s3:::org-logs/all-traffic/',
    ],
    [
      'to a deployed log group',
      {},
      withDeployed('all-traffic', { destination: { type: 'cloud-watch-logs' } }),
      'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs',
    ],
    [
      'where a deployed remediation of another name does, when flags ask for it',
      { required: { trafficType: 'REJECT' }, written: { name: 'reject-traffic' } },
      withDeployed('all-traffic'),
      'arn:aws:s3:::org-logs/all-traffic/',
    ],
    [
      'where the file says, when nothing is deployed',
      { written: { destination: named(`${CENTRAL}/network`) } },
      NOTHING_DEPLOYED,
      `${CENTRAL}/network/all-traffic/`,
    ],
    [
      'where the file says, when another requirement is deployed',
      { written: { source: 'cdk.json', destination: named(CENTRAL) } },
      withDeployed('elsewhere'),
      `${CENTRAL}/all-traffic/`,
    ],
    [
      'where the file says, when what is deployed could not be read',
      { written: { destination: named(CENTRAL) } },
      { deployed: { problem: 'access denied' } },
      `${CENTRAL}/all-traffic/`,
    ],
    [
      'where the file says, when the deployed remediation would not meet the requirement',
      { required: { maxAggregationInterval: 60 }, written: { destination: named(CENTRAL) } },
      withDeployed('all-traffic'),
      `${CENTRAL}/all-traffic/`,
    ],
    [
      'where a flag says, whatever is deployed',
      {},
      { ...withDeployed('all-traffic'), named: named(GROUP, ROLE) },
      GROUP,
    ],
    ['to a stream that a flag names', {}, withNamed(STREAM), STREAM],
  ])('%s', (_, gap, sources, destination) => {
    const plan = planOf(gap, sources);
    expect(plan).toMatchObject({ kind: 'create' });
    expect(plan.kind === 'create' && plan.flowLog.logDestination).toContain(destination);
  });

  test.each<[string, GapCase, RemedySources, readonly string[]]>([
    [
      'nothing is known',
      {},
      NOTHING_DEPLOYED,
      [
        'nothing says where a flow log would deliver to; deploy the stack in this account and Region, or give --destination with the ARN of a bucket',
      ],
    ],
    [
      'the bucket is only to be made',
      { written: { file: './cdk.json', destination: { ...named(CENTRAL), bucketArn: undefined } as never } },
      NOTHING_DEPLOYED,
      ['./cdk.json: the bucket is made by the stack, which is not deployed here', 'give --destination'],
    ],
    [
      'the role to a log group is not known',
      { written: { file: './cdk.json', destination: named(GROUP) } },
      NOTHING_DEPLOYED,
      ['./cdk.json: the role by which flow logs write to the log group is not known', 'give --delivery-role'],
    ],
    [
      'CloudWatch Logs is required',
      { required: { destinationTypes: 'cloud-watch-logs' } },
      NOTHING_DEPLOYED,
      ['--destination with the ARN of a log group of this account and Region, and --delivery-role'],
    ],
    [
      'what is deployed could not be read',
      {},
      { deployed: { problem: 'access denied: ssm:GetDocument' } },
      ['the deployed remediation: access denied: ssm:GetDocument'],
    ],
    [
      'the deployed remediation would not meet the requirement',
      { required: { maxAggregationInterval: 60 } },
      withDeployed('all-traffic'),
      [
        'the remediation of rule rule-all-traffic: its flow log would not meet the requirement',
        'aggregates for 600 s',
      ],
    ],
    [
      'what is named is not approved',
      { required: { destinations: ['arn:aws:s3:::approved'] } },
      withNamed(CENTRAL),
      ['--destination: its flow log would not meet the requirement', 'which is not approved'],
    ],
    [
      'the log group is of another Region',
      {},
      withNamed(GROUP.replace('eu-west-1', 'us-east-1'), ROLE),
      ['is not of account 111122223333 in eu-west-1'],
    ],
    [
      'the stream is of another account',
      {},
      withNamed(STREAM.replace('111122223333', '444455556666')),
      ['is not of account 111122223333 in eu-west-1'],
    ],
    [
      'the bucket is of another partition',
      {},
      withNamed('arn:aws-cn:s3:::central'),
      ['arn:aws-cn:s3:::central/all-traffic/', 'is not of account 111122223333'],
    ],
    [
      'the role is of another account',
      {},
      withNamed(GROUP, ROLE.replace('111122223333', '444455556666')),
      ['arn:aws:iam::444455556666:role/delivery is not of account 111122223333'],
    ],
    [
      'the format has tags of resources',
      { required: { requiredFields: 'instance-tag' } },
      withNamed(CENTRAL),
      ['the fields instance-tag need the list of tag keys that only you know'],
    ],
  ])('nowhere, and says what to give, where %s', (_, gap, sources, words) => {
    const plan = planOf(gap, sources);
    expect(plan.kind).toBe('unknown');
    for (const each of words) expect(plan).toHaveProperty('text', expect.stringContaining(each));
  });

  test('nowhere that a deployed document names and no flow log can deliver to', () => {
    const requirement = deployed('all-traffic');
    const { remediation } = requirement;
    if (remediation.mode === 'observe' || isUnreadable(remediation.document)) throw new Error('no document');
    const given = (change: object): RemedySources => ({
      deployed: {
        requirements: [
          {
            ...requirement,
            remediation: { ...remediation, document: { ...remediation.document, ...change } },
          },
        ],
        doubts: [],
      },
    });
    expect(planOf({}, given({}))).toHaveProperty('kind', 'create');
    for (const logDestination of [
      "arn:aws:s3:::x'; id; '",
      'arn:aws:s3:::b/$(id)/',
      'arn:aws:s3:::b/a\nb/',
      'arn:aws:s3:::b\n',
      'x',
    ])
      expect(planOf({}, given({ logDestination }))).toHaveProperty(
        'text',
        expect.stringContaining('is no destination of flow logs'),
      );
    expect(planOf({}, given({ fields: ['version', '"} $(id)'] }))).toHaveProperty('kind', 'unknown');
  });
});

describe('what the remedy creates meets the requirement', () => {
  test.each<[string, GapCase]>([
    ['no flow log', {}],
    ['an ACCEPT flow log', { flowLogs: [flowLog({ trafficType: 'ACCEPT' })] }],
    ['a short format', { required: { requiredFields: 'flow-direction' }, flowLogs: [flowLog()] }],
    ['a failing delivery elsewhere', { flowLogs: [flowLog({ deliverLogsErrorMessage: 'Access error' })] }],
    [
      'subnets alone',
      { required: { acceptSubnetCoverage: true }, flowLogs: [flowLog({ resourceId: 'subnet-1' })] },
    ],
    ['an interval of ten minutes', { required: { maxAggregationInterval: 60 }, flowLogs: [flowLog()] }],
    ['plain text', { required: { destinations: [`${CENTRAL}/network`] }, flowLogs: [flowLog()] }],
  ])('where there is %s', (_, given) => {
    const gap = gapOf(given);
    const plan = planOf(given, withNamed(`${CENTRAL}/network`));
    if (plan.kind !== 'create') throw new Error(plan.text);
    const { parameters } = gap.requirement;
    const flowLogs = [futureFlowLog(plan.flowLog, VPC_ID)];
    expect(judge({ vpc: vpc(), place: PLACE, parameters, flowLogs, now: NOW }).reason).toBe('covered');
  });
});

describe('another flow log to the same place is never the remedy', () => {
  const failing = (given: object) =>
    flowLog({ deliverLogsStatus: 'FAILED', deliverLogsErrorMessage: 'Access error', ...given });
  const place: Place = PLACE;

  test('where the one that is there fails: its delivery is to be repaired', () => {
    const destination = planned(withNamed(CENTRAL));
    const explanation = explain(gapOf({ flowLogs: [failing({ destination })] }), withNamed(CENTRAL), NOW);
    expect(explanation.code).toBeUndefined();
    expect(explanation.remedy).toMatch(/^no other flow log: one to the same place would fail alike/);
    expect(explanation.repairs).toEqual([
      expect.stringContaining(
        `let delivery.logs.amazonaws.com do s3:PutObject on ${destination.slice(0, -1)}/AWSLogs/${place.accountId}/*`,
      ),
    ]);
  });

  test('where one of another format delivers there: it is to be deleted, or another place to be named', () => {
    const destination = GROUP;
    const gap = { required: { requiredFields: 'flow-direction' }, flowLogs: [toLogGroup({ destination })] };
    const explanation = explain(gapOf(gap), withNamed(GROUP, ROLE), NOW);
    expect(explanation.code).toBeUndefined();
    expect(explanation.remedy).toContain(`fl-1 delivers to ${GROUP} already`);
    expect(explanation.remedy).toContain('aws ec2 delete-flow-logs --region eu-west-1 --flow-log-ids fl-1');
  });

  test('while one to another place is, and what is beside it is said', () => {
    const explanation = explain(gapOf({ flowLogs: [failing({})] }), withNamed(CENTRAL), NOW);
    expect(explanation.code?.awsCli[0]).toBe('aws ec2 create-flow-logs \\');
    expect(explanation.remedy).toContain('stands beside fl-1, which costs until its owner deletes it');
    expect(explanation.repairs).toHaveLength(1);
  });

  const planned = (sources: RemedySources): string => {
    const plan = planOf({}, sources);
    if (plan.kind !== 'create') throw new Error(plan.text);
    return plan.flowLog.logDestination;
  };
});

test('the cause is said in a sentence, and the remediation that would do the same is named', () => {
  const { cause, remedy } = explain(gapOf(), withDeployed('all-traffic'), NOW);
  expect(cause).toBe('The VPC has no flow log of its own.');
  expect(remedy).toContain(
    'by the remediation of rule rule-all-traffic; flow-logs backfill --apply creates it',
  );
});

test.each([
  ['a role', toLogGroup({ deliveryRoleArn: ROLE }), [`${ROLE} trusts vpc-flow-logs.amazonaws.com`, ':*']],
  ['a stream', toStream(), ['--delivery-stream-name flow --tags Key=LogDeliveryEnabled,Value=true']],
  [
    'an unknown type',
    flowLog({ destinationType: undefined }),
    ['repair the permissions of arn:aws:s3:::org-logs'],
  ],
  ['a limit', toLogGroup({ deliverLogsErrorMessage: 'Rate limited' }), ['ask for a higher quota']],
  ['the service', flowLog({ deliverLogsErrorMessage: 'Unknown error' }), ['ask AWS Support']],
])('the repair of a failing delivery says what to look at: %s', (_, fact, words) => {
  const failing = { ...fact, deliverLogsErrorMessage: fact.deliverLogsErrorMessage ?? 'Access error' };
  const { repairs } = explain(gapOf({ flowLogs: [failing] }), NOTHING_DEPLOYED, NOW);
  for (const each of words) expect(repairs[0]).toContain(each);
});
