import { dataBlock } from './data-block';
import { ARRAY, FIRST_SHAPE, LINES, type PackedItem, type PackedValue } from './entries';
import { asLines } from './lines';
import { packTime } from './packed-time';
import { sharedTexts } from './shared-texts';
import { TextTable } from './text-table';

/**
 * Values of JSON as the text of a data block that is small where they are alike. Members that are undefined are left out, as
 * JSON does.
 */
export function pack(items: readonly unknown[]): string {
  const shared = sharedTexts(items);
  const shapes = new Shapes();
  // Each is printed at once: a large estate in pieces of JSON would take more memory than all else.
  const packed = items.map((item) => dataBlock(packItem(item, new TextTable(shared), shapes)));
  const { all } = shapes;
  return `{"shapes":${dataBlock(all)},"shared":${dataBlock(shared.entries())},"items":[${packed.join()}]}`;
}

function packItem(item: unknown, table: TextTable, shapes: Shapes): PackedItem {
  const value = packValue(item, table, shapes);
  return [table.entries(), value];
}

function packValue(value: unknown, table: TextTable, shapes: Shapes): PackedValue {
  if (typeof value === 'string') return packTime(value) ?? table.referenceTo(value);
  if (typeof value === 'number') return table.referenceTo(value);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  const lines = asLines(value);
  if (lines !== undefined) return [LINES, table.referenceTo(lines)];
  if (Array.isArray(value)) return [ARRAY, ...value.map((each) => packValue(each, table, shapes))];
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const shape = shapes.numberOf(members.map(([name]) => name));
  return [shape, ...members.map(([, member]) => packValue(member, table, shapes))];
}

class Shapes {
  private readonly numbers = new Map<string, number>();
  readonly all: (readonly string[])[] = [];

  numberOf(names: readonly string[]): number {
    const key = names.join('\n');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = FIRST_SHAPE + this.all.length;
    this.all.push(names);
    this.numbers.set(key, number);
    return number;
  }
}
