import { type ComplianceType, complianceTypeOf, type Verdict } from '../policy';
import type { ApiCallCounts } from './api-calls';

/** What an invocation did, for its one log line. It names no VPC: an account may hold thousands. */
export type InvocationRecord = Invocation &
  (
    | ({ readonly outcome: 'judged' } & InvocationSummary)
    | { readonly outcome: 'failed'; readonly error: string }
  );

export type Trigger = 'change' | 'schedule' | 'judge-request' | 'unknown';

export interface Invocation {
  readonly requestId: string;
  readonly trigger: Trigger;
  readonly configRuleName?: string;
  /** From the first to the last line of the handler. */
  readonly durationMs: number;
  readonly apiCalls: ApiCallCounts;
}

export interface InvocationSummary {
  readonly messageType: string;
  readonly counts: VerdictCounts;
  /** Evaluations that Config accepted; 0 with verdicts means that the event had no result token. */
  readonly reported?: number;
  /** VPCs whose remediation a cap holds back; without a cap it is not known of. */
  readonly waiting?: number;
  /** Of the duration, what went into reporting. */
  readonly reportingMs?: number;
  /** Nothing was stored, since the result token is that of test runs. */
  readonly testMode?: boolean;
  /** The word that the Automation document was given. */
  readonly decision?: string;
}

export interface VerdictCounts extends Readonly<Record<ComplianceType, number>> {
  /** Of those that are not applicable, the ones with an exemption. */
  readonly exempt: number;
}

export function countVerdicts(verdicts: readonly Verdict[]): VerdictCounts {
  const counts = { COMPLIANT: 0, NON_COMPLIANT: 0, NOT_APPLICABLE: 0, exempt: 0 };
  for (const verdict of verdicts) {
    counts[complianceTypeOf(verdict)] += 1;
    if (verdict.reason === 'exempt-id' || verdict.reason === 'exempt-tag') counts.exempt += 1;
  }
  return counts;
}
