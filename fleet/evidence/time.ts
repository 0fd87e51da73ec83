/** ISO 8601 in UTC, as every time of the evidence; undefined where there is none, or one that no calendar has. */
export function timeOf(given: Date | string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const time = new Date(given);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
