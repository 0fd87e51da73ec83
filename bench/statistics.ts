/** What several runs of one measurement came to. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws RangeError without values */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  const [min, lower, upper, max] = [
    sorted[0],
    sorted[Math.floor(middle)],
    sorted[Math.ceil(middle)],
    sorted.at(-1),
  ];
  if (min === undefined || lower === undefined || upper === undefined || max === undefined)
    throw new RangeError('no runs, so there is no median');
  return { median: (lower + upper) / 2, min, max };
}

export const median = (values: readonly number[]): number => spreadOf(values).median;

/**
 * The ratio of the medians, with the smallest and the largest ratio of two runs that were made one after the other.
 *
 * @throws RangeError unless every run has its pair
 */
export function pairedRatio(runs: readonly number[], references: readonly number[]): Spread {
  if (runs.length !== references.length)
    throw new RangeError(`${runs.length} runs cannot be paired with ${references.length}`);
  const { min, max } = spreadOf(runs.map((run, index) => run / (references[index] ?? Number.NaN)));
  return { median: median(runs) / median(references), min, max };
}
