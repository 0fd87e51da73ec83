import type { RuleParameters } from '../../policy';
import type { DocumentedFlowLog, Unreadable } from './documented-flow-log';

/** A requirement as one account and Region has it deployed: read from AWS, never from a checkout. */
export interface DeployedRequirement {
  /** As flow logs of it are tagged. */
  readonly name: string;
  readonly ruleName: string;
  readonly ruleArn: string;
  readonly parameters: RuleParameters;
  readonly functionArn: string;
  readonly remediation: DeployedRemediation;
}

/** Where no remediation is attached to the rule, it observes only, and there is no document. */
export type DeployedRemediation = { readonly mode: 'observe' } | AttachedRemediation;

export interface AttachedRemediation {
  readonly mode: 'automatic' | 'manual';
  readonly documentName: string;
  readonly automationRoleArn: string | undefined;
  readonly maximumAutomaticAttempts: number | undefined;
  /** Within which Config counts the attempts. */
  readonly retryAttemptSeconds: number | undefined;
  /** What the document creates, or why that could not be read. */
  readonly document: DocumentedFlowLog | Unreadable;
}

/** A rule that looks like ours and is not wholly understood: nothing may be concluded about what it asks for. */
export interface Doubt {
  readonly ruleName: string;
  readonly problem: string;
}

/** What of ours one account and Region has deployed. */
export interface Deployed {
  readonly requirements: readonly DeployedRequirement[];
  readonly doubts: readonly Doubt[];
}
