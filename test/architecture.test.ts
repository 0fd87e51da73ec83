import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type BuildOptions, build, transformSync } from 'esbuild';

const ROOT = join(__dirname, '..');

interface Arrows {
  readonly rooms: readonly string[];
  readonly packages: readonly RegExp[];
}

const AWS_SDK = /^@aws-sdk\//;
const READ_CLIENTS = /^@aws-sdk\/client-(ec2|config-service)$/;
const NODE = /^node:/;

/** What each room may import, apart from itself. Types are erased before anybody looks. */
const ARROWS: Readonly<Record<string, Arrows>> = {
  policy: { rooms: [], packages: [] },
  runbook: { rooms: ['policy'], packages: [/^node:crypto$/] },
  inventory: { rooms: ['policy'], packages: [READ_CLIENTS] },
  lambda: { rooms: ['policy', 'inventory'], packages: [READ_CLIENTS] },
  fleet: {
    rooms: ['policy', 'runbook', 'inventory'],
    packages: [AWS_SDK, /^commander$/, /^node:(util|crypto)$/],
  },
  lib: { rooms: ['policy', 'runbook'], packages: [/^aws-cdk-lib(\/|$)/, /^constructs$/, /^cdk-nag$/, NODE] },
  // Types of policy and runbook only: a double that shared their code would share its mistakes.
  sandbox: { rooms: [], packages: [AWS_SDK, /^@smithy\//, NODE] },
  // Types of the sandbox's table only: what is settled on AWS must not come from the double of AWS.
  smoke: { rooms: [], packages: [AWS_SDK] },
  bin: {
    rooms: ['policy', 'runbook', 'inventory', 'lambda', 'fleet', 'lib', 'sandbox', 'smoke', 'tools'],
    packages: [/./],
  },
};

/** Folders of TypeScript that are no rooms of the house. */
const OUTSIDE = ['bench', 'conformance', 'test', 'tools', 'node_modules', 'dist', 'cdk.out', 'coverage'];

const filesOf = (room: string): readonly string[] =>
  existsSync(join(ROOT, room))
    ? readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
        .map((file) => join(room, file))
    : [];

const roomOf = (path: string): string => path.split(sep)[0] ?? '';

/** The imports of values that start in a room and end where they may not, as `from → to`. */
async function brokenArrows(room: string, source: BuildOptions): Promise<readonly string[]> {
  const { metafile } = await build({
    ...source,
    absWorkingDir: ROOT,
    bundle: true,
    packages: 'external',
    platform: 'node',
    write: false,
    outdir: join(ROOT, 'dist/architecture'),
    metafile: true,
    logLevel: 'silent',
  });
  const imports = Object.entries(metafile.inputs)
    .filter(([from]) => roomOf(from) === room)
    .flatMap(([from, input]) => input.imports.map((each) => ({ from, ...each })));
  return imports
    .filter(({ path, external }) => !mayImport(room, path, external ?? false))
    .map(({ from, path, external }) => `${from} → ${external ? path : relative('.', path)}`);
}

function mayImport(room: string, path: string, external: boolean): boolean {
  const { rooms, packages } = ARROWS[room] ?? { rooms: [], packages: [] };
  if (external) return packages.some((allowed) => allowed.test(path));
  return roomOf(path) === room || rooms.includes(roomOf(path));
}

/** A module that is not there, as if it stood in a room. */
const virtual = (room: string, contents: string): BuildOptions => ({
  stdin: { contents, resolveDir: join(ROOT, room), sourcefile: join(room, 'virtual.ts'), loader: 'ts' },
});

const existing = Object.keys(ARROWS).filter((room) => existsSync(join(ROOT, room)));

describe('the rooms of the house', () => {
  test('are all known here, so that none is built without saying what it may import', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    const unknown = folders.filter(
      (folder) => !(folder in ARROWS) && !OUTSIDE.includes(folder) && filesOf(folder).length > 0,
    );
    expect(unknown).toEqual([]);
  });

  test.each(['policy', 'runbook', 'inventory', 'lambda', 'fleet', 'lib', 'sandbox', 'smoke', 'bin'])(
    'include %s',
    (room) => {
      expect(existing).toContain(room);
    },
  );

  test.each(existing)('hold source files: %s', (room) => {
    expect(filesOf(room)).not.toEqual([]);
  });

  test.each(existing)('import nothing that they may not: %s', async (room) => {
    await expect(brokenArrows(room, { entryPoints: [...filesOf(room)] })).resolves.toEqual([]);
  });
});

describe('an import that is not allowed is found', () => {
  test.each([
    [
      'policy',
      '../inventory/pages',
      `import { readPages } from '../inventory/pages'; console.log(readPages)`,
    ],
    ['policy', 'node:fs', `import { readFileSync } from 'node:fs'; console.log(readFileSync)`],
    ['policy', '@aws-sdk/client-ec2', `export { EC2Client } from '@aws-sdk/client-ec2'`],
    ['inventory', '../lambda/place', `import '../lambda/place'`],
    ['inventory', 'aws-cdk-lib', `export const load = () => import('aws-cdk-lib')`],
    ['lambda', 'node:fs', `console.log(require('node:fs'))`],
    ['lambda', '../tools/build-lambda', `export * from '../tools/build-lambda'`],
    ['lib', '../lambda/handler', `export { createHandler } from '../lambda/handler'`],
    ['fleet', '../lib/log-destination', `export { LogDestination } from '../lib/log-destination'`],
    ['fleet', '../sandbox/sandbox', `export const play = () => import('../sandbox/sandbox')`],
    ['fleet', 'node:fs', `export { writeFileSync } from 'node:fs'`],
    ['sandbox', 'aws-cdk-lib/aws-ec2', `export * from 'aws-cdk-lib/aws-ec2'`],
    ['runbook', 'node:fs', `export * from 'node:fs'`],
    ['sandbox', '../policy/arn', `export { parseArn } from '../policy/arn'`],
    ['lambda', '@aws-sdk/client-ssm', `export { SSMClient } from '@aws-sdk/client-ssm'`],
  ])('in %s: %s', async (room, path, contents) => {
    const name = path.replace('../', '');
    const broken = await brokenArrows(room, virtual(room, contents));
    expect(broken).toEqual([expect.stringContaining(`virtual.ts → ${name}`)]);
  });

  test('and one of a type only is none', async () => {
    const contents = `import type { Inventory } from '../inventory/ec2-inventory';
      export const size = (inventory: Inventory) => inventory.vpcs()`;
    await expect(brokenArrows('policy', virtual('policy', contents))).resolves.toEqual([]);
  });

  test('and one of a neighbour that is allowed is none', async () => {
    const contents = `export * from '../policy/judge'; export * from '@aws-sdk/client-ec2'`;
    await expect(brokenArrows('inventory', virtual('inventory', contents))).resolves.toEqual([]);
  });
});

/** What reads the world, in the source without its comments and types. */
function worldReads(source: string): readonly string[] {
  const { code } = transformSync(source, { loader: 'ts', minifySyntax: true, legalComments: 'none' });
  return code.match(/\bprocess\.(env|argv)\b|\bDate\.now\b|\bnew Date(\(\)|(?=[;,)\s]))/g) ?? [];
}

