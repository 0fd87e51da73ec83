import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..');
const PAGE = 'fleet/evidence/page';

/** What the evidence page carries in itself, as a module: the command runs from one bundle, from source and under tests. */
export const BUILT_ASSETS = join(ROOT, PAGE, 'built-assets.ts');

/** The page's script and style, bundled but not minified: whoever views the source of the page can read it. */
export async function buildEvidencePage(): Promise<string> {
  const [script, style] = await Promise.all([
    bundle(`${PAGE}/client/main.ts`),
    bundle(`${PAGE}/styles/page.css`),
  ]);
  return [
    '// Made by `npm run page` of client/ and styles/; a test says when it is out of date.',
    ...asset('SCRIPT', script),
    ...asset('STYLE', style),
    '',
  ].join('\n');
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles.map(({ text }) => text).join('');
}

function asset(name: string, text: string): readonly string[] {
  const hash = createHash('sha256').update(text).digest('base64');
  const literal = text.replace(/[\\`]|\$(?=\{)/g, (character) => `\\${character}`);
  return [`export const ${name} = \`${literal}\`;`, `export const ${name}_HASH = 'sha256-${hash}';`];
}

// Unlike everything else that is built it is committed, so that tests and types need no build.
if (require.main === module)
  buildEvidencePage().then(
    (text) => writeFileSync(BUILT_ASSETS, text),
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
