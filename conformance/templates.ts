import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildLambda } from '../tools/build-lambda';
import type { PythonEnvironment } from './python-environment';

const run = promisify(execFile);
const ROOT = join(__dirname, '..');
export const ASSEMBLIES = join(ROOT, 'dist', 'conformance');

interface FlowLogsContext {
  readonly requirements: readonly Readonly<Record<string, unknown>>[];
}

/** The shipped configuration, and one of each kind that makes another template of it. */
function variants(flowLogs: FlowLogsContext): Readonly<Record<string, object>> {
  const [requirement] = flowLogs.requirements;
  const changed = (changes: object, settings: object = {}) => ({
    ...flowLogs,
    ...settings,
    requirements: [{ ...requirement, ...changes }],
  });
  const bucket = { type: 's3', bucketArn: 'arn:aws:s3:::existing-logs', prefix: 'network' };
  const rejects = {
    name: 'rejects',
    parameters: { trafficType: 'REJECT' },
    destination: { ...bucket, fileFormat: 'parquet' },
  };
  return {
    default: flowLogs,
    'existing-bucket': changed({ destination: bucket }),
    manual: changed({ remediation: { mode: 'manual' } }),
    observe: changed({ remediation: { mode: 'observe' } }),
    subnets: changed({ parameters: { acceptSubnetCoverage: true }, remediation: { mode: 'manual' } }),
    'schedule-only': changed({}, { triggers: 'schedule-only' }),
    'two-requirements': { ...flowLogs, requirements: [requirement, rejects] },
  };
}

/** Bundles the function and synthesizes every variant; their folders, by name. */
export async function synthesizeVariants(env: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, string>> {
  await buildLambda();
  rmSync(ASSEMBLIES, { recursive: true, force: true });
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const folders = new Map<string, string>();
  const waiting = Object.entries(variants(context.flowLogs));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, flowLogs] = next;
      const folder = join(ASSEMBLIES, name);
      await synthesize(folder, { ...context, flowLogs }, env);
      folders.set(name, folder);
    }
  };
  await Promise.all([worker(), worker()]);
  return folders;
}

async function synthesize(folder: string, context: object, env: NodeJS.ProcessEnv): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: ROOT,
    env: {
      ...env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_VALIDATION: 'false',
    },
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
