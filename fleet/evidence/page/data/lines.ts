const END = '\n';

/** A list of texts as one, which then stands in a table once; undefined for what would not be the same list again. */
export const asLines = (value: object): string | undefined =>
  Array.isArray(value) &&
  value.length > 1 &&
  value.every((each) => typeof each === 'string' && !each.includes(END))
    ? value.join(END)
    : undefined;

export const fromLines = (lines: string): readonly string[] => lines.split(END);
