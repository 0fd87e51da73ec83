import { CfnRemediationConfiguration } from 'aws-cdk-lib/aws-config';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import {
  OWNERSHIP_TAGS,
  type Requirement,
  ROLE_PARAMETER,
  remediationDocument,
  remedyOf,
  retryWindowSeconds,
  settleMinutesOf,
  VPC_PARAMETER,
} from '../runbook';
import { AutomationRole } from './automation-role';
import type { Delivery } from './delivery';
import type { RoleSettings } from './role-settings';

export interface RemediationProps {
  readonly requirement: Requirement;
  readonly ruleName: string;
  readonly ruleFunction: IFunction;
  readonly delivery: Delivery;
  readonly roles: RoleSettings;
}

/** The Automation document of a requirement, its role, and what ties both to the rule. */
export class Remediation extends Construct {
  constructor(scope: Construct, id: string, props: RemediationProps) {
    super(scope, id);
    const { requirement, ruleName, ruleFunction, delivery, roles } = props;
    const { remediation } = requirement;
    const content = remediationDocument({
      functionName: ruleFunction.functionArn,
      parameters: requirement.parameters,
      flowLog: remedyOf(requirement, delivery.target),
      settleMinutes: settleMinutesOf(remediation),
    });
    const document = new CfnDocument(this, 'Document', {
      content,
      documentType: 'Automation',
      documentFormat: 'JSON',
      // The default, Replace, deletes the document that a remediation may be running.
      updateMethod: 'NewVersion',
      tags: [{ key: OWNERSHIP_TAGS.requirement, value: requirement.name }],
    });
    const { roleArn } = new AutomationRole(this, 'AutomationRole', {
      requirementName: requirement.name,
      ruleFunction,
      target: delivery.target,
      roles,
    });
    const automatic = {
      automatic: true,
      maximumAutomaticAttempts: remediation.maximumAutomaticAttempts,
      retryAttemptSeconds: retryWindowSeconds(content, remediation),
    };
    const configuration = new CfnRemediationConfiguration(this, 'Resource', {
      configRuleName: ruleName,
      targetType: 'SSM_DOCUMENT',
      targetId: document.ref,
      resourceType: 'AWS::EC2::VPC',
      ...(remediation.mode === 'automatic' ? automatic : { automatic: false }),
      // Raw JSON to CloudFormation: L1 leaves the case of these names as it is.
      parameters: {
        [VPC_PARAMETER]: { ResourceValue: { Value: 'RESOURCE_ID' } },
        [ROLE_PARAMETER]: { StaticValue: { Values: [roleArn] } },
      },
      executionControls: {
        ssmControls: {
          concurrentExecutionRatePercentage: remediation.concurrentExecutionRatePercentage,
          errorPercentage: remediation.errorPercentage,
        },
      },
    });
    // From its first second it may create flow logs, which a bucket without its policy refuses, and so does a group.
    configuration.node.addDependency(...delivery.ready);
  }
}
