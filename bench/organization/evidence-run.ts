import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFunction } from '../loaded-function';
import { withoutSts } from './audit-calls';
import { estateArgs } from './audit-run';
import type { CommandEnd } from './command-event';
import type { LoopbackOrganization } from './loopback-organization';

export interface EvidenceRun {
  /** Of loading the program and of the command. */
  readonly durationMs: number;
  /** The most resident memory of the whole process. */
  readonly peakBytes: number;
  /** Of all files that were written. */
  readonly bytes: number;
  /** Without those of STS. */
  readonly calls: number;
}

const FILES = ['SHA256SUMS', 'evidence.csv', 'evidence.html', 'evidence.json'];

/** One evidence in a fresh process, of the command line as it is built, into a folder that is gone afterwards. */
export async function runEvidenceOf(
  organization: LoopbackOrganization,
  bundle: string,
  accounts: number,
): Promise<EvidenceRun> {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  const args = ['evidence', '--out', folder, ...estateArgs(accounts)];
  try {
    await organization.takeCalls();
    return await withFunction(bundle, organization.url, async ({ initMs, invoke }) => {
      const { returned, durationMs, peakBytes } = await invoke({ kind: 'command', args });
      const written = readdirSync(folder);
      checkEvidence(returned as CommandEnd, written);
      const bytes = written.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
      return {
        durationMs: initMs + durationMs,
        peakBytes,
        bytes,
        calls: withoutSts(await organization.takeCalls()),
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An evidence that is small because something could not be read would measure nothing. */
export function checkEvidence({ outcome, complaints }: CommandEnd, written: readonly string[]): void {
  const missing = FILES.filter((name) => !written.includes(name));
  if (outcome !== 'to-do' || missing.length > 0)
    throw new Error(
      `the evidence ended with ${outcome}, without ${missing.join(', ') || 'none'}: ${complaints}`,
    );
}
