import { homedir } from 'node:os';
import { join } from 'node:path';
import { environmentFolder } from '../../conformance/python-environment';

describe('the folder of the Python packages', () => {
  const name = /^conformance-[0-9a-f]{12}$/;
  const parts = (env: NodeJS.ProcessEnv) => {
    const folder = environmentFolder(env).split('/');
    return [folder.slice(0, -1).join('/'), name.test(folder.at(-1) ?? '')];
  };

  test.each<[string, NodeJS.ProcessEnv, string]>([
    ['below the cache of the user', {}, join(homedir(), '.cache/vpc-flow-logs-compliance')],
    ['where the user keeps caches', { XDG_CACHE_HOME: '/caches' }, '/caches/vpc-flow-logs-compliance'],
    [
      'not where an empty setting says',
      { XDG_CACHE_HOME: '' },
      join(homedir(), '.cache/vpc-flow-logs-compliance'),
    ],
  ])('is %s, named by the lock file', (_, env, parent) => {
    expect(parts(env)).toEqual([parent, true]);
  });

  test('is the one that is asked for', () => {
    expect(environmentFolder({ CONFORMANCE_VENV: '/opt/venv', XDG_CACHE_HOME: '/caches' })).toBe('/opt/venv');
  });
});
