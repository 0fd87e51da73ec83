import type { Surroundings } from '../../fleet/surroundings';

export interface Written {
  out: string;
  err: string;
  readonly files: Map<string, string>;
}

/** Surroundings that keep what is written, and have no file but those that were written before. */
export function surroundingsOf(given: Partial<Surroundings> = {}): {
  readonly surroundings: Surroundings;
  readonly written: Written;
} {
  const written: Written = { out: '', err: '', files: new Map() };
  const now = new Date('2026-06-15T12:00:00Z');
  const surroundings: Surroundings = {
    args: [],
    version: '1.2.3',
    now,
    clock: () => now,
    interrupted: new AbortController().signal,
    sleep: () => Promise.resolve(),
    region: 'eu-west-1',
    hasOwnEndpoint: false,
    color: false,
    progress: false,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    readFile: (path) => Promise.resolve(written.files.get(path)),
    writeFile: (path, content) => {
      written.files.set(path, typeof content === 'string' ? content : [...content].join(''));
      return Promise.resolve();
    },
    rename: (from, to) => {
      const content = written.files.get(from);
      if (content === undefined) return Promise.reject(new Error(`there is no file ${from}`));
      written.files.delete(from);
      written.files.set(to, content);
      return Promise.resolve();
    },
    ...given,
  };
  return { surroundings, written };
}
