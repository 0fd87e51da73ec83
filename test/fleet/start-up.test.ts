import { build, type Metafile } from 'esbuild';
import { ROOT } from '../assembly';

/** Files that are evaluated before a command runs, and packages that are loaded then. */
function evaluated({ inputs }: Metafile, entry: string): ReadonlySet<string> {
  const reached = new Set([entry]);
  for (const path of reached)
    for (const { path: imported, kind } of inputs[path]?.imports ?? [])
      if (kind === 'import-statement') reached.add(imported);
  return reached;
}

test('help and mistakes are answered without the SDK: a command loads it when it runs', async () => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['bin/flow-logs.ts'],
    bundle: true,
    packages: 'external',
    platform: 'node',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const before = [...evaluated(metafile, 'bin/flow-logs.ts')];
  const all = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const isSdk = (path: string): boolean => path.startsWith('@aws-sdk/');
  expect(before.filter((path) => isSdk(path))).toEqual([]);
  expect(before.filter((path) => path.endsWith('/command.ts'))).toEqual([]);
  expect(before).toContain('commander');
  expect(all.some(isSdk)).toBe(true);
});
