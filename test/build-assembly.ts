import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildLambda } from '../tools/build-lambda';
import { ASSEMBLY, ROOT } from './assembly';

/** Bundles the function and synthesizes the app in a process of its own, so that no test of the loop loads CDK. */
async function buildAssembly(): Promise<void> {
  await buildLambda();
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  rmSync(ASSEMBLY, { recursive: true, force: true });
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    timeout: 120_000,
    env: {
      ...process.env,
      CDK_OUTDIR: ASSEMBLY,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_VALIDATION: 'false',
    },
  });
}

module.exports = buildAssembly;
