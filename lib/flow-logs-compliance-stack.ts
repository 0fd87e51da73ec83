import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FlowLogsCompliance } from './flow-logs-compliance';
import type { FlowLogsComplianceProps } from './flow-logs-compliance-props';

export interface FlowLogsComplianceStackProps extends StackProps {
  /**
   * What the stack deploys.
   *
   * @default - one requirement all-traffic: all traffic of every VPC, to a bucket of the stack, remediated automatically
   */
  readonly flowLogs?: FlowLogsComplianceProps;
}

/** One account and Region: deploy it in each. */
export class FlowLogsComplianceStack extends Stack {
  constructor(scope: Construct, id: string, { flowLogs, ...props }: FlowLogsComplianceStackProps = {}) {
    super(scope, id, {
      description:
        "Keeps every VPC's flow logs on, sufficient and delivered: AWS Config rules and their remediation",
      ...props,
    });
    new FlowLogsCompliance(this, 'FlowLogs', flowLogs);
  }
}
