import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildLambda } from '../tools/build-lambda';
import type { PythonEnvironment } from './python-environment';
import { KINDS } from './variants';

const run = promisify(execFile);
const ROOT = join(__dirname, '..');
export const ASSEMBLIES = join(ROOT, 'dist', 'conformance');

/** The shipped configuration, which is deployed on the sandbox as well. */
export const SHIPPED = 'shipped';

/** Bundles the function and synthesizes what ships and every other kind of template; their folders, by name. */
export async function synthesizeKinds(env: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, string>> {
  await buildLambda();
  rmSync(ASSEMBLIES, { recursive: true, force: true });
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const { flowLogs: _, ...flags } = context;
  const shipped = { CDK_OUTDIR: join(ASSEMBLIES, SHIPPED), CDK_CONTEXT_JSON: JSON.stringify(context) };
  const kinds = ['conformance/kinds-app.ts', ASSEMBLIES, JSON.stringify(flags)];
  await Promise.all([synthesize(['bin/app.ts'], { ...env, ...shipped }), synthesize(kinds, env)]);
  const names = [SHIPPED, ...KINDS.map(({ name }) => name)];
  return new Map(names.map((name) => [name, join(ASSEMBLIES, name)]));
}

async function synthesize(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', ...args], {
    cwd: ROOT,
    env: { ...env, CDK_VALIDATION: 'false' },
  });
}

export const templatesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => join(folder, file));

/**
 * What AWS's linter finds, one finding a line. W3005 is left out: CDK itself makes a function depend on its role and that
 * role's policy, which the reference to the role says as well; it is redundant, and right.
 */
export async function lintTemplates(
  { python }: PythonEnvironment,
  templates: readonly string[],
): Promise<readonly string[]> {
  if (templates.length === 0) throw new Error('no template was synthesized');
  // Without the two dashes, the option would take the files for further rules, and the linter would wait for input.
  const args = [
    '-B',
    join(__dirname, 'python', 'lint.py'),
    '--format',
    'parseable',
    '-i',
    'W3005',
    '--',
    ...templates,
  ];
  try {
    await run(python, args, { cwd: ROOT });
    return [];
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    const findings = stdout.split('\n').filter((line) => line !== '');
    // Its exit code is a mask of levels; anything else is no finding.
    if (findings.length === 0) throw new Error(`cfn-lint ended with ${String(code)}: ${stderr.trim()}`);
    return findings;
  }
}
