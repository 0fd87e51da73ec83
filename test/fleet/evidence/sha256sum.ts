import { execFileSync } from 'node:child_process';

/** Of the coreutils: what an auditor has at hand. */
const PROGRAM = 'sha256sum';

/** What it says of each file that the folder's checksums name. Throws where one is not as it was written. */
export const checkSums = (folder: string): string =>
  execFileSync(PROGRAM, ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
