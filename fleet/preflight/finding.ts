import { CHECKS, type CheckId } from './checks';

export type FindingStatus = 'ok' | 'problem' | 'unknown';

/** What one check found about one thing. */
export interface Finding {
  readonly check: CheckId;
  readonly status: FindingStatus;
  /** ARN or name of what was looked at. */
  readonly about: string;
  readonly finding: string;
  /** What to do about it; a problem always has one, and an unknown where somebody can be asked. */
  readonly remedy?: string;
}

export const ok = (check: CheckId, about: string, finding: string): Finding => ({
  check,
  status: 'ok',
  about,
  finding,
});

/** The check's remedy, and what is particular to this case. */
export const problem = (check: CheckId, about: string, finding: string, particulars?: string): Finding => ({
  check,
  status: 'problem',
  about,
  finding,
  remedy: particulars === undefined ? CHECKS[check].remedy : `${CHECKS[check].remedy}: ${particulars}`,
});

export const unknown = (check: CheckId, about: string, finding: string, remedy?: string): Finding => ({
  check,
  status: 'unknown',
  about,
  finding,
  ...(remedy !== undefined && { remedy }),
});
