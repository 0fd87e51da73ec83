import { CfnOutput, Names } from 'aws-cdk-lib';
import { CfnConfigRule } from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import { printParameters } from '../policy';
import { type Requirement, ruleDescription } from '../runbook';
import type { AppSettings } from './app-settings';
import type { RuleFunction } from './rule-function';
import { CHANGING_TYPES } from './triggers';

export interface FlowLogRuleProps {
  readonly requirement: Requirement;
  readonly ruleFunction: RuleFunction;
  readonly schedule: AppSettings['schedule'];
  readonly triggers: AppSettings['triggers'];
}

/**
 * CloudFormation's own names are longer, and so may a rule's be; but the operation by which a sweep reads what Config still
 * shows takes 64: https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html
 */
const LONGEST_NAME = 64;

/**
 * The Config rule of a requirement. L1: the L2 rule attaches the managed policy AWSConfigRulesExecutionRole to the
 * function's role behind our back.
 */
export class FlowLogRule extends Construct {
  readonly ruleName: string;

  constructor(scope: Construct, id: string, props: FlowLogRuleProps) {
    super(scope, id);
    const { requirement, ruleFunction, schedule, triggers } = props;
    const changing = [...CHANGING_TYPES[triggers]];
    const rule = new CfnConfigRule(this, 'Resource', {
      configRuleName: Names.uniqueResourceName(this, {
        maxLength: LONGEST_NAME,
        separator: '-',
        allowedSpecialCharacters: '-',
      }),
      description: ruleDescription(requirement.name),
      inputParameters: printParameters(requirement.parameters),
      // Never without types while it listens to changes: it would be invoked for every resource that Config records.
      scope: changing.length > 0 ? { complianceResourceTypes: changing } : undefined,
      source: {
        owner: 'CUSTOM_LAMBDA',
        sourceIdentifier: ruleFunction.function.functionArn,
        sourceDetails: [
          ...(changing.length > 0 ? CHANGE_MESSAGES : []).map(notification),
          { ...notification('ScheduledNotification'), maximumExecutionFrequency: schedule },
        ],
      },
    });
    rule.addResourceDependency(ruleFunction.permission);
    this.ruleName = rule.ref;
    new CfnOutput(this, 'Name', {
      value: rule.ref,
      description: `Config rule of the requirement ${requirement.name}, for the AWS CLI`,
    });
  }
}

const CHANGE_MESSAGES = [
  'ConfigurationItemChangeNotification',
  'OversizedConfigurationItemChangeNotification',
];

const notification = (messageType: string): CfnConfigRule.SourceDetailProperty => ({
  eventSource: 'aws.config',
  messageType,
});
