import { CODE, type Difference } from './comparison';

/** A difference that is known, who is right, and the page of AWS that says so. */
export interface ListedDifference {
  readonly operation: string;
  /** Titles of the cases in each of which it shows; `any` is wherever the operation is asked. */
  readonly cases: readonly string[] | 'any';
  /** A path, or `code`. */
  readonly member: string;
  /** What each side answers: always of a code, else where it is the same in every case. */
  readonly moto?: string;
  readonly sandbox?: string;
  readonly right: 'sandbox' | 'moto' | 'neither';
  readonly why: string;
  readonly source: string;
}

export interface Review {
  readonly listed: readonly Difference[];
  /** That no entry explains. */
  readonly unlisted: readonly Difference[];
  /** Entries, one a case, whose difference no longer shows. */
  readonly stale: readonly string[];
}

/** Holds the differences of a replay against the list of known ones, in both directions. */
export function reviewDifferences(
  differences: readonly Difference[],
  entries: readonly ListedDifference[],
): Review {
  const isListed = (difference: Difference) => entries.some((entry) => explains(entry, difference));
  const stale = entries.flatMap((entry) => {
    const shown = differences.filter((each) => explains(entry, each)).map((each) => each.case);
    const missing =
      entry.cases === 'any'
        ? ['any'].filter(() => shown.length === 0)
        : entry.cases.filter((title) => !shown.includes(title));
    return missing.map((title) => `${entry.operation} (${title}): ${entry.member}`);
  });
  return {
    listed: differences.filter(isListed),
    unlisted: differences.filter((difference) => !isListed(difference)),
    stale,
  };
}

const explains = (entry: ListedDifference, difference: Difference): boolean =>
  entry.operation === difference.operation &&
  entry.member === difference.member &&
  (entry.cases === 'any' || entry.cases.includes(difference.case)) &&
  (entry.moto === undefined || entry.moto === difference.moto) &&
  (entry.sandbox === undefined || entry.sandbox === difference.sandbox);

export const isPageOfAws = (source: string): boolean =>
  /^https:\/\/docs\.aws\.amazon\.com\/\S+\.html(#\S+)?$/.test(source);

/** What is wrong with the list itself: an entry must name both codes, a reason and the page of AWS that settles it. */
export function entryProblems(entries: readonly ListedDifference[]): readonly string[] {
  return entries.flatMap((entry) => {
    const name = `${entry.operation} ${entry.member}`;
    return [
      ...(isPageOfAws(entry.source) ? [] : [`${name}: ${entry.source} is no page of AWS's documentation`]),
      ...(entry.cases.length > 0 ? [] : [`${name}: it names no case`]),
      ...(entry.why.trim() === '' ? [`${name}: it says not why`] : []),
      ...(entry.member === CODE && (entry.moto === undefined || entry.sandbox === undefined)
        ? [`${name}: it must say what each side answers`]
        : []),
    ];
  });
}
