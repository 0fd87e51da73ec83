import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type DeliveryTarget, OWNERSHIP_TAGS } from '../runbook';
import { acknowledgeWildcard } from './acknowledgements';
import { creationStatements } from './creation-statements';
import { type RoleSettings, roleProps } from './role-settings';

export interface AutomationRoleProps {
  readonly requirementName: string;
  readonly ruleFunction: IFunction;
  readonly target: DeliveryTarget;
  readonly roles: RoleSettings;
}

/** The role that Systems Manager assumes: it asks the judge and creates flow logs tagged as ours, and nothing else. */
export class AutomationRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: AutomationRoleProps) {
    super(scope, id);
    const { requirementName, ruleFunction, target, roles } = props;
    const stack = Stack.of(this);
    const vpcs = stack.formatArn({ service: 'ec2', resource: 'vpc', resourceName: '*' });
    const flowLogs = stack.formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' });
    const role = new Role(this, 'Role', {
      ...roleProps(this, roles),
      description: `What the remediation of the flow log requirement ${requirementName} may do`,
      assumedBy: automationExecutions(stack),
      // Inline: the role is never without its policy, so nothing that depends on it starts too early.
      inlinePolicies: {
        JudgeAndCreate: new PolicyDocument({
          statements: [
            new PolicyStatement({
              sid: 'AskTheJudge',
              actions: ['lambda:InvokeFunction'],
              resources: [ruleFunction.functionArn],
            }),
            ...createFlowLogStatements(vpcs, flowLogs, requirementName),
            ...creationStatements(stack, target),
          ],
        }),
      },
    });
    acknowledgeWildcard(role, vpcs, 'Every VPC of this account and Region may need a flow log.');
    acknowledgeWildcard(role, flowLogs, 'A flow log has no id before it is created; its tags are required.');
    if (target.type !== 'cloud-watch-logs')
      acknowledgeWildcard(role, '*', 'logs:CreateLogDelivery supports no resource types.');
    this.roleArn = role.roleArn;
  }
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html */
const automationExecutions = (stack: Stack) =>
  new ServicePrincipal('ssm.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: {
        'aws:SourceArn': stack.formatArn({
          service: 'ssm',
          resource: 'automation-execution',
          resourceName: '*',
        }),
      },
    },
  });

/**
 * CreateFlowLogs is authorized on the VPC and on the new flow log, and its tags as CreateTags; AWS's own telemetry rules
 * ask for the same three:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSObservabilityAdminTelemetryEnablementServiceRolePolicy.html
 */
function createFlowLogStatements(vpcs: string, flowLogs: string, requirementName: string): PolicyStatement[] {
  const ourTags = { [`aws:RequestTag/${OWNERSHIP_TAGS.requirement}`]: requirementName };
  // ForAllValues also holds for a request without tags; the tag that is required beside it closes that gap.
  const noOtherTags = {
    'ForAllValues:StringEquals': { 'aws:TagKeys': Object.values(OWNERSHIP_TAGS) },
  };
  return [
    new PolicyStatement({ sid: 'CreateForVpcs', actions: ['ec2:CreateFlowLogs'], resources: [vpcs] }),
    new PolicyStatement({
      sid: 'CreateTaggedFlowLogs',
      actions: ['ec2:CreateFlowLogs'],
      resources: [flowLogs],
      conditions: { StringEquals: ourTags, ...noOtherTags },
    }),
    new PolicyStatement({
      sid: 'TagWhenCreating',
      actions: ['ec2:CreateTags'],
      resources: [flowLogs],
      conditions: { StringEquals: { ...ourTags, 'ec2:CreateAction': 'CreateFlowLogs' }, ...noOtherTags },
    }),
  ];
}
