import { type ColumnKey, SORT_VALUES } from './columns';
import type { VpcRow } from './vpc-row';

export interface Sorting {
  readonly column: ColumnKey;
  readonly descending: boolean;
}

/** Equal rows keep their order, in both directions. */
export function sortRows(rows: readonly VpcRow[], { column, descending }: Sorting): readonly VpcRow[] {
  const read = SORT_VALUES[column];
  const direction = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: read(row) }))
    .sort((left, right) => direction * compare(left.value, right.value))
    .map(({ row }) => row);
}

const compare = <Value extends string | number>(left: Value, right: Value): number =>
  left < right ? -1 : Number(left > right);
