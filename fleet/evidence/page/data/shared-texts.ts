import { asLines } from './lines';
import { looksLikeTime } from './packed-time';
import { partsOf, TextTable } from './text-table';

/** Texts of several items, the most frequent first: their references are the shortest. */
export function sharedTexts(items: readonly unknown[]): TextTable {
  const counts = new Map<string | number, number>();
  for (const item of items) {
    const texts = new Set<string | number>();
    addTexts(item, texts);
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const shared = new TextTable();
  for (const [text, count] of [...counts].sort(([, left], [, right]) => right - left))
    if (count > 1) shared.referenceTo(text);
  return shared;
}

function addTexts(value: unknown, texts: Set<string | number>): void {
  if (typeof value === 'number') texts.add(value);
  else if (typeof value === 'string') addText(value, texts);
  else if (typeof value === 'object' && value !== null) {
    const lines = asLines(value);
    if (lines !== undefined) addText(lines, texts);
    else for (const member of Object.values(value)) addTexts(member, texts);
  }
}

function addText(text: string, texts: Set<string | number>): void {
  if (looksLikeTime(text) || texts.has(text)) return;
  texts.add(text);
  for (const part of partsOf(text)) texts.add(part);
}
