import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './deployed';

/** As the CDK CLI starts it: context in the environment. */
const runApp = (context: unknown) =>
  spawnSync(process.execPath, ['--import', 'tsx', join('bin', 'app.ts')], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_DEFAULT_ACCOUNT: '',
      CDK_DEFAULT_REGION: '',
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify(context),
    },
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

  it.each([
    ['yes', 'bindEnvironment: got "yes", allowed: true or false; correct it, or leave it out for false'],
    [
      true,
      'bindEnvironment: got true without an account and a Region, allowed: true where the CDK CLI finds credentials; configure them, or leave it out for a template that fits every account and Region',
    ],
  ])('never takes an environment that it cannot bind to for any other: %j', (bindEnvironment, message) => {
    const { status, stderr } = runApp({ bindEnvironment });
    expect([status, stderr.trim()]).toEqual([1, message]);
  });
});
