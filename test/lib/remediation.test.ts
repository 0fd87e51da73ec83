import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import type { FlowLogsComplianceProps, RemediationSettingsProps } from '../../lib';
import { allOf, deployed, onlyOf, rendered } from './deployed';

const CONFIGURATION = 'AWS::Config::RemediationConfiguration';
const DOCUMENT = 'AWS::SSM::Document';

const remediated = (remediation: RemediationSettingsProps) =>
  deployed({ requirements: [{ name: 'all-traffic', remediation }] });

/** As Systems Manager receives it: through JSON text, which is all that CloudFormation hands on. */
const documentOf = (props: FlowLogsComplianceProps = {}) =>
  JSON.parse(JSON.stringify(rendered(onlyOf(deployed(props), DOCUMENT).Properties.Content)));

describe('the remediation', () => {
  it('is started by Config, on the VPC that was judged, with the role of its own', () => {
    const template = deployed();
    const properties = rendered(onlyOf(template, CONFIGURATION).Properties);
    const [documentId] = Object.keys(template.findResources(DOCUMENT));
    const [ruleId] = Object.keys(template.findResources('AWS::Config::ConfigRule'));
    expect(properties).toMatchObject({
      Automatic: true,
      ConfigRuleName: `<${ruleId}>`,
      TargetType: 'SSM_DOCUMENT',
      TargetId: `<${documentId}>`,
      ResourceType: 'AWS::EC2::VPC',
      Parameters: {
        VpcId: { ResourceValue: { Value: 'RESOURCE_ID' } },
        AutomationAssumeRole: { StaticValue: { Values: [expect.stringMatching(/AutomationRole.*\.Arn>$/)] } },
      },
      ExecutionControls: { SsmControls: { ConcurrentExecutionRatePercentage: 10, ErrorPercentage: 50 } },
    });
  });

  it('names exactly the parameters that its document declares', () => {
    const { Parameters } = onlyOf(deployed(), CONFIGURATION).Properties;
    expect(Object.keys(Parameters).sort()).toEqual(Object.keys(documentOf().parameters).sort());
  });

  it.each([1, 3, 25])('gives %d attempts a window in which that many failures fit', (attempts) => {
    const { Properties } = onlyOf(remediated({ maximumAutomaticAttempts: attempts }), CONFIGURATION);
    expect(Properties.MaximumAutomaticAttempts).toBe(attempts);
    // Five minutes to settle, and the two pauses for EC2: what even a quick failure takes.
    // One of ten VPCs at a time: five minutes to settle and the two pauses for EC2, for each of the ten, every time.
    expect(Properties.RetryAttemptSeconds).toBeGreaterThan(attempts * 10 * (300 + 30 + 120));
    expect(Properties.RetryAttemptSeconds).toBeLessThanOrEqual(2_678_000);
  });

  it('refuses attempts for which Config offers no window, with the figure', () => {
    const longest = { maximumAutomaticAttempts: 25, settleMinutes: 1440 };
    expect(() => remediated(longest)).toThrow(/attempts that take up to \d+ s, allowed: at most 2678000 s/);
  });

  it('waits for a person in manual mode, and then does not wait to settle', () => {
    const template = remediated({ mode: 'manual' });
    template.hasResourceProperties(CONFIGURATION, {
      Automatic: false,
      MaximumAutomaticAttempts: Match.absent(),
      RetryAttemptSeconds: Match.absent(),
    });
    expect(JSON.stringify(onlyOf(template, DOCUMENT).Properties.Content)).not.toContain('Settle');
  });

  it('does not exist in observe mode, nor its role, nor a bucket for it', () => {
    const template = remediated({ mode: 'observe' });
    template.resourceCountIs('AWS::Config::ConfigRule', 1);
    template.resourceCountIs('AWS::IAM::Role', 1);
    for (const type of [CONFIGURATION, DOCUMENT, 'AWS::S3::Bucket']) template.resourceCountIs(type, 0);
  });

  it('follows its limits', () => {
    remediated({ concurrentExecutionRatePercentage: 25, errorPercentage: 20 }).hasResourceProperties(
      CONFIGURATION,
      {
        ExecutionControls: { SsmControls: { ConcurrentExecutionRatePercentage: 25, ErrorPercentage: 20 } },
      },
    );
  });

  it("is made after the bucket's policy, for it may start at once", () => {
    const template = deployed();
    const [policyId] = Object.keys(template.findResources('AWS::S3::BucketPolicy'));
    expect(onlyOf(template, CONFIGURATION).DependsOn).toContain(policyId);
  });
});

