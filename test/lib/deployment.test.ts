import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FlowLogsCompliance, FlowLogsComplianceStack, LogDestination } from '../../lib';
import { bundledFunctionCode } from '../../lib/function-code';
import { allOf, deployed, FEATURE_FLAGS, functionCode, newApp, resourcesOf, stackOf } from './deployed';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flow-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('several requirements', () => {
  const several = () =>
    deployed({
      requirements: [
        { name: 'all-traffic' },
        { name: 'production', parameters: { scopeTags: 'Environment=prod', maxAggregationInterval: 60 } },
        { name: 'any-stream', remediation: { mode: 'observe' } },
      ],
    });

  it('become a rule each, and share one function', () => {
    several().resourceCountIs('AWS::Config::ConfigRule', 3);
    several().resourceCountIs('AWS::Config::RemediationConfiguration', 2);
    for (const type of [
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::SQS::Queue',
      'AWS::S3::Bucket',
    ])
      several().resourceCountIs(type, 1);
  });

  it('each ask for the type of destination that they create, so that none is met by the flow log of another', () => {
    const parameters = allOf(several(), 'AWS::Config::ConfigRule').map(
      ({ Properties }) => Properties.InputParameters,
    );
    expect(parameters).toEqual([
      { destinationTypes: 's3' },
      { destinationTypes: 's3', scopeTags: 'Environment=prod', maxAggregationInterval: '60' },
      {},
    ]);
  });

  it('leave the destination type open when there is but one', () => {
    const [rule] = allOf(deployed(), 'AWS::Config::ConfigRule');
    expect(rule?.Properties.InputParameters).toEqual({});
  });
});

it('fits into one stack twice', () => {
  const stack = new Stack(newApp(), 'Both');
  new FlowLogsCompliance(stack, 'First', { functionCode });
  new FlowLogsCompliance(stack, 'Second', { functionCode });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Config::ConfigRule', 2);
  template.resourceCountIs('AWS::S3::Bucket', 2);
});

it('fits into two Regions of one app', () => {
  const app = newApp();
  const stacks = ['eu-west-1', 'us-east-1'].map(
    (region) =>
      new FlowLogsComplianceStack(app, `FlowLogs-${region}`, {
        env: { account: '111122223333', region },
        flowLogs: { functionCode },
      }),
  );
  const [first, second] = stacks.map((stack) => JSON.stringify(Template.fromStack(stack).toJSON()));
  expect(first).toContain('eu-west-1');
  expect(second).not.toContain('eu-west-1');
});

it('fits into two Regions of one app with every destination that it makes, under the same ids and without a name', () => {
  const app = newApp();
  const requirements = [
    { name: 'to-bucket' },
    { name: 'to-group', destination: LogDestination.cloudWatchLogs() },
    { name: 'to-another-group', destination: LogDestination.cloudWatchLogs({ retentionDays: 30 }) },
  ];
  const stacks = ['eu-west-1', 'us-east-1'].map(
    (region) =>
      new FlowLogsComplianceStack(app, `FlowLogs-${region}`, {
        env: { account: '111122223333', region },
        flowLogs: { functionCode, requirements },
      }),
  );
  const [first, second] = stacks.map((stack) => Object.keys(resourcesOf(Template.fromStack(stack))));
  expect(first).toEqual(second);
  expect(first?.length).toBeGreaterThan(20);
});

it('fits into one stack twice with every destination that it makes', () => {
  const stack = new Stack(newApp(), 'Both');
  const requirements = [
    { name: 'to-bucket' },
    { name: 'to-group', destination: LogDestination.cloudWatchLogs() },
  ];
  new FlowLogsCompliance(stack, 'First', { functionCode, requirements });
  new FlowLogsCompliance(stack, 'Second', { functionCode, requirements });
  const template = Template.fromStack(stack);
  const count = (type: string) => allOf(template, type).length;
  // The function's own log and the flow logs' group; execution, two automation and one delivery role.
  expect([count('AWS::Logs::LogGroup'), count('AWS::IAM::Role')]).toEqual([4, 8]);
});

describe('every partition', () => {
  it.each([
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
  ])('is written as %s where the Region is known', (partition, region) => {
    const text = JSON.stringify(deployed({}, { account: '111122223333', region }).toJSON());
    expect(text).toContain(`arn:${partition}:ec2:${region}:111122223333:vpc/*`);
    expect(text).not.toMatch(/arn:aws:/);
  });

  it('is left to the deployment where the Region is not known', () => {
    expect(JSON.stringify(deployed().toJSON())).not.toMatch(/arn:aws[a-z-]*:/);
  });
});

describe('validation', () => {
  const central = LogDestination.s3({ bucketArn: 'arn:aws:s3:::central' });

  it.each([
    ['the defaults', stackOf],
    ['a known Region', () => stackOf({}, { account: '111122223333', region: 'eu-west-1' })],
    ['an existing bucket', () => stackOf({ requirements: [{ name: 'central', destination: central }] })],
    [
      'manual remediation',
      () => stackOf({ requirements: [{ name: 'by-hand', remediation: { mode: 'manual' } }] }),
    ],
  ] as const)('by AwsSolutions finds nothing that is not acknowledged: %s', (_, make) => {
    const { violations } = new AwsSolutionsChecks().validateScope(make());
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  it('by CloudFormation finds nothing at all', () => {
    delete process.env['CDK_VALIDATION'];
    const app = new App({ context: FEATURE_FLAGS, outdir: folder });
    Validations.of(app).addPlugins(new AwsSolutionsChecks());
    new FlowLogsComplianceStack(app, 'Validated', { flowLogs: { functionCode } });
    app.synth();
    process.env['CDK_VALIDATION'] = 'false';
    const { pluginReports } = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8'));
    expect(pluginReports).toEqual([]);
    expect(process.exitCode).toBeUndefined();
  });
});

describe("the function's code", () => {
  it('is the bundle, wherever the app is started from', () => {
    mkdirSync(join(folder, 'dist', 'lambda'), { recursive: true });
    writeFileSync(join(folder, 'dist', 'lambda', 'index.js'), 'exports.handler = async () => {};');
    const template = deployed({ functionCode: bundledFunctionCode(folder) });
    expect(allOf(template, 'AWS::Lambda::Function')[0]?.Properties.Code).toHaveProperty('S3Key');
  });

  it('says what to run when it was not built', () => {
    expect(() => bundledFunctionCode(folder)).toThrow(
      new RegExp(`found no dist/lambda/index.js in ${folder}; run npm run build`),
    );
  });
});
