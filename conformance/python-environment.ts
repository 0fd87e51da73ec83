import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Trouble } from './trouble';

const run = promisify(execFile);

const LOCK_FILE = join(__dirname, 'requirements.lock.txt');
const INSTALLATION_TIMEOUT = 300_000;
const PYTHONS = ['python3', 'python3.13', 'python3.12', 'python3.11'];

/** The interpreter of a virtual environment that holds exactly what the lock file says. */
export interface PythonEnvironment {
  readonly python: string;
  readonly folder: string;
  readonly wasInstalled: boolean;
}

/** Outside of the repository, by the lock file's hash: an older one is neither used nor changed. */
export function environmentFolder(env: NodeJS.ProcessEnv): string {
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const hash = createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex').slice(0, 12);
  return env['CONFORMANCE_VENV'] || join(cache, 'vpc-flow-logs-compliance', `conformance-${hash}`);
}

/** @throws Trouble without python3 3.11 or later, without the registry, or in an environment of other packages */
export async function pythonEnvironment(env: NodeJS.ProcessEnv): Promise<PythonEnvironment> {
  const folder = environmentFolder(env);
  const isThere = existsSync(folder);
  if (!isThere) await install(folder);
  const python = join(folder, 'bin', 'python');
  try {
    await run(python, [join(__dirname, 'python', 'installed.py'), LOCK_FILE]);
  } catch (error) {
    throw new Trouble(
      `${folder} does not hold what is locked: ${lastLine(error)}. Delete it and run this again`,
    );
  }
  return { python, folder, wasInstalled: !isThere };
}

/** Beside its place and renamed when it is whole, so that an interrupted installation is never taken for one. */
async function install(folder: string): Promise<void> {
  const python = await newEnoughPython();
  const partial = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  try {
    const pip = await emptyEnvironment(python, partial);
    const options = [
      '--require-hashes',
      '--only-binary',
      ':all:',
      '--no-compile',
      '--disable-pip-version-check',
    ];
    await run(pip.python, [...pip.arguments, 'install', ...options, '--quiet', '--requirement', LOCK_FILE], {
      timeout: INSTALLATION_TIMEOUT,
    });
    renameSync(partial, folder);
  } catch (error) {
    throw new Trouble(
      `the Python packages could not be installed: ${lastLine(error)}. ` +
        'It takes pip (Debian: apt-get install python3-venv) and HTTPS to pypi.org and files.pythonhosted.org, or a ' +
        'virtual environment that was filled elsewhere: CONFORMANCE_VENV names its folder',
    );
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** How to call pip for it: its own, or that of the interpreter, since Debian has either in a package of its own. */
async function emptyEnvironment(
  python: string,
  folder: string,
): Promise<{ readonly python: string; readonly arguments: readonly string[] }> {
  const own = join(folder, 'bin', 'python');
  try {
    await run(python, ['-m', 'venv', folder]);
    return { python: own, arguments: ['-m', 'pip'] };
  } catch {
    await run(python, ['-m', 'venv', '--clear', '--without-pip', folder]);
    return { python, arguments: ['-m', 'pip', '--python', own] };
  }
}

async function newEnoughPython(): Promise<string> {
  const version = ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))'];
  for (const python of PYTHONS) {
    const isNewEnough = await run(python, version).then(
      () => true,
      () => false,
    );
    if (isNewEnough) return python;
  }
  throw new Trouble(
    `conformance needs Python 3.11 or later, and none of ${PYTHONS.join(', ')} is: install one ` +
      '(Debian: apt-get install python3 python3-venv), or leave this check to a machine that has it',
  );
}

function lastLine(error: unknown): string {
  const { stderr = '', message = '' } = error as { readonly stderr?: string; readonly message?: string };
  return (stderr.trim() || message.trim()).split('\n').at(-1) ?? '';
}
