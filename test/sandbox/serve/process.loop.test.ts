import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ASSEMBLY, ROOT } from '../../assembly';

const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** `npm run sandbox -- …`, with what it wrote so far. */
function start(...flags: readonly string[]) {
  const args = ['--import', 'tsx', 'bin/sandbox.ts', '--assembly', ASSEMBLY, ...flags];
  const child = spawn(process.execPath, args, { cwd: ROOT });
  running.push(child);
  const written = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    written.error += chunk.toString();
  });
  const ended = once(child, 'close').then(([code]: readonly (number | null)[]) => ({ code, ...written }));
  const ready = async (): Promise<string> => {
    while (!written.out.includes('End it with Ctrl-C')) await once(child.stdout, 'data');
    return /http:\/\/127\.0\.0\.1:\d+/.exec(written.out)?.[0] ?? '';
  };
  return { child, ended, ready };
}

describe('the served sandbox', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with code 0 on %s, also when npm sends it once more, and tells so',
    async (signal) => {
      const { child, ended, ready } = start('--serve', '--port', '0');
      const url = await ready();
      expect((await fetch(url)).status).toBe(200);
      for (const each of [signal, signal]) child.kill(each);
      const { code, out, error } = await ended;
      expect(out).toContain('created 16 resources');
      expect(out.trimEnd().split('\n').at(-1)).toBe(
        'ended: the endpoint is closed, and nothing of it is kept',
      );
      expect([code, error]).toEqual([0, '']);
    },
  );

  test('says what to do when its port is taken', async () => {
    const first = start('--serve', '--port', '0', '--quiet');
    const { port } = new URL(await first.ready());
    const { code, error } = await start('--serve', '--port', port).ended;
    expect(error).toContain(`port ${port} of 127.0.0.1 is in use`);
    expect(error).toContain('give another by --port, or --port 0 for any free one');
    expect(error).not.toContain('    at ');
    expect(code).toBe(1);
  });

  test('--quiet writes no event', async () => {
    const { child, ended, ready } = start('--serve', '--port', '0', '--quiet');
    await ready();
    child.kill('SIGINT');
    expect((await ended).out).not.toContain('created 16 resources');
  });

  test.each([
    [['--serve', '--port', 'x'], "--port 'x' is not a port"],
    [['--port', '4599'], '--port goes with --serve only'],
    [['--serve', '--port', '0', '--assembly', 'nowhere'], 'nowhere holds no cloud assembly'],
  ])('refuses %j without a stack trace', async (flags, problem) => {
    const { code, error } = await start(...flags).ended;
    expect(error).toContain(problem);
    expect(error).not.toContain('    at ');
    expect(code).toBe(1);
  });
});
