import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** The licences of the packages that a bundle holds, each text once: they go with the code, as they ask. */
export function thirdPartyLicenses(metafile: Metafile, root: string): string {
  const folders = new Set(Object.keys(metafile.inputs).flatMap((path) => packageFolder(path) ?? []));
  const packagesByText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const text = licenseText(join(root, folder));
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), packageTitle(join(root, folder))]);
  }
  return [...packagesByText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`).join('\n');
}

/** `node_modules/a/node_modules/@b/c/index.js` → `node_modules/a/node_modules/@b/c` */
const packageFolder = (path: string): string | undefined =>
  /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];

function packageTitle(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})`;
}

function licenseText(folder: string): string {
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((each) => join(folder, each)).find(existsSync);
  if (!file)
    throw new Error(`no licence text in ${folder}: look it up and decide whether to bundle the package`);
  return readFileSync(file, 'utf8').trim();
}
