import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { literalSchemaKeys } from './literal-schema-keys';
import { thirdPartyLicenses } from './third-party-licenses';

const ROOT = join(__dirname, '..');

export const BUNDLE = 'dist/lambda/index.js';
export const LAMBDA_ENTRY = 'lambda/index.ts';

/** Bundles the function with the parts of the SDK that it uses. */
export async function buildLambda(outfile = join(ROOT, BUNDLE)): Promise<{ readonly bytes: number }> {
  const metafile = await bundleForLambda({ entryPoints: [LAMBDA_ENTRY] }, outfile);
  writeFileSync(join(dirname(outfile), 'THIRD_PARTY_LICENSES.txt'), thirdPartyLicenses(metafile, ROOT));
  return { bytes: statSync(outfile).size };
}

/** Parts of the SDK that are imported only when a call streams events, which none of EC2 and Config does: 15 KB. */
const NEVER_LOADED = ['@smithy/core/event-streams'];

/** Bundles any entry as the function is bundled, or with those parts of the SDK that nothing would ever load. */
export async function bundleForLambda(
  source: Pick<BuildOptions, 'entryPoints' | 'stdin'>,
  outfile: string,
  left: 'out' | 'in' = 'out',
  plugins: readonly Plugin[] = [],
): Promise<Metafile> {
  const { metafile } = await build({
    ...source,
    absWorkingDir: ROOT,
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The SDK's CommonJS builds cannot be shaken.
    mainFields: ['module', 'main'],
    plugins: [literalSchemaKeys, ...plugins],
    alias: { '@aws-sdk/credential-provider-node': join(__dirname, 'env-credentials.ts') },
    external: left === 'out' ? NEVER_LOADED : [],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
