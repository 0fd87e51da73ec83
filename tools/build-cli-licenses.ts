import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { thirdPartyLicenses } from './third-party-licenses';

/** Packages of the SDK that are published without the licence that their repository has. */
const WITHOUT_TEXT = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/nested-clients',
];
/** One of the same repository that has it. */
const SIBLING = '@aws-sdk/credential-provider-env';

/** As for the function, and for packages without a text of their own that of their repository. */
export function cliLicenses({ inputs, outputs }: Metafile, root: string): string {
  const isIn = (path: string, name: string): boolean => path.startsWith(`node_modules/${name}/`);
  const borrowing = WITHOUT_TEXT.filter((name) => Object.keys(inputs).some((path) => isIn(path, name)));
  const others = Object.entries(inputs).filter(([path]) => !borrowing.some((name) => isIn(path, name)));
  const text = readFileSync(join(root, 'node_modules', SIBLING, 'LICENSE'), 'utf8').trim();
  const titles = borrowing.map((name) => titleOf(name, root));
  return `${thirdPartyLicenses({ inputs: Object.fromEntries(others), outputs }, root)}\n${titles.join('\n')}\n\n${text}\n`;
}

function titleOf(name: string, root: string): string {
  const [own, sibling] = [name, SIBLING].map((each) =>
    JSON.parse(readFileSync(join(root, 'node_modules', each, 'package.json'), 'utf8')),
  );
  if (own.license !== sibling.license || own.repository.url !== sibling.repository.url)
    throw new Error(`${name} is not licensed as ${SIBLING} any more: look its licence up`);
  return `${name} ${own.version} (${own.license})`;
}
