import { type Finding, notSettled } from './finding';
import type { Ground } from './ground';

/** Settles one row or several, by what it sees of AWS. */
export interface Probe {
  readonly rows: readonly number[];
  readonly needs: readonly Need[];
  readonly run: (ground: Ground) => Promise<readonly Finding[]>;
}

/** What must be so before it can settle anything. */
export type Need = 'recorder' | 'automatic remediation';

/** @returns why the probe can settle nothing here, or undefined */
export function missing({ needs }: Probe, { deployment }: Ground): string | undefined {
  if (needs.includes('recorder') && !deployment.configRecords) return 'the Config recorder is off';
  if (needs.includes('automatic remediation') && !deployment.remediatesAutomatically)
    return `the remediation of ${deployment.ruleName} is not automatic`;
  return undefined;
}

export const noneSettled = ({ rows }: Probe, why: string): readonly Finding[] =>
  rows.map((row) => notSettled(row, why));
