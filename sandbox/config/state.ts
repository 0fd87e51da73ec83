export type RecordedType = 'AWS::EC2::VPC' | 'AWS::EC2::FlowLog';

/** In the casing of events; GetResourceConfigHistory spells some members otherwise. */
export interface ConfigurationItem {
  readonly configurationItemCaptureTime: string;
  readonly configurationItemStatus: 'ResourceDiscovered' | 'OK' | 'ResourceDeleted';
  readonly configurationStateId: string;
  readonly awsAccountId: string;
  readonly awsRegion: string;
  readonly availabilityZone: string;
  readonly resourceType: RecordedType;
  readonly resourceId: string;
  readonly ARN: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly relationships: readonly Relationship[];
  readonly configuration: Readonly<Record<string, unknown>> | null;
}

export interface Relationship {
  readonly resourceId: string;
  readonly resourceName: null;
  readonly resourceType: string;
  readonly name: string;
}

export type ChangeType = 'CREATE' | 'UPDATE' | 'DELETE';

export interface PropertyChange {
  readonly previousValue: unknown;
  readonly updatedValue: unknown;
  readonly changeType: ChangeType;
}

/** Changes by where they are: `Relationships.0`, `Configuration.Tags.0`. */
export interface ConfigurationItemDiff {
  readonly changeType: ChangeType;
  readonly changedProperties: Readonly<Record<string, PropertyChange>>;
}

export type ComplianceType = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';

export interface EvaluationResult {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly complianceType: ComplianceType;
  readonly annotation: string | undefined;
  readonly orderingTimestamp: Date;
  readonly resultRecordedTime: Date;
  readonly configRuleInvokedTime: Date;
  /** A remediation exception ended while it stood, and only a newer result has the resource remediated. */
  outlivedException?: true;
}

export interface RemediationConfiguration {
  readonly arn: string;
  readonly documentName: string;
  readonly parameters: Readonly<Record<string, RemediationParameter>>;
  readonly automatic: boolean;
  readonly maximumAutomaticAttempts: number;
  readonly retryAttemptSeconds: number;
  readonly concurrentExecutionRatePercentage: number;
  readonly errorPercentage: number;
}

export type RemediationParameter =
  | { readonly kind: 'resource-id' }
  | { readonly kind: 'static'; readonly values: readonly string[] };

/** How the remediation of one resource goes, whoever started it. */
export interface RemediationRecord {
  state: 'QUEUED' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  /** The result that a remediation succeeded for: only a newer one, or a failure, starts another by itself. */
  settled: EvaluationResult | undefined;
  executionIds: string[];
  /** Of automatic attempts. */
  failures: Date[];
  /** Why nothing was started. */
  startFailure: string | undefined;
  invocationTime: Date;
  lastUpdatedTime: Date;
}

/** Keeps Config from remediating a resource by itself. */
export interface RemediationException {
  readonly message: string | undefined;
  readonly expirationTime: Date | undefined;
}

export interface SourceDetail {
  readonly messageType: string;
  readonly frequency: string | undefined;
}

export interface ConfigRule {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly functionArn: string;
  readonly inputParameters: string;
  readonly resourceTypes: readonly string[];
  readonly sourceDetails: readonly SourceDetail[];
  readonly messageTypes: readonly string[];
  readonly frequencySeconds: number | undefined;
  /** By resource id; all results of our rules are about VPCs. */
  readonly results: Map<string, EvaluationResult>;
  /** Every result that differed from the one before it, oldest first. */
  readonly timeline: EvaluationResult[];
  readonly remediations: Map<string, RemediationRecord>;
  /** By resource id. Those that have expired may still be among them. */
  readonly exceptions: Map<string, RemediationException>;
  remediation: RemediationConfiguration | undefined;
  remediationRound: 'none' | 'scheduled' | 'running';
  /** When somebody last asked for an evaluation. */
  evaluationAsked: Date | undefined;
}

export interface Invocation {
  readonly ruleName: string;
  readonly messageType: string;
  readonly invokedTime: Date;
  /** The resource that a change notification told of. */
  readonly about?: string | undefined;
  /** When evaluations were last put with its token. */
  usedAt?: Date;
}

/** A Region without a recorder has no delivery channel here either. */
export type RecorderState = 'recording' | 'stopped' | 'absent';

export interface ConfigState {
  recorder: RecorderState;
  /** Configuration items by `type/id`, oldest first. */
  readonly items: Map<string, ConfigurationItem[]>;
  readonly rules: Map<string, ConfigRule>;
  /** Result tokens that were handed out. */
  readonly tokens: Map<string, Invocation>;
  /** From when on Config may start the next remediation. */
  nextStart: Date | undefined;
  /** When StartConfigRulesEvaluation was last called. */
  evaluationAsked: Date | undefined;
}

export const emptyConfigState = (): ConfigState => ({
  recorder: 'recording',
  items: new Map(),
  rules: new Map(),
  tokens: new Map(),
  nextStart: undefined,
  evaluationAsked: undefined,
});
