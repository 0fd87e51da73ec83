import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..');

interface CdkJson {
  readonly context: {
    readonly flowLogs: { readonly requirements: readonly { readonly remediation?: object }[] };
  };
}

/** cdk.json with remediation that a person starts: what the estate is deployed with, and what its operator has at hand. */
export async function manualCdkJson(): Promise<CdkJson> {
  const cdkJson: CdkJson = JSON.parse(await readFile(join(ROOT, 'cdk.json'), 'utf8'));
  const { flowLogs } = cdkJson.context;
  const requirements = flowLogs.requirements.map((each) => ({ ...each, remediation: { mode: 'manual' } }));
  return { ...cdkJson, context: { ...cdkJson.context, flowLogs: { ...flowLogs, requirements } } };
}

/** Synthesizes the stack of the estate, which is the same for every Region. The function must be bundled before. */
export async function synthesizeManual(outdir: string): Promise<void> {
  const { context } = await manualCdkJson();
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_VALIDATION: 'false',
    },
  });
}
