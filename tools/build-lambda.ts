import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { literalSchemaKeys } from './literal-schema-keys';
import { thirdPartyLicenses } from './third-party-licenses';

const ROOT = join(__dirname, '..');

export const BUNDLE = 'dist/lambda/index.js';

/** Bundles the function with the parts of the SDK that it uses. */
export async function buildLambda(outfile = join(ROOT, BUNDLE)): Promise<{ readonly bytes: number }> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['lambda/index.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The SDK's CommonJS builds cannot be shaken.
    mainFields: ['module', 'main'],
    plugins: [literalSchemaKeys],
    alias: { '@aws-sdk/credential-provider-node': join(__dirname, 'env-credentials.ts') },
    // Imported only when a call streams events, which none of EC2 and Config does: 15 KB that nothing would ever load.
    external: ['@smithy/core/event-streams'],
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(dirname(outfile), 'THIRD_PARTY_LICENSES.txt'), thirdPartyLicenses(metafile, ROOT));
  return { bytes: statSync(outfile).size };
}
