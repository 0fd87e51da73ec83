import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { PERMITTED_FIELDS, VARIANTS, type Variant } from '../../conformance/variants';
import { parseFlowLogsContext } from '../../lib';
import { parseParameters } from '../../policy';
import { allOf, rendered, resourcesOf, stackOf } from './deployed';

const stackFor = ({ flowLogs, place }: Variant) =>
  stackOf(parseFlowLogsContext(flowLogs), place ? { account: place.accountId, region: place.region } : {});

/** What CloudFormation makes of an ARN at most: a role's name has up to 64 characters, after its path. */
const longestArn = (role: any): string =>
  `arn:aws-us-gov:iam::111122223333:role${role.Properties.Path ?? '/'}${'n'.repeat(64)}`;

/** Of what has one, the property by which a template chooses the name itself. */
const CHOSEN_NAMES: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Document': 'Name',
};

describe.each(VARIANTS.map((variant) => [variant.name, variant] as const))('%s', (_, variant) => {
  const stack = stackFor(variant);
  const template = Template.fromStack(stack);
  const resources = Object.entries(resourcesOf(template));
  const documents = allOf(template, 'AWS::SSM::Document').map(({ Properties }) =>
    rendered(Properties.Content),
  );
  const { requirements } = variant.flowLogs;

  it('has no finding of AwsSolutions that is not acknowledged', () => {
    const { violations } = new AwsSolutionsChecks().validateScope(stack);
    expect(violations.map(({ ruleName, description }) => `${ruleName} ${description}`)).toEqual([]);
  });

  it('has a rule for each requirement, whose parameters parse back', () => {
    const rules = allOf(template, 'AWS::Config::ConfigRule');
    expect(rules).toHaveLength(requirements.length);
    for (const { Properties } of rules)
      expect(parseParameters(Properties.InputParameters)).toMatchObject({ ok: true });
  });

  it('hands to Config what Config takes: values of at most 256 characters', () => {
    const roles = new Map(resources);
    for (const { Properties } of allOf(template, 'AWS::Config::RemediationConfiguration')) {
      const [{ 'Fn::GetAtt': arn }] = Properties.Parameters.AutomationAssumeRole.StaticValue.Values;
      expect(longestArn(roles.get(arn[0])).length).toBeLessThanOrEqual(256);
    }
  });

  it('has documents that Systems Manager takes, whatever the names are that CloudFormation chooses', () => {
    for (const document of documents)
      expect(JSON.stringify(document).length + 20 * 512).toBeLessThan(64 * 1024);
  });

  it('creates flow logs with the whole format', () => {
    const written = requirements.flatMap(({ destination }: any) =>
      destination?.fields ? [destination.fields] : [],
    );
    const expected = written.map((fields) => fields.map((field: string) => `\${${field}}`).join(' '));
    const formats = documents.map(
      ({ mainSteps }) => mainSteps.find(({ name }: any) => name === 'CreateFlowLog').inputs.LogFormat,
    );
    expect(formats).toEqual(expect.arrayContaining(variant.name.includes('observe') ? [] : expected));
  });

  it('chooses no name but those of the rules, so that it fits everywhere and twice', () => {
    const named = resources.flatMap(([, { Type, Properties = {} }]) =>
      Object.keys(Properties).filter((name) => CHOSEN_NAMES[Type] === name),
    );
    expect(named).toEqual([]);
  });

  it('keeps what flow logs need after the stack is gone, and puts each of it out', () => {
    const needed = ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::Logs::LogGroup'];
    const outputs = JSON.stringify(template.toJSON()['Outputs']);
    for (const [id, { Type, DeletionPolicy }] of resources) {
      const isNeeded = needed.includes(Type) || id.includes('DeliveryRole');
      expect([id, DeletionPolicy === 'RetainExceptOnCreate']).toEqual([id, isNeeded]);
      const isAdopted = isNeeded && Type !== 'AWS::S3::BucketPolicy' && !id.includes('RuleFunction');
      if (isAdopted) expect(outputs).toContain(`"${id}"`);
    }
  });

  it('asks every role for the path and the boundary', () => {
    const { rolePath, permissionsBoundaryArn } = variant.flowLogs;
    for (const { Properties } of allOf(template, 'AWS::IAM::Role'))
      expect([Properties.Path, Properties.PermissionsBoundary]).toEqual([rolePath, permissionsBoundaryArn]);
  });

  it('writes no partition but that of its place', () => {
    const text = JSON.stringify(template.toJSON());
    const partitions = new Set([...text.matchAll(/arn:(aws[a-z-]*):/g)].map(([, partition]) => partition));
    const own = variant.place?.partition ?? 'aws';
    expect([...partitions].filter((partition) => partition !== own)).toEqual([]);
  });
});

it('every variant has a name of its own', () =>
  expect(new Set(VARIANTS.map(({ name }) => name)).size).toBe(VARIANTS.length));

it('some hold every field that a role of ours may have recorded', () =>
  expect(PERMITTED_FIELDS.length).toBeGreaterThan(35));
