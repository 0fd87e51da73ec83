import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { AssemblyStack } from '../sandbox/cloudformation/assembly';
import { bundleForLambda, LAMBDA_ENTRY } from './build-lambda';
import type { PlantedBug, SourceChange } from './planted-bugs';
import type { Template } from './template-changes';

const ROOT = join(__dirname, '..');

/** The stack as it would be with the bug: its template a copy, its function bundled anew where the source changed. */
export async function plant(stack: AssemblyStack, bug: PlantedBug): Promise<AssemblyStack> {
  const template = structuredClone(stack.template) as unknown as Template;
  bug.inTemplate?.(template);
  const changed = { ...stack, template: template as unknown as AssemblyStack['template'] };
  if (!bug.inSource) return changed;
  const outfile = join(ROOT, 'dist', 'planted-bugs', bug.name.replaceAll(' ', '-'), 'index.js');
  mkdirSync(dirname(outfile), { recursive: true });
  await bundleForLambda({ entryPoints: [LAMBDA_ENTRY] }, outfile, 'out', [sourceChange(bug.inSource)]);
  const assetFolders = new Map([...stack.assetFolders.keys()].map((key) => [key, dirname(outfile)]));
  return { ...changed, assetFolders };
}

/** A bug that cannot be planted any more, since the source has changed, must not pass for one that was found. */
function sourceChange({ file, from, to }: SourceChange): Plugin {
  return {
    name: 'planted-bug',
    setup(build) {
      build.onLoad({ filter: new RegExp(`[\\\\/]${file.replaceAll('/', '[\\\\/]')}$`) }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        if (source.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
        return { contents: source.replace(from, () => to), loader: 'ts' };
      });
    },
  };
}
