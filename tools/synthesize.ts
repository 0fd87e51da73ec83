import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AssemblyError, type AssemblyStack, readAssembly } from '../sandbox/cloudformation/assembly';

const ROOT = join(__dirname, '..');

/** The only stack of an assembly. */
export function onlyStackOf(folder: string): AssemblyStack {
  const [stack, ...others] = readAssembly(folder);
  if (!stack || others.length > 0) throw new AssemblyError(`${folder} does not hold one stack`);
  return stack;
}

/**
 * Synthesizes the app with other `flowLogs` than those of cdk.json, each in a process of its own and once only. The function
 * must be bundled before.
 */
export class Synthesizer {
  private readonly stacks = new Map<string, Promise<AssemblyStack>>();

  private constructor(private readonly folder: string) {}

  static async open(): Promise<Synthesizer> {
    return new Synthesizer(await mkdtemp(join(tmpdir(), 'flow-logs-')));
  }

  /** Removes every assembly. */
  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  readonly synthesize = async (flowLogs: object): Promise<AssemblyStack> => {
    const key = JSON.stringify(flowLogs);
    const made = this.stacks.get(key) ?? this.make(join(this.folder, String(this.stacks.size + 1)), flowLogs);
    this.stacks.set(key, made);
    return await made;
  };

  private async make(outdir: string, flowLogs: object): Promise<AssemblyStack> {
    const { context } = JSON.parse(await readFile(join(ROOT, 'cdk.json'), 'utf8'));
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, flowLogs }),
        CDK_VALIDATION: 'false',
      },
    });
    return onlyStackOf(outdir);
  }
}
