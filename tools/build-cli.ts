import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { cliLicenses } from './build-cli-licenses';
import { literalSchemaKeys } from './literal-schema-keys';

const ROOT = join(__dirname, '..');

export const CLI_BUNDLE = 'dist/cli/flow-logs.js';

/** Bundles the operator's command line with all that it uses, so that the file can be copied anywhere. */
export async function buildCli(outfile = join(ROOT, CLI_BUNDLE)): Promise<{ readonly bytes: number }> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['bin/flow-logs.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Of the SDK's two builds the one that can be shaken, and whose parts are evaluated when they are first imported.
    mainFields: ['module', 'main'],
    plugins: [literalSchemaKeys],
    define: { FLOW_LOGS_VERSION: JSON.stringify(version) },
    banner: { js: '#!/usr/bin/env node' },
    metafile: true,
    logLevel: 'warning',
  });
  chmodSync(outfile, 0o755);
  writeFileSync(join(dirname(outfile), 'THIRD_PARTY_LICENSES.txt'), cliLicenses(metafile, ROOT));
  return { bytes: statSync(outfile).size };
}