describe('the document', () => {
  it('keeps its name when its content changes', () => {
    deployed().hasResourceProperties(DOCUMENT, {
      DocumentType: 'Automation',
      DocumentFormat: 'JSON',
      UpdateMethod: 'NewVersion',
      Name: Match.absent(),
    });
  });

  it.each([
    ['with time to settle', { mode: 'automatic' }],
    ['without', { mode: 'manual' }],
  ] as const)('leads from each step to steps that exist, %s', (_, remediation) => {
    const { mainSteps } = documentOf({ requirements: [{ name: 'all-traffic', remediation }] });
    const names: readonly string[] = mainSteps.map((step: any) => step.name);
    expect(new Set(names).size).toBe(names.length);
    for (const step of mainSteps) for (const target of targetsOf(step)) expect(names).toContain(target);
  });

  it('refers only to its parameters, to Automation itself and to steps that ran before', () => {
    const document = documentOf();
    const known = new Set(['automation:EXECUTION_ID', ...Object.keys(document.parameters)]);
    const references = (value: unknown) =>
      [...JSON.stringify(value).matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(([, name = '']) => name);
    expect(references(document.assumeRole)).toEqual(['AutomationAssumeRole']);
    for (const step of document.mainSteps) {
      for (const name of references(step)) expect([...known]).toContain(name);
      known.add(`${step.name}.Payload`);
    }
  });

  it('asks about the parameters that the rule has, and the destination that it creates', () => {
    const parameters = { trafficType: 'REJECT', exemptTagKey: 'exempt' } as const;
    const template = deployed({ requirements: [{ name: 'rejects', parameters }] });
    const { mainSteps } = rendered(onlyOf(template, DOCUMENT).Properties.Content);
    const create = mainSteps.find((step: any) => step.name === 'CreateFlowLog').inputs;
    const judgements = mainSteps.filter((step: any) => step.action === 'aws:invokeLambdaFunction');
    const { InputParameters } = onlyOf(template, 'AWS::Config::ConfigRule').Properties;
    expect(judgements.length).toBeGreaterThan(1);
    for (const { inputs } of judgements) {
      expect(JSON.parse(inputs.InputPayload.ruleParameters)).toEqual(InputParameters);
      expect(inputs.InputPayload.logDestination).toBe(create.LogDestination);
    }
    expect(create).toMatchObject({ TrafficType: 'REJECT', LogDestinationType: 's3' });
    expect(create.LogDestination).toMatch(/^<.*LogBucket.*\.Arn>\/rejects\/[0-9a-f]{8}\/$/);
  });

  it('reads as reviewed', () => {
    const golden = join(__dirname, '__golden__', 'remediation-document.json');
    const document = documentOf();
    if (process.env['UPDATE_GOLDENS'] === '1')
      writeFileSync(golden, `${JSON.stringify(document, null, 2)}\n`);
    expect(document).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});

it('makes a remediation for each requirement, of its own document and role', () => {
  const template = deployed({ requirements: [{ name: 'first' }, { name: 'second' }] });
  const targets = allOf(template, CONFIGURATION).map(({ Properties }) => Properties.TargetId.Ref);
  expect(new Set(targets).size).toBe(2);
  template.resourceCountIs('AWS::IAM::Role', 3);
});

function targetsOf(step: any): readonly string[] {
  const failure = step.onFailure.startsWith('step:') ? [step.onFailure.slice('step:'.length)] : [];
  const branches = step.inputs.Choices?.map(({ NextStep }: any) => NextStep) ?? [];
  const otherwise = step.action === 'aws:branch' ? [step.inputs.Default] : [];
  return [...failure, ...branches, ...otherwise, ...(step.nextStep ? [step.nextStep] : [])];
}
