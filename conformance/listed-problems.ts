import { isPageOfAws } from './listed-differences';
import type { Problem } from './validation';

/** Where AWS's service model contradicts another page of AWS, and what we do follows the page. */
export interface ListedProblem {
  /** How the problem is told, without the name of the recording: `service:Operation [status] request: …`. */
  readonly text: string;
  readonly why: string;
  readonly source: string;
}

export interface ProblemReview {
  readonly unlisted: readonly Problem[];
  /** Entries that no exchange shows any more. */
  readonly stale: readonly string[];
}

export function reviewProblems(
  problems: readonly Problem[],
  entries: readonly ListedProblem[],
): ProblemReview {
  return {
    unlisted: problems.filter(({ text }) => !entries.some((entry) => entry.text === text)),
    stale: entries.map(({ text }) => text).filter((text) => !problems.some((each) => each.text === text)),
  };
}

export const problemEntryProblems = (entries: readonly ListedProblem[]): readonly string[] =>
  entries
    .filter(({ why, source }) => why.trim() === '' || !isPageOfAws(source))
    .map(({ text }) => `${text}: it needs a reason and a page of AWS's documentation`);