describe('the environment, the arguments and the clock', () => {
  const pure = existing.filter((room) => room !== 'bin').flatMap(filesOf);

  test('are read in bin, in tools and at the entry of the Lambda only', () => {
    const readers = pure.filter((file) => worldReads(readFileSync(join(ROOT, file), 'utf8')).length > 0);
    expect(readers).toEqual([join('lambda', 'index.ts')]);
  });

  test.each([
    ['process.env.HOME', 1],
    ['process["env"]', 1],
    ['process.argv[2]', 1],
    ['const now = Date.now', 1],
    ['const now = new Date()', 1],
    ['const now = new Date', 1],
    ['const then = new Date(0)', 0],
    ['const then: Date = new Date(text)', 0],
    ['// process.env\n/* Date.now() */ const x = 1', 0],
  ])('are told from what looks like them: %s', (source, count) => {
    expect(worldReads(source)).toHaveLength(count);
  });
});

/** What a pure room must not touch: the process, the clock, chance, the network, and modules named at run time. */
function impurities(source: string): readonly string[] {
  const { code } = transformSync(source, { loader: 'ts', minifySyntax: true, legalComments: 'none' });
  const forbidden =
    /\b(process|globalThis|performance|fetch|setTimeout|setInterval|require|Promise|async|crypto\.|Date\.now)\b|Math\.random|\bimport\(|(?<!new )\bDate\(\)/g;
  // Texts may hold any word; what a template literal embeds is code.
  const withoutTexts = code
    .replace(/`[^`]*`/g, (literal) =>
      [...literal.matchAll(/\$\{([^}]*)\}/g)].map(([, part]) => part).join(';'),
    )
    .replace(/"[^"\n]*"|'[^'\n]*'/g, '');
  return withoutTexts.match(forbidden) ?? [];
}

/** Types leave no trace in what runs, and would tie a room to a package all the same. */
const foreignTypes = (source: string): readonly string[] =>
  [...source.matchAll(/\b(?:from|import\()\s*'([^.'][^']*)'/g)]
    .map(([, path = '']) => path)
    .filter((path) => path !== 'node:crypto');

describe('the pure rooms', () => {
  const files = ['policy', 'runbook'].flatMap(filesOf);

  test.each(files)('touch nothing outside: %s', (file) => {
    const source = readFileSync(join(ROOT, file), 'utf8');
    expect(impurities(source)).toEqual([]);
    expect(foreignTypes(source)).toEqual([]);
  });

  test.each([
    'const { env } = process',
    'performance.now()',
    'globalThis.process.exitCode = 3',
    'export const load = (name: string) => import(name)',
    'export const dice = () => Math.random()',
    'export const later = async () => 1',
    'setTimeout(() => 1)',
    ['export const text = () => `$', '{Math.random()}`'].join(''),
    'export const now = () => Date()',
    'export const id = () => crypto.randomUUID()',
  ])('would be found touching: %s', (source) => {
    expect(impurities(source)).not.toEqual([]);
  });

  test.each([
    "import type { EC2Client } from '@aws-sdk/client-ec2';",
    "import type {\n  EC2Client,\n} from '@aws-sdk/client-ec2';",
    "import { type EC2Client } from '@aws-sdk/client-ec2';",
    "export type { EC2Client } from '@aws-sdk/client-ec2';",
    "type Client = import('@aws-sdk/client-ec2').EC2Client;",
  ])('would be found taking a type from a package: %s', (source) => {
    expect(foreignTypes(source)).toEqual(['@aws-sdk/client-ec2']);
  });
});
