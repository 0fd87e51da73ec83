import type { DESTINATION_TYPES, RuleParameters } from '../../policy';

/** A requirement as it is deployed in one account and Region, as far as the preflight asks. */
export interface DeployedRequirement {
  readonly name: string;
  readonly ruleName: string;
  /** That judges for the rule, and for its remediation. */
  readonly functionArn: string;
  readonly mode: 'automatic' | 'manual' | 'observe';
  readonly parameters: RuleParameters;
  /** Undefined where nothing remediates, or where the document could not be read. */
  readonly destination: DeployedDestination | undefined;
}

/** Where the document lets CreateFlowLogs deliver to. */
export interface DeployedDestination {
  readonly destinationType: (typeof DESTINATION_TYPES)[number];
  /** ARN of the log group, of the stream, or of the bucket with its folders. */
  readonly logDestination: string;
  /** CloudWatch Logs only. */
  readonly deliveryRoleArn: string | undefined;
  /** S3 only. */
  readonly hiveCompatiblePartitions: boolean;
}
