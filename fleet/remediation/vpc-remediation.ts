/** What Config and Systems Manager know of one VPC's remediation for one requirement. */
export interface VpcRemediation {
  readonly vpcId: string;
  readonly verdict: ShownVerdict | undefined;
  readonly execution: Execution | undefined;
  readonly exception: Exception | undefined;
}

export interface ShownVerdict {
  /** COMPLIANT, NON_COMPLIANT or NOT_APPLICABLE. */
  readonly type: string;
  readonly annotation: string;
  readonly recordedAt: Date | undefined;
}

/** The latest one. */
export interface Execution {
  /** QUEUED, IN_PROGRESS, SUCCEEDED, FAILED or UNKNOWN. */
  readonly state: string;
  readonly invokedAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly failedStep: FailedStep | undefined;
}

export interface FailedStep {
  readonly name: string;
  readonly message: string | undefined;
}

/** Config does not remediate the VPC by itself while it stands. */
export interface Exception {
  readonly message: string;
  /** Undefined when it stands until somebody deletes it. */
  readonly endsAt: Date | undefined;
}

export const REMEDIATION_STANDINGS = [
  'stuck',
  'leftover exception',
  'to be started',
  'failing',
  'in flight',
  'held back',
  'waiting',
  'settled',
] as const;
export type RemediationStanding = (typeof REMEDIATION_STANDINGS)[number];

/** What is going to happen next, and whether anything is. */
export function standingOf(
  { verdict, execution, exception }: VpcRemediation,
  mode: 'automatic' | 'manual',
): RemediationStanding {
  if (isInFlight(execution)) return 'in flight';
  const endsByItself = exception?.endsAt !== undefined;
  if (verdict?.type !== 'NON_COMPLIANT') return exception && !endsByItself ? 'leftover exception' : 'settled';
  if (exception) return endsByItself ? 'held back' : 'stuck';
  const failed = execution?.state === 'FAILED' || execution?.state === 'UNKNOWN';
  if (failed) return mode === 'automatic' ? 'failing' : 'stuck';
  return mode === 'automatic' ? 'waiting' : 'to be started';
}

export const isInFlight = (execution: Execution | undefined): boolean =>
  execution?.state === 'QUEUED' || execution?.state === 'IN_PROGRESS';

/** What each means, for whoever reads the table. */
export const STANDING_MEANINGS: Readonly<Record<RemediationStanding, string>> = {
  stuck: 'nothing is tried any more: repair the cause, then remediation retry',
  'leftover exception': 'not non-compliant, and not remediated if it becomes so: remediation clear',
  'to be started': 'non-compliant, and nobody has started its remediation: remediation retry --vpc',
  failing: 'the last attempt failed, and Config tries again until its attempts are used up',
  'in flight': 'an execution is queued or runs: the stack must not be deleted now',
  'held back':
    'not remediated before its exception ends, by the cap on remediations or by somebody: remediation retry --vpc does not wait',
  waiting: 'non-compliant; Config starts a remediation, or the next judgement shows what the last one did',
  settled: 'nothing to remediate',
};

/** Those that nothing but a person moves on. */
export const needsSomebody = (standing: RemediationStanding): boolean =>
  standing === 'stuck' || standing === 'leftover exception' || standing === 'to be started';
