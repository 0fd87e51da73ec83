import {
  ARRAY,
  type Entry,
  FIRST_SHAPE,
  LINES,
  type Packed,
  type PackedItem,
  type PackedValue,
  type Reference,
} from './entries';
import { fromLines } from './lines';
import { unpackTime } from './packed-time';

/** What `pack` was given, one item of it. */
export function unpackItem({ shapes, shared }: Packed, [table, value]: PackedItem): unknown {
  const entryOf = (reference: Reference): Entry =>
    (reference < 0 ? table[-1 - reference] : shared[reference]) ?? '';
  const read = (reference: Reference): string | number => {
    const entry = entryOf(reference);
    return typeof entry === 'object' ? entry.map(read).join('') : entry;
  };
  const unpackValue = (packed: PackedValue): unknown => {
    if (typeof packed === 'number') return read(packed);
    if (typeof packed === 'string') return unpackTime(packed);
    if (typeof packed === 'boolean' || packed === null) return packed;
    const [kind, ...members] = packed;
    const values = members.map(unpackValue);
    if (kind === ARRAY) return values;
    if (kind === LINES) return fromLines(String(values[0]));
    const names = shapes[Number(kind) - FIRST_SHAPE] ?? [];
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  };
  return unpackValue(value);
}
