import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * The SDK's schemas key their traits by constants, `{[_eQN]: "…"}`, which esbuild takes for code with side effects: it
 * then keeps the schemas of every EC2 call. With the constants written out it keeps those that are used.
 */
export const literalSchemaKeys: Plugin = {
  name: 'literal-schema-keys',
  setup(build) {
    const filter = /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
    build.onLoad({ filter }, async ({ path }) => ({
      contents: withLiteralKeys(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

function withLiteralKeys(source: string): string {
  const constants = source.matchAll(/^const (_\w+) = ("(?:[^"\\]|\\.)*");$/gm);
  const literals = new Map([...constants].map(([, name = '', literal = '']) => [name, literal]));
  return source.replace(/\[(_\w+)\]:/g, (key, name: string) => {
    const literal = literals.get(name);
    return literal === undefined ? key : `${literal}:`;
  });
}
