import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rehearse } from '../sandbox/rehearsal';
import { buildCommandLine, CLI, environmentOf, flowLogsProcess } from './command-line';

beforeAll(buildCommandLine);

test('the built command line answers by its exit code: 0 all is fine, 2 something is left to do, 1 an error', async () => {
  const rehearsal = await rehearse();
  const environment = environmentOf(rehearsal.sandbox);
  const fine = await flowLogsProcess(['prune', '--format', 'json'], environment);
  expect([fine.code, fine.error, JSON.parse(fine.out).outcome]).toEqual([0, '', 'fine']);

  rehearsal.sandbox.home.functions.clear();
  const toDo = await flowLogsProcess(['remediation', 'status'], environment);
  expect(toDo.out).toContain('is gone, so nothing judges');
  expect([toDo.code, toDo.error]).toEqual([2, '']);

  const { AWS_ENDPOINT_URL = '' } = environment;
  const unknown = await flowLogsProcess(['doctor', '--region', 'eu-central-1'], { AWS_ENDPOINT_URL });
  expect([unknown.code, unknown.out]).toEqual([1, '']);
  expect(unknown.error).toMatch(/^no credentials: /);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it with what is known, and %d', async (signal, exitCode) => {
  const rehearsal = await rehearse();
  await rehearsal.createVpc();
  const { code, out, error } = await flowLogsProcess(
    ['audit', '--verbose', '--concurrency', '1', '--format', 'json'],
    environmentOf(rehearsal.sandbox),
    { at: 'ec2:DescribeVpcs', signal },
  );
  expect(code).toBe(exitCode);
  expect(error).toContain('interrupted: what is under way is finished first');
  expect(out).toContain('interrupted before it was asked');
  expect(() => JSON.parse(out)).not.toThrow();
});

test('nobody need read what is under way: the work is done, and its result written', async () => {
  const rehearsal = await rehearse();
  await rehearsal.createVpc();
  const command = `"${CLI}" audit --verbose --format lines 2>&1 >&3 3>&- | :`;
  const env = { ...process.env, ...environmentOf(rehearsal.sandbox) };
  const shell = promisify(execFile)(
    'bash',
    ['-c', `exec 3>&1; ${command}; echo "exit code \${PIPESTATUS[0]}"`],
    { env },
  );
  const { stdout } = await shell;
  expect(stdout).toMatch(/^vpc-\w+ MISSING\n(.*\n)*exit code 2\n$/);
});

describe('evidence', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (out: string): Promise<void> => {
    const { sandbox } = await rehearse();
    const { code } = await flowLogsProcess(['evidence', '--out', out], environmentOf(sandbox));
    expect(code).toBe(0);
  };
  const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

  test('is for whoever wrote it alone, the folder too', async () => {
    const out = join(folder, 'of', '2026');
    await write(out);
    const files = await readdir(out);
    expect(files.sort()).toEqual([
      'SHA256SUMS',
      'evidence.csv',
      'evidence.html',
      'evidence.json',
      'evidence.schema.json',
    ]);
    for (const file of files) expect([file, await modeOf(join(out, file))]).toEqual([file, '600']);
    expect([await modeOf(join(folder, 'of')), await modeOf(out)]).toEqual(['700', '700']);
  });

  test.each(['evidence.html', 'evidence.html.partial', 'SHA256SUMS.partial'])(
    'is written through no link: %s',
    async (name) => {
      const other = join(folder, 'other');
      await writeFile(other, 'of somebody else');
      await symlink(other, join(folder, name));
      await write(folder);
      expect(await readFile(other, 'utf8')).toBe('of somebody else');
      expect(await readFile(join(folder, 'evidence.html'), 'utf8')).toContain('<!doctype html>');
    },
  );
});
