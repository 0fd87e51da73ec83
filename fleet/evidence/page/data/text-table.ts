import type { Entry, Reference } from './entries';

/** Identifiers, by which texts differ: of resources, of executions and findings, of accounts. */
const IDENTIFIER =
  /((?:vpc|fl|subnet)-[0-9a-f]{8,17}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b\d{12}\b)/;

/** A text as what stands around its identifiers, and they themselves. */
export const partsOf = (text: string): readonly string[] =>
  text.split(IDENTIFIER).filter((part) => part !== '');

/** Texts and numbers, each once; what the shared table has is not repeated. */
export class TextTable {
  private readonly indices = new Map<string | number, number>();

  constructor(private readonly shared?: TextTable) {}

  referenceTo(text: string | number): Reference {
    const inShared = this.shared?.indices.get(text);
    if (inShared !== undefined) return inShared;
    const index = this.indices.get(text) ?? this.indices.size;
    this.indices.set(text, index);
    return this.shared ? -1 - index : index;
  }

  /** Parts of texts become texts of the table themselves, which is why it is asked last. */
  entries(): readonly Entry[] {
    const entries: Entry[] = [];
    for (const text of this.indices.keys()) entries.push(this.entryOf(text));
    return entries;
  }

  private entryOf(text: string | number): Entry {
    if (typeof text === 'number') return text;
    const parts = partsOf(text);
    return parts.length > 1 ? parts.map((part) => this.referenceTo(part)) : text;
  }
}
