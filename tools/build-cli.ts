import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { cliLicenses } from './build-cli-licenses';
import { literalSchemaKeys } from './literal-schema-keys';

const ROOT = join(__dirname, '..');

export const CLI_BUNDLE = 'dist/cli/flow-logs.js';

/** Bundles the operator's command line with all that it uses, so that the file can be copied anywhere. */
export async function buildCli(outfile = join(ROOT, CLI_BUNDLE)): Promise<{ readonly bytes: number }> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const metafile = await bundleForCli('bin/flow-logs.ts', outfile, {
    define: { FLOW_LOGS_VERSION: JSON.stringify(version) },
    banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(outfile, 0o755);
  writeFileSync(join(dirname(outfile), 'THIRD_PARTY_LICENSES.txt'), cliLicenses(metafile, ROOT));
  return { bytes: statSync(outfile).size };
}

const COMMON = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
} as const;

/**
 * Bundles any entry as the command line is bundled, in two steps. What is imported when a command runs is a part of its own,
 * evaluated then; esbuild leaves nothing out of such parts when they come into one file. So they are shaken first, as files
 * of their own: all calls of all services that nobody makes would take 100 MB of memory.
 */
export async function bundleForCli(
  entry: string,
  outfile: string,
  { define, banner }: Pick<BuildOptions, 'define' | 'banner'> = {},
): Promise<Metafile> {
  const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  try {
    const { metafile } = await build({
      ...COMMON,
      absWorkingDir: ROOT,
      entryPoints: { entry },
      outdir: folder,
      splitting: true,
      format: 'esm',
      // Of the SDK's two builds the one that can be shaken.
      mainFields: ['module', 'main'],
      plugins: [literalSchemaKeys],
      define,
      metafile: true,
    });
    await build({ ...COMMON, entryPoints: [join(folder, 'entry.js')], outfile, format: 'cjs', banner });
    return metafile;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
