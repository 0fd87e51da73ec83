import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteConfigRuleCommand } from '@aws-sdk/client-config-service';
import { CreateVpcCommand, DescribeFlowLogsCommand, DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import { DeleteDocumentCommand } from '@aws-sdk/client-ssm';
import { readAssembly } from '../../sandbox/cloudformation/assembly';
import { ASSEMBLY } from '../assembly';
import { type Change, HOUR, openSandbox, rehearse } from './rehearsal';
import {
  bucketPolicyOf,
  documentOf,
  propertiesOf,
  remediationOf,
  roleOf,
  ruleOf,
  statementsOf,
  stepOf,
} from './template-changes';

const firstChoice = (template: Parameters<Change>[0]) =>
  stepOf(template, 'BranchOnJudgement')['inputs'].Choices[0];

describe('what is not modelled is refused by name when it is deployed', () => {
  const cases: readonly [string, Change, string][] = [
    [
      'a resource type',
      (template) => {
        template.Resources['Subnet'] = { Type: 'AWS::EC2::Subnet', Properties: {} };
      },
      'Subnet (AWS::EC2::Subnet): the sandbox does not model this type',
    ],
    [
      'a member of a resource',
      (template) => Object.assign(Object.values(template.Resources)[0] ?? {}, { CreationPolicy: {} }),
      'CreationPolicy',
    ],
    [
      'a function of another account',
      (template) => {
        ruleOf(template)['Source'].SourceIdentifier =
          'arn:aws:lambda:eu-central-1:999999999999:function:judge';
      },
      'function arn:aws:lambda:eu-central-1:999999999999:function:judge does not exist',
    ],
    [
      'a dynamic reference',
      (template) =>
        Object.assign(propertiesOf(template, 'AWS::Lambda::Function'), {
          Environment: { Variables: { X: '{{resolve:ssm:/x}}' } },
        }),
      'dynamic references: {{resolve:ssm:/x}}',
    ],
    ['a property', (template) => Object.assign(ruleOf(template), { EvaluationModes: [] }), 'EvaluationModes'],
    [
      'a property of a property',
      (template) => Object.assign(ruleOf(template)['Scope'], { TagKey: 'x' }),
      'Scope: the sandbox does not model TagKey',
    ],
    [
      'a target version',
      (template) => Object.assign(remediationOf(template), { TargetVersion: '1' }),
      'TargetVersion',
    ],
    [
      'a managed policy',
      (template) => Object.assign(roleOf(template, 'ssm.amazonaws.com'), { ManagedPolicyArns: [] }),
      'ManagedPolicyArns',
    ],
    [
      'an encryption of a bucket',
      (template) =>
        Object.assign(
          propertiesOf(template, 'AWS::S3::Bucket')['BucketEncryption'].ServerSideEncryptionConfiguration[0]
            .ServerSideEncryptionByDefault,
          { SSEAlgorithm: 'rot13' },
        ),
      'MalformedXML',
    ],
    [
      'a key of a log group that is no ARN',
      (template) => Object.assign(propertiesOf(template, 'AWS::Logs::LogGroup'), { KmsKeyId: 'key' }),
      'The specified KMS Key Id could not be found',
    ],
    [
      'code in the template',
      (template) => Object.assign(propertiesOf(template, 'AWS::Lambda::Function'), { Code: { ZipFile: '' } }),
      'S3Key is missing',
    ],
    [
      'another runtime',
      (template) => Object.assign(propertiesOf(template, 'AWS::Lambda::Function'), { Runtime: 'python3.13' }),
      'python3.13',
    ],
    [
      'another qualifier',
      (template) =>
        Object.assign(propertiesOf(template, 'AWS::Lambda::EventInvokeConfig'), { Qualifier: 'live' }),
      'Qualifier',
    ],
    [
      'an intrinsic',
      (template) => Object.assign(ruleOf(template), { Description: { 'Fn::ImportValue': 'x' } }),
      'Fn::ImportValue',
    ],
    ['a member of the template', (template) => Object.assign(template, { Mappings: {} }), 'Mappings'],
    [
      'an attribute',
      (template) =>
        Object.assign(ruleOf(template), {
          Description: { 'Fn::GetAtt': [Object.keys(template.Resources)[0], 'Colour'] },
        }),
      'Colour',
    ],
    [
      'a dependency that is not there',
      (template) => Object.assign(Object.values(template.Resources)[0] ?? {}, { DependsOn: 'Nobody' }),
      'Nobody',
    ],
    [
      'a recorded type',
      (template) =>
        Object.assign(ruleOf(template)['Scope'], { ComplianceResourceTypes: ['AWS::EC2::Subnet'] }),
      'AWS::EC2::Subnet',
    ],
    [
      'a message type',
      (template) =>
        Object.assign(ruleOf(template)['Source'].SourceDetails[0], {
          MessageType: 'ConfigurationSnapshotDeliveryCompleted',
        }),
      'ConfigurationSnapshotDeliveryCompleted',
    ],
    [
      'a frequency',
      (template) =>
        Object.assign(ruleOf(template)['Source'].SourceDetails[2], {
          MaximumExecutionFrequency: 'Two_Hours',
        }),
      'Two_Hours',
    ],
    [
      'a number of attempts',
      (template) => Object.assign(remediationOf(template), { MaximumAutomaticAttempts: 26 }),
      'MaximumAutomaticAttempts: got 26, allowed: a whole number from 1 to 25',
    ],
    [
      'an automatic remediation without a role',
      (template) => delete remediationOf(template)['Parameters'].AutomationAssumeRole,
      'AutomationAssumeRole',
    ],
    [
      'an element of a policy',
      (template) => Object.assign(bucketPolicyOf(template)['Statement'][0], { NotAction: 's3:*' }),
      'NotAction',
    ],
    [
      'a step action',
      (template) => Object.assign(stepOf(template, 'Settle'), { action: 'aws:pause' }),
      'step Settle: the sandbox does not play aws:pause',
    ],
    ['a document member', (template) => Object.assign(documentOf(template), { outputs: [] }), 'outputs'],
    [
      'a parameter type',
      (template) => Object.assign(documentOf(template)['parameters'].VpcId, { type: 'StringList' }),
      'StringList',
    ],
    [
      'a step member',
      (template) => Object.assign(stepOf(template, 'Settle'), { precondition: {} }),
      'step Settle: the sandbox does not play precondition',
    ],
    [
      'an input of a step',
      (template) => Object.assign(stepOf(template, 'Settle')['inputs'], { Timestamp: 'x' }),
      'Timestamp',
    ],
    [
      'an isCritical that is a text',
      (template) => Object.assign(stepOf(template, 'Settle'), { isCritical: 'false' }),
      'isCritical of Settle: got "false"',
    ],
    [
      'a step that is not there',
      (template) => Object.assign(stepOf(template, 'Settle'), { nextStep: 'Nowhere' }),
      'Nowhere',
    ],
    [
      'a branch operator',
      (template) => Object.assign(firstChoice(template), { Contains: undefined, NumericNotEquals: 1 }),
      'NumericNotEquals',
    ],
    [
      'another script',
      (template) =>
        Object.assign(stepOf(template, 'Fail')['inputs'], { Script: 'def fail(events, context):\n    pass' }),
      'step Fail: the sandbox runs no scripts',
    ],
    [
      'an asynchronous invocation by a step',
      (template) => Object.assign(stepOf(template, 'JudgeVpc')['inputs'], { InvocationType: 'Event' }),
      'InvocationType',
    ],
    [
      'a service of a step',
      (template) => Object.assign(stepOf(template, 'CreateFlowLog')['inputs'], { Service: 's3' }),
      's3 CreateFlowLogs',
    ],
    [
      'an operation that no service has',
      (template) => Object.assign(stepOf(template, 'CreateFlowLog')['inputs'], { Api: 'CreateFlowLog' }),
      'ec2 CreateFlowLog',
    ],
  ];

  test.each(cases)('%s', async (_, change, named) => {
    await expect(rehearse({ change })).rejects.toThrow(named);
  });
});

describe('what is not modelled is refused by name when it is called', () => {
  test.each([
    ['an operation of EC2', 'ec2:DescribeRouteTables', 'ec2', new DescribeRouteTablesCommand({})],
    [
      'an operation of Config',
      'config:DeleteConfigRule',
      'config',
      new DeleteConfigRuleCommand({ ConfigRuleName: 'x' }),
    ],
    [
      'an operation of Systems Manager',
      'ssm:DeleteDocument',
      'ssm',
      new DeleteDocumentCommand({ Name: 'x' }),
    ],
    [
      'a member',
      'InstanceTenancy of CreateVpc',
      'ec2',
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', InstanceTenancy: 'dedicated' }),
    ],
    [
      'a filter',
      'Filter colour',
      'ec2',
      new DescribeFlowLogsCommand({ Filter: [{ Name: 'colour', Values: ['x'] }] }),
    ],
  ] as const)('%s', async (_, named, client, command) => {
    const rehearsal = await openSandbox();
    const { send }: { send: (command: any) => Promise<unknown> } = rehearsal[client];
    await expect(send.call(rehearsal[client], command)).rejects.toMatchObject({
      name: 'NotModelled',
      message: expect.stringContaining(named),
    });
  });

  test('an operation that a document calls ends the run, since no AWS would have failed there', async () => {
    const rehearsal = await rehearse({
      change: (template) => {
        stepOf(template, 'CreateFlowLog')['inputs'] = { Service: 'ec2', Api: 'DescribeRouteTables' };
      },
    });
    await rehearsal.createVpc();
    await expect(rehearsal.advance(HOUR)).rejects.toThrow(
      'the sandbox does not model ec2:DescribeRouteTables',
    );
  });

  test('a condition that compares many values as one is refused with its statement where it is written', async () => {
    const rehearsal = rehearse({
      change: (template) => {
        for (const { Condition } of statementsOf(roleOf(template, 'ssm.amazonaws.com')))
          if (Condition?.['ForAllValues:StringEquals']) {
            Object.assign(Condition.StringEquals, Condition['ForAllValues:StringEquals']);
            delete Condition['ForAllValues:StringEquals'];
          }
      },
    });
    await expect(rehearsal).rejects.toThrow(/aws:TagKeys/i);
  });

  test.each<[string, Change]>([
    [
      'without a pause',
      (template) => {
        stepOf(template, 'BranchOnJudgement')['inputs'].Choices[2].NextStep = 'BranchOnJudgement';
      },
    ],
    [
      'that takes a second a turn',
      (template) => {
        stepOf(template, 'WaitForEc2')['inputs'].Duration = 'PT1S';
        stepOf(template, 'WaitForEc2')['nextStep'] = 'WaitForEc2';
      },
    ],
  ])('a document that goes in a circle %s ends the run instead of hanging it', async (_, change) => {
    const rehearsal = await rehearse({ change });
    await rehearsal.createVpc();
    await expect(rehearsal.advance(HOUR)).rejects.toThrow('goes in a circle');
  });
});

describe('an assembly', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A copy of the assembly whose manifest is changed. */
  function changedManifest(change: (artifacts: Record<string, any>) => void): string {
    cpSync(ASSEMBLY, folder, { recursive: true });
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    change(manifest.artifacts);
    writeFileSync(file, JSON.stringify(manifest));
    return folder;
  }

  const [{ stackName = '' } = {}] = readAssembly(ASSEMBLY);

  test('that is missing is refused with what to do', async () => {
    const { sandbox } = await openSandbox();
    expect(() => sandbox.deployAssembly(join(folder, 'cdk.out'))).toThrow(
      /cdk\.out holds no cloud assembly; run npm run synth first/,
    );
  });

  test('of two stacks is refused with their number', async () => {
    const { sandbox } = await openSandbox();
    changedManifest((artifacts) => {
      artifacts['Second'] = artifacts[stackName];
      cpSync(join(folder, `${stackName}.assets.json`), join(folder, 'Second.assets.json'));
    });
    expect(() => sandbox.deployAssembly(folder)).toThrow('holds 2 stacks; the sandbox plays one');
  });

  test('with a stage is refused with its name', async () => {
    const { sandbox } = await openSandbox();
    changedManifest((artifacts) => {
      artifacts['Production'] = { type: 'cdk:cloud-assembly', properties: {} };
    });
    expect(() => sandbox.deployAssembly(folder)).toThrow('stages, such as Production');
  });

  test('whose template is gone is refused with the file', async () => {
    const { sandbox } = await openSandbox();
    rmSync(
      join(
        changedManifest(() => undefined),
        `${stackName}.template.json`,
      ),
    );
    expect(() => sandbox.deployAssembly(folder)).toThrow(`${stackName}.template.json cannot be read`);
  });

  test('that is deployed twice is refused where a name is taken', async () => {
    const fixedName: Change = (template) => Object.assign(ruleOf(template), { ConfigRuleName: 'flow-logs' });
    const rehearsal = await rehearse({ change: fixedName });
    expect(() => rehearsal.deploy(fixedName)).toThrow('flow-logs already exists');
  });
});

describe('a session key', () => {
  test('that the sandbox never gave out is no administrator', async () => {
    const { sandbox } = await openSandbox();
    const { EC2Client } = await import('@aws-sdk/client-ec2');
    const client = new EC2Client({
      ...sandbox.administrator(),
      credentials: { accessKeyId: 'ASIA0123456789ABCDEF', secretAccessKey: 'x', sessionToken: 'x' },
    });
    await expect(client.send(new DescribeFlowLogsCommand({}))).rejects.toMatchObject({ name: 'AuthFailure' });
    client.destroy();
  });
});
