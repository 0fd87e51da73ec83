import type { ComplianceType, Reason } from '../../policy';

/**
 * What is proven of an estate at one time, as `evidence.json` holds it and `evidence.schema.json` describes it. Times are
 * ISO 8601 in UTC. Texts from AWS stand as they came: whoever shows them escapes them.
 */
export interface Evidence {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly generatedAt: string;
  /** ARN of whoever asked. */
  readonly generatedBy: string;
  readonly requirements: readonly EvidenceRequirement[];
  readonly summary: EvidenceSummary;
  /** What could not be read, or is not watched by Config: nothing is concluded about it. */
  readonly unknown: readonly UnknownPlace[];
  readonly regions: readonly EvidenceRegion[];
  readonly controls: readonly ControlMapping[];
  /** What this evidence cannot say, in sentences. */
  readonly limits: readonly string[];
}

export interface EvidenceRequirement {
  readonly name: string;
  /** Where it was read: `cdk.json`, `flags`, `defaults`. */
  readonly source: string;
  /** As the rule has them, without those that are at their default. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Of a VPC: the gravest of its verdicts; unknown where nothing may be concluded. */
export type Standing = 'covered' | 'gap' | 'not-applicable' | 'unknown';

export interface EvidenceSummary {
  readonly accounts: number;
  readonly regions: number;
  readonly vpcs: number;
  readonly standings: Readonly<Record<Standing, number>>;
  /** Covered of those that are covered or a gap, 0 to 1; null when there is none. */
  readonly coveredShare: number | null;
  /** VPCs by the reason of their gravest verdict. */
  readonly reasons: Readonly<Partial<Record<Reason, number>>>;
}

export interface UnknownPlace {
  readonly accountId: string;
  /** Absent when nothing of the account could be read. */
  readonly region?: string;
  readonly cause: string;
}

/** Whether a source could be read, and why not. */
export type SourceState =
  /** The note says what of it was left out, where something was. */
  | { readonly state: 'read'; readonly note?: string }
  | { readonly state: 'off'; readonly cause: string }
  | { readonly state: 'unknown'; readonly cause: string };

export interface EvidenceRegion {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly sources: {
    /** The Config recorder. */
    readonly recorder: SourceState;
    /** Config's rules of ours, their evaluations, remediations and exceptions. */
    readonly config: SourceState;
    readonly securityHub: SourceState;
    /** 90 days of management events. */
    readonly cloudTrail: SourceState;
  };
  /** Rules of ours that are deployed there. */
  readonly rules: readonly EvidenceRule[];
  readonly vpcs: readonly EvidenceVpc[];
  /** Changes of flow logs that cannot be traced to a VPC that is there, oldest first. */
  readonly untracedEvents: readonly TimelineEvent[];
}

export interface EvidenceRule {
  readonly requirement: string;
  readonly ruleName: string;
  /** As deployed, without those that are at their default. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly remediation: 'automatic' | 'manual' | 'observe';
  readonly lastSuccessfulEvaluation?: string;
  readonly lastFailedEvaluation?: string;
  readonly lastErrorMessage?: string;
}

export interface EvidenceVpc {
  readonly vpcId: string;
  /** Its Name tag. */
  readonly name?: string;
  readonly ownerId: string;
  readonly isDefault: boolean;
  readonly standing: Standing;
  /** One for each requirement; none where the standing is unknown. */
  readonly verdicts: readonly EvidenceVerdict[];
  readonly exemption?: Exemption;
  readonly flowLogs: readonly EvidenceFlowLog[];
  readonly evaluations: readonly EvidenceEvaluation[];
  readonly remediations: readonly EvidenceRemediation[];
  readonly ec26: Ec26Comparison;
  /** Oldest first. */
  readonly timeline: readonly TimelineEvent[];
}

export interface EvidenceVerdict {
  readonly requirement: string;
  readonly compliance: ComplianceType;
  readonly reason: Reason;
  readonly annotation: string;
}

export interface Exemption {
  readonly by: 'id' | 'tag';
  /** Last day of it, such as `2027-01-31`; absent when it has no end. */
  readonly until?: string;
  /** The requirements that it exempts from. */
  readonly requirements: readonly string[];
}

export interface EvidenceFlowLog {
  readonly flowLogId: string;
  /** The VPC, or one of its subnets. */
  readonly resourceId: string;
  readonly trafficType?: string;
  readonly status?: string;
  readonly deliveryStatus?: string;
  readonly deliveryError?: string;
  readonly destinationType?: string;
  readonly destination?: string;
  readonly fields: readonly string[];
  /** Seconds. */
  readonly maxAggregationInterval: number;
  readonly fileFormat?: string;
  readonly createdAt?: string;
  /** Who created it, where CloudTrail tells. */
  readonly createdBy?: string;
  /** Which requirement of ours created it, by its tags. */
  readonly requirement?: string;
  /** Execution of Automation that created it, by its tags. */
  readonly executionId?: string;
}

/** What a rule of ours has put into Config. */
export interface EvidenceEvaluation {
  readonly ruleName: string;
  readonly compliance: string;
  readonly annotation: string;
  readonly invokedAt?: string;
  readonly recordedAt?: string;
}

export interface EvidenceRemediation {
  readonly ruleName: string;
  /** QUEUED, IN_PROGRESS, SUCCEEDED, FAILED or UNKNOWN; absent where only an exception is known. */
  readonly state?: string;
  readonly invokedAt?: string;
  readonly endedAt?: string;
  readonly failure?: string;
  readonly exception?: { readonly message: string; readonly endsAt?: string };
}

/** The finding of Security Hub's EC2.6 beside our verdict. */
export interface Ec26Comparison {
  /** PASSED, FAILED, WARNING or NOT_AVAILABLE; absent when there is no finding. */
  readonly finding?: string;
  readonly findingId?: string;
  readonly workflow?: string;
  readonly updatedAt?: string;
  /** When Security Hub last ran the check. */
  readonly checkedAt?: string;
  /** Unknown where there is nothing to compare: no verdict of ours, or a finding or a source that says nothing. */
  readonly agreement: 'agrees' | 'disagrees' | 'no-finding' | 'unknown';
  /** Why they disagree, or why there is nothing to compare. */
  readonly explanation?: string;
}

export interface TimelineEvent {
  readonly at: string;
  readonly kind:
    | 'flow-log-created'
    | 'flow-log-deleted'
    | 'evaluation'
    | 'remediation-started'
    | 'remediation-ended'
    | 'exception-ends'
    | 'exemption-ends'
    | 'ec26-finding';
  readonly text: string;
  /** Who did it, where CloudTrail tells. */
  readonly actor?: string;
}

/** One row of `control-mappings.json`. */
export interface ControlMapping {
  /** `CIS AWS Foundations Benchmark v5.0.0`. */
  readonly framework: string;
  /** `3.7`. */
  readonly control: string;
  readonly title?: string;
  /** Where the mapping was read. */
  readonly source: string;
  /** `aws` for EC2.6's own page, `guide` for what a published guide says. */
  readonly authority: 'aws' | 'guide';
}
