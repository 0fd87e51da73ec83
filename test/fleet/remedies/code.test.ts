import fc from 'fast-check';
import { futureFlowLog } from '../../../fleet/deployed/future-flow-log';
import { awsCli } from '../../../fleet/remedies/aws-cli';
import { cdk } from '../../../fleet/remedies/cdk';
import type { PlannedFlowLog } from '../../../fleet/remedies/planned-flow-log';
import { terraform } from '../../../fleet/remedies/terraform';
import { judge } from '../../../policy';
import { PLACE, requirement, VPC_ID, vpc } from '../../policy/builders';
import { CENTRAL, GROUP, NOW, planned, plannedToGroup, plannedToStream, ROLE, STREAM } from './builders';
import {
  argumentsOf,
  constructed,
  readHcl,
  type Told,
  toldByCdk,
  toldByCli,
  toldByTerraform,
} from './read-back';

const LANGUAGES: readonly (readonly [string, (planned: PlannedFlowLog) => Told])[] = [
  ['AWS CLI', (each) => toldByCli(awsCli(each))],
  ['Terraform', (each) => toldByTerraform(terraform(each))],
  ['CDK', (each) => toldByCdk(cdk(each))],
];

const DESTINATIONS: readonly (readonly [string, PlannedFlowLog, Readonly<Record<string, unknown>>])[] = [
  ['a bucket', planned(), { destinations: [CENTRAL], fileFormat: 'parquet', requiredFields: ['vpc-id'] }],
  [
    'a log group',
    plannedToGroup({ trafficType: 'REJECT' }),
    { trafficType: 'REJECT', destinations: [GROUP] },
  ],
  [
    'a stream, every minute',
    plannedToStream({ maxAggregationInterval: 60 }),
    { destinations: [STREAM], maxAggregationInterval: 60 },
  ],
];

const CASES = LANGUAGES.flatMap(([language, tell]) =>
  DESTINATIONS.map(([to, flowLog, required]) => [language, to, tell, flowLog, required] as const),
);

test.each(CASES)('%s creates the flow log that was planned, to %s', (_, __, tell, flowLog, required) => {
  const { place, requirement: ____, ...shape } = flowLog;
  const told = tell(flowLog);
  expect(told).toEqual({ ...shape, region: told.region === undefined ? undefined : place.region });
  const facts = { vpc: vpc(), flowLogs: [futureFlowLog(told, told.vpcId)], place: PLACE, now: NOW };
  expect(judge({ ...facts, parameters: requirement(required) }).reason).toBe('covered');
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => !text.includes('\0')),
  fc.constantFrom(
    '$(id)',
    "'; id; '",
    '"; id #',
    '\nresource "x" "y" {',
    `\${file("/etc/passwd")}`,
    '*/ x //',
  ),
);

const hostilePlan = fc
  .record({
    logDestination: hostile,
    deliveryRoleArn: hostile,
    vpcId: hostile,
    region: hostile,
    name: hostile,
  })
  .map(({ region, name, ...given }) => planned({ ...given, place: { ...PLACE, region }, requirement: name }));

test('whatever EC2 lists as a name, the command stays one command with that name in its place', () => {
  fc.assert(
    fc.property(hostilePlan, (plan) => {
      const words = argumentsOf(awsCli(plan));
      expect(words).toHaveLength(22);
      expect(words.slice(0, 8)).toEqual([
        ...['ec2', 'create-flow-logs', '--region', plan.place.region],
        ...['--resource-type', 'VPC', '--resource-ids', plan.vpcId],
      ]);
      expect(toldByCli(awsCli(plan))).toMatchObject({
        logDestination: plan.logDestination,
        deliveryRoleArn: plan.deliveryRoleArn,
      });
    }),
    { numRuns: 30 },
  );
});

test('and the resource of Terraform one resource', () => {
  fc.assert(
    fc.property(hostilePlan, (plan) => {
      const { label, attributes } = readHcl(terraform(plan).join('\n'));
      expect(label).toMatch(/^[A-Za-z_]\w*$/);
      expect(attributes).toMatchObject({
        region: plan.place.region,
        vpc_id: plan.vpcId,
        log_destination: plan.logDestination,
        iam_role_arn: plan.deliveryRoleArn,
      });
    }),
  );
});

test('and the construct one construct', () => {
  fc.assert(
    fc.property(hostilePlan, (plan) => {
      const { id, props } = constructed(cdk(plan));
      expect(id).toMatch(/^FlowLog[A-Za-z0-9]*$/);
      expect(props).toMatchObject({
        resourceId: plan.vpcId,
        logDestination: plan.logDestination,
        deliverLogsPermissionArn: plan.deliveryRoleArn,
      });
    }),
  );
});

test('the code reads as people write it', () => {
  const flowLog = plannedToGroup({ fields: ['version', 'vpc-id'] });
  expect(awsCli(flowLog).join('\n')).toBe(`aws ec2 create-flow-logs \\
  --region eu-west-1 \\
  --resource-type VPC \\
  --resource-ids ${VPC_ID} \\
  --traffic-type ALL \\
  --log-destination-type cloud-watch-logs \\
  --log-destination ${GROUP} \\
  --deliver-logs-permission-arn ${ROLE} \\
  --log-format '\${version} \${vpc-id}' \\
  --max-aggregation-interval 600`);
  expect(terraform(flowLog).join('\n')).toBe(`resource "aws_flow_log" "vpc_0123456789abcdef0_all_traffic" {
  region                   = "eu-west-1"
  vpc_id                   = "${VPC_ID}"
  traffic_type             = "ALL"
  log_destination_type     = "cloud-watch-logs"
  log_destination          = "${GROUP}"
  iam_role_arn             = "${ROLE}"
  log_format               = "$\${version} $\${vpc-id}"
  max_aggregation_interval = 600
}`);
  expect(
    cdk(planned({ fields: ['version'] })).join('\n'),
  ).toBe(`new ec2.CfnFlowLog(this, 'FlowLogAllTrafficVpc0123456789abcdef0', {
  resourceType: 'VPC',
  resourceId: '${VPC_ID}',
  trafficType: 'ALL',
  logDestinationType: 's3',
  logDestination: '${CENTRAL}/all-traffic/0a1b2c3d/',
  logFormat: '\${version}',
  maxAggregationInterval: 600,
  destinationOptions: {
    FileFormat: 'parquet',
    HiveCompatiblePartitions: true,
    PerHourPartition: false,
  },
});`);
});
