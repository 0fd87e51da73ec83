import { join } from 'node:path';

export const ROOT = join(__dirname, '..');
/** The default configuration of cdk.json, which the loop tests' global setup synthesizes anew. */
export const ASSEMBLY = join(ROOT, 'dist', 'loop-assembly');
