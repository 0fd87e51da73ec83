import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_OPTIONS } from '../lambda/clients';

/** The clients and commands that sources import, by package. */
export type SdkImports = ReadonlyMap<string, ReadonlySet<string>>;

const IMPORT = /\bimport\s*\{([^}]*)\}\s*from\s*'(@aws-sdk\/client-[\w-]+)'/g;

export function sdkImports(sources: readonly string[]): SdkImports {
  const imports = new Map<string, Set<string>>();
  for (const source of sources)
    for (const [, names = '', sdkPackage = ''] of source.matchAll(IMPORT)) {
      const used = imports.get(sdkPackage) ?? new Set();
      imports.set(sdkPackage, used);
      for (const [name] of names.matchAll(/\b\w+(?:Client|Command)\b/g)) used.add(name);
    }
  return imports;
}

/** A function that makes the same calls and does nothing of ours. */
export function floorSource(imports: SdkImports): string {
  const statements = [...imports].flatMap(([sdkPackage, used]) => {
    const names = [...used].sort();
    const client = names.find((name) => name.endsWith('Client'));
    const commands = names.filter((name) => name.endsWith('Command'));
    if (client === undefined || commands.length === 0)
      throw new Error(`of ${sdkPackage} a client and its commands are imported, not ${names.join(', ')}`);
    const variable = client.toLowerCase();
    return [
      `import { ${names.join(', ')} } from '${sdkPackage}';`,
      `const ${variable} = new ${client}(options);`,
      ...commands.map((command) => `calls.push((input) => ${variable}.send(new ${command}(input)));`),
    ];
  });
  return [
    `const options = ${JSON.stringify(CLIENT_OPTIONS)};`,
    'const calls = [];',
    ...statements,
    'export const handler = (event) => Promise.all(calls.map((call) => call(event)));',
  ].join('\n');
}

/** The TypeScript of the rooms that make up the function. */
export const functionSources = (root: string): readonly string[] =>
  ['lambda', 'inventory'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, room, file), 'utf8')),
  );
