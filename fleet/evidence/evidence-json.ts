import { printJson } from '../terminal/plain-text';
import type { Evidence, EvidenceRegion } from './evidence';

/**
 * `evidence.json` in pieces: the text of a large estate is longer than what it is made of. Each VPC is a line, so that it
 * can be searched and compared by line.
 */
export function* evidenceJson({ regions, ...members }: Evidence): Generator<string, void, undefined> {
  yield '{\n';
  yield* membersOf(members);
  yield '"regions": ';
  yield* list(regions, regionText);
  yield '\n}\n';
}

function* regionText({ vpcs, ...members }: EvidenceRegion): Generator<string, void, undefined> {
  yield '{\n';
  yield* membersOf(members);
  yield '"vpcs": ';
  yield* list(vpcs, (vpc) => [compact(vpc)]);
  yield '\n}';
}

function* membersOf(members: object): Generator<string, void, undefined> {
  for (const [name, value] of Object.entries(members)) yield `"${name}": ${compact(value)},\n`;
}

function* list<T>(
  items: readonly T[],
  print: (item: T) => Iterable<string>,
): Generator<string, void, undefined> {
  yield '[';
  for (const [index, item] of items.entries()) {
    yield index === 0 ? '\n' : ',\n';
    yield* print(item);
  }
  yield items.length === 0 ? ']' : '\n]';
}

/** What a terminal would obey: few texts have any, and looking is cheaper than replacing. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** On one line. Ends of lines within a text are escaped: those of printJson are all its own. */
function compact(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSAFE.test(text) ? printJson(value).replace(/\n */g, '') : text;
}
