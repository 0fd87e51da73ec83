import type { AssemblyStack, Template, TemplateResource } from '../../../sandbox/cloudformation/assembly';
import { deploy } from '../../../sandbox/cloudformation/deployment';
import type { DeployedStack, StackChange } from '../../../sandbox/cloudformation/stack';
import { deleteStack } from '../../../sandbox/cloudformation/stack-deletion';
import { updateStack } from '../../../sandbox/cloudformation/stack-update';
import type { RemediationRecord } from '../../../sandbox/config/state';
import { type RegionState, World } from '../../../sandbox/world';
import { nodeFunction, role } from '../small-stack';

export const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };

type Resources = Template['Resources'];

/** An account with one stack, which is changed by its resources. */
export class StackAccount {
  readonly region: RegionState;
  private deployed: DeployedStack;

  constructor(
    resources: Resources,
    readonly world = new World({ start: new Date('2027-01-04T08:00:00Z') }),
    code = 'code',
  ) {
    this.region = world.region(PLACE);
    this.deployed = deploy(this.world, this.region, stackOf(resources, code));
  }

  update(resources: Resources, code = 'code'): StackChange {
    const change = updateStack(this.world, this.region, this.deployed, stackOf(resources, code));
    this.deployed = change.stack;
    return change;
  }

  delete(): StackChange {
    const change = deleteStack(this.world, this.region, this.deployed);
    this.deployed = change.stack;
    return change;
  }

  /** What a resource of the stack answers to Ref. */
  ref(logicalId: string): string {
    return this.deployed.resources.get(logicalId)?.ref ?? '';
  }

  arn(logicalId: string): string {
    return this.deployed.resources.get(logicalId)?.attributes['Arn'] ?? '';
  }

  get inventory(): DeployedStack['inventory'] {
    return this.deployed.inventory;
  }

  get logicalIds(): readonly string[] {
    return [...this.deployed.resources.keys()];
  }

  get rule() {
    const rule = this.region.config.rules.get(this.ref('Rule'));
    if (!rule) throw new Error('there is no rule');
    return rule;
  }

  /** Config has this on record of a VPC. */
  remediation(state: RemediationRecord['state']): void {
    const now = this.world.scheduler.now();
    this.rule.remediations.set('vpc-1', {
      ...{ state, settled: undefined, executionIds: [], failures: [], startFailure: undefined },
      ...{ invocationTime: now, lastUpdatedTime: now },
    });
  }
}

const stackOf = (Resources: Resources, code: string): AssemblyStack => ({
  stackName: 'Small',
  template: { Resources },
  assetFolders: new Map([
    ['code.zip', `/${code}`],
    [`${code}.zip`, `/${code}`],
  ]),
});

/** `STATUS LogicalId` of each event. */
export const statuses = ({ events }: StackChange): readonly string[] =>
  events.map(({ status, logicalId }) => `${status} ${logicalId}`);

export const resource = (Type: string, Properties: object = {}, others: object = {}): TemplateResource => ({
  Type,
  Properties: Properties as Readonly<Record<string, unknown>>,
  ...others,
});

const contentOf = (description: string) => ({
  schemaVersion: '0.3',
  description,
  assumeRole: '{{ AutomationAssumeRole }}',
  parameters: {
    VpcId: { type: 'String', description: 'the VPC' },
    AutomationAssumeRole: { type: 'String', description: 'the role' },
  },
  mainSteps: [
    {
      name: 'End',
      action: 'aws:sleep',
      timeoutSeconds: 60,
      onFailure: 'Abort',
      isCritical: true,
      isEnd: true,
      inputs: { Duration: 'PT1S' },
    },
  ],
});

export interface RuleSettings {
  readonly ruleName?: string;
  readonly description?: string;
  readonly inputParameters?: object;
  readonly automatic?: boolean;
  readonly document?: object;
}

/** A rule with its function and its remediation, as small as it can be. */
export const ruleResources = (settings: RuleSettings = {}): Resources => ({
  Role: role('lambda.amazonaws.com'),
  Function: nodeFunction(),
  Permission: resource('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
    Principal: 'config.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
  }),
  Rule: resource(
    'AWS::Config::ConfigRule',
    {
      ConfigRuleName: settings.ruleName ?? 'rule',
      InputParameters: settings.inputParameters ?? {},
      Source: {
        Owner: 'CUSTOM_LAMBDA',
        SourceIdentifier: { 'Fn::GetAtt': ['Function', 'Arn'] },
        SourceDetails: [{ EventSource: 'aws.config', MessageType: 'ScheduledNotification' }],
      },
    },
    { DependsOn: 'Permission' },
  ),
  Document: resource('AWS::SSM::Document', {
    Content: contentOf(settings.description ?? 'first'),
    DocumentType: 'Automation',
    UpdateMethod: 'NewVersion',
    ...settings.document,
  }),
  AutomationRole: role('ssm.amazonaws.com'),
  Remediation: resource('AWS::Config::RemediationConfiguration', {
    ConfigRuleName: { Ref: 'Rule' },
    TargetType: 'SSM_DOCUMENT',
    TargetId: { Ref: 'Document' },
    Automatic: settings.automatic ?? true,
    Parameters: {
      VpcId: { ResourceValue: { Value: 'RESOURCE_ID' } },
      AutomationAssumeRole: { StaticValue: { Values: [{ 'Fn::GetAtt': ['AutomationRole', 'Arn'] }] } },
    },
  }),
});
