/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** Smallest to largest of the runs; empty for what does not vary. */
  readonly spread: string;
  readonly goal: string;
  readonly met: boolean;
}

export interface Goal {
  readonly text: string;
  readonly isMet: (value: number) => boolean;
}

export const atMost = (limit: number, print: (value: number) => string): Goal => ({
  text: `at most ${print(limit)}`,
  isMet: (value) => value <= limit,
});

export const atLeast = (limit: number, print: (value: number) => string): Goal => ({
  text: `at least ${print(limit)}`,
  isMet: (value) => value >= limit,
});

export const under = (limit: number, print: (value: number) => string): Goal => ({
  text: `under ${print(limit)}`,
  isMet: (value) => value < limit,
});

export const between = (least: number, most: number): Goal => ({
  text: least === most ? `${least}` : `${least} to ${most}`,
  isMet: (value) => value >= least && value <= most,
});

/** Holds a value against its goal. */
export function row(
  what: string,
  value: number,
  goal: Goal,
  { measured, spread = '' }: { readonly measured: string; readonly spread?: string },
): Row {
  return { what, measured, spread, goal: goal.text, met: goal.isMet(value) };
}
