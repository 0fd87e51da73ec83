/** What can be said of a statement: an unknown says why. */
export type Ternary = 'yes' | 'no' | Unclear;

export interface Unclear {
  readonly unclear: string;
}

export const isUnclear = (value: Ternary): value is Unclear => typeof value !== 'string';

export const ternary = (value: boolean): Ternary => (value ? 'yes' : 'no');

/** One `no` decides, whatever else is not clear. */
export function all(values: readonly Ternary[]): Ternary {
  if (values.includes('no')) return 'no';
  return values.find(isUnclear) ?? 'yes';
}

/** One `yes` decides. */
export function any(values: readonly Ternary[]): Ternary {
  if (values.includes('yes')) return 'yes';
  return values.find(isUnclear) ?? 'no';
}

export function not(value: Ternary): Ternary {
  if (isUnclear(value)) return value;
  return value === 'yes' ? 'no' : 'yes';
}
