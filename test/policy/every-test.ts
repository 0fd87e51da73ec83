import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

/**
 * All tests of the policy as one file, for mutation testing alone. Each test file costs jest a third of a second before
 * its first test, for each mutant. Properties run once: what a mutant breaks is a table's to notice, not luck's.
 */
fc.configureGlobal({ numRuns: 1, seed: 1, endOnFailure: true });

for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.ts')))
  require(join(__dirname, file));
