import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './deployed';

/** As the CDK CLI starts it: context in the environment. */
const runApp = (context: unknown) =>
  spawnSync(process.execPath, ['--import', 'tsx', join('bin', 'app.ts')], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify(context) },
  });

describe('the app', () => {
  it('tells an operator what to correct, without a stack trace', () => {
    const { status, stderr, stdout } = runApp({ flowLogs: { schedule: 'daily' } });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toEqual([
      'flow log settings: 1 value must be corrected, nothing was synthesized',
      expect.stringMatching(
        /^- flowLogs\.schedule: got "daily", allowed: One_Hour, .*; correct it, or leave it out/,
      ),
    ]);
  });
});
