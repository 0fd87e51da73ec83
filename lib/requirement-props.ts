import type { RuleParameters } from '../policy';
import type { RemediationSettings } from '../runbook';
import type { LogDestination } from './log-destination';

/** One requirement: a name, what a covering flow log must be, and what is created where none is. */
export interface RequirementProps {
  /** Lower-case letters, digits and hyphens; it names the rule, a folder in S3 and the tag of created flow logs. */
  readonly name: string;

  /**
   * What a covering flow log must be, and which VPCs need one.
   *
   * @default - all traffic of every VPC, to any destination
   */
  readonly parameters?: RuleParameterProps;

  /**
   * Where the remediation delivers to.
   *
   * @default - a bucket that the stack makes, shared by its requirements
   */
  readonly destination?: LogDestination;

  /**
   * How a VPC without the flow log is put right.
   *
   * @default - automatically
   */
  readonly remediation?: RemediationSettingsProps;
}

/** The rule's parameters, as in the table `PARAMETERS`. */
export interface RuleParameterProps {
  /**
   * Traffic that must be captured.
   *
   * @default 'ALL'
   */
  readonly trafficType?: RuleParameters['trafficType'];

  /**
   * Types of destination that will do.
   *
   * @default - any; of several requirements, the type that its own remediation delivers to
   */
  readonly destinationTypes?: RuleParameters['destinationTypes'];

  /**
   * Approved destinations as ARNs; `*` stands for any text within one ARN part.
   *
   * @default - any
   */
  readonly destinations?: readonly string[];

  /**
   * Longest aggregation interval that will do, in seconds: 60 or 600.
   *
   * @default 600
   */
  readonly maxAggregationInterval?: RuleParameters['maxAggregationInterval'];

  /**
   * Fields that the log format must hold.
   *
   * @default - none
   */
  readonly requiredFields?: readonly string[];

  /**
   * File format that flow logs to S3 must have.
   *
   * @default - any
   */
  readonly fileFormat?: RuleParameters['fileFormat'];

  /**
   * Judge default VPCs too.
   *
   * @default true
   */
  readonly includeDefaultVpcs?: boolean;

  /**
   * Judge only VPCs that have all of these tags, written `Environment=prod|production,Tier=web`.
   *
   * @default - all VPCs
   */
  readonly scopeTags?: string;

  /**
   * Key of the tag whose date exempts a VPC through that day.
   *
   * @default - no tag exempts
   */
  readonly exemptTagKey?: string;

  /**
   * An exemption that ends further away than this, in days, exempts nothing.
   *
   * @default 90
   */
  readonly maxExemptionDays?: number;

  /**
   * VPCs that are exempt without an end.
   *
   * @default - none
   */
  readonly exemptVpcIds?: readonly string[];

  /**
   * A VPC is covered as well when each of its subnets has flow logs of its own that meet the requirement.
   *
   * @default false
   */
  readonly acceptSubnetCoverage?: boolean;

  /**
   * Of the VPCs that a sweep finds without coverage, so many are released to automatic remediation at a time.
   *
   * @default - no cap
   */
  readonly maxRemediationsPerSweep?: number;
}

/** How a VPC without the flow log is put right, as in the table `REMEDIATION_SETTINGS`. */
export interface RemediationSettingsProps {
  /**
   * automatic: Config starts it; manual: a person does; observe: there is none.
   *
   * @default 'automatic'
   */
  readonly mode?: RemediationSettings['mode'];

  /**
   * Minutes between the first judgement and the one that creates.
   *
   * @default - 5 when automatic, 0 when manual
   */
  readonly settleMinutes?: number;

  /**
   * Failed attempts until Config makes a remediation exception of the VPC.
   *
   * @default 3
   */
  readonly maximumAutomaticAttempts?: number;

  /**
   * Share of the non-compliant VPCs that is remediated at once, in percent.
   *
   * @default 10
   */
  readonly concurrentExecutionRatePercentage?: number;

  /**
   * Share of failed executions at which Config stops starting more, in percent.
   *
   * @default 50
   */
  readonly errorPercentage?: number;
}
