import { CfnOutput } from 'aws-cdk-lib';
import { CfnConfigRule } from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import { printParameters } from '../policy';
import type { Requirement } from '../runbook';
import type { AppSettings } from './app-settings';
import type { RuleFunction } from './rule-function';

export interface FlowLogRuleProps {
  readonly requirement: Requirement;
  readonly ruleFunction: RuleFunction;
  readonly schedule: AppSettings['schedule'];
}

/**
 * The Config rule of a requirement. L1: the L2 rule attaches the managed policy AWSConfigRulesExecutionRole to the
 * function's role behind our back.
 */
export class FlowLogRule extends Construct {
  readonly ruleName: string;

  constructor(scope: Construct, id: string, { requirement, ruleFunction, schedule }: FlowLogRuleProps) {
    super(scope, id);
    const rule = new CfnConfigRule(this, 'Resource', {
      description: `Every VPC has flow logs that meet the requirement ${requirement.name}, and EC2 reports no delivery failure.`,
      inputParameters: printParameters(requirement.parameters),
      // A flow log is no part of its VPC's configuration item, nor related to it: without its own type in the scope, its
      // deletion stays unseen until the next sweep.
      scope: { complianceResourceTypes: ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'] },
      source: {
        owner: 'CUSTOM_LAMBDA',
        sourceIdentifier: ruleFunction.function.functionArn,
        sourceDetails: [
          notification('ConfigurationItemChangeNotification'),
          notification('OversizedConfigurationItemChangeNotification'),
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

const notification = (messageType: string): CfnConfigRule.SourceDetailProperty => ({
  eventSource: 'aws.config',
  messageType,
});
