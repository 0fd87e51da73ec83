import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { UserMistake } from './user-mistake';

/** Relative to the root of the repository, or of the package. */
const BUNDLE = 'dist/lambda';

/** The rule's function as `npm run build` bundles it. */
export function bundledFunctionCode(root = join(__dirname, '..')): Code {
  const folder = join(root, BUNDLE);
  if (!existsSync(join(folder, 'index.js')))
    throw new UserMistake(
      `function code: found no ${join(BUNDLE, 'index.js')} in ${root}; run npm run build, which makes it`,
    );
  return Code.fromAsset(folder);
}
