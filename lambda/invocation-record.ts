import { type ComplianceType, complianceTypeOf, type Verdict } from '../policy';

/** The one structured line that an invocation logs. It names no VPC: an account may hold hundreds. */
export type InvocationRecord =
  | ({ readonly outcome: 'judged'; readonly durationMs: number } & InvocationSummary)
  | { readonly outcome: 'failed'; readonly durationMs: number; readonly error: string };

export interface InvocationSummary {
  readonly messageType: string;
  readonly counts: Readonly<Record<ComplianceType, number>>;
  readonly configRuleName?: string;
  /** Evaluations that Config accepted; 0 with verdicts means that the event had no result token. */
  readonly reported?: number;
  /** Nothing was stored, since the result token is that of test runs. */
  readonly testMode?: boolean;
  /** The word that the Automation document was given. */
  readonly decision?: string;
}

export function countVerdicts(verdicts: readonly Verdict[]): Readonly<Record<ComplianceType, number>> {
  const counts = { COMPLIANT: 0, NON_COMPLIANT: 0, NOT_APPLICABLE: 0 };
  for (const verdict of verdicts) counts[complianceTypeOf(verdict)] += 1;
  return counts;
}
