import { fitAnnotation } from './annotation';

/** One thing that is wrong with what an operator wrote. All of them are gathered before anything is refused. */
export interface Issue {
  /** The setting's full name: `trafficType`, `requirements[1].destination.bucketArn`. */
  readonly setting: string;
  /** As written, for display. */
  readonly got: string;
  readonly allowed: string;
  readonly remedy: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export const printIssue = (issue: Issue): string =>
  `${issue.setting}: got ${issue.got}, allowed: ${issue.allowed}; ${issue.remedy}`;

export const printIssues = (issues: readonly Issue[]): string =>
  issues.map((issue) => `- ${printIssue(issue)}`).join('\n');

const SHOWN_LENGTH = 80;

/** A value of unknown origin, quoted and short enough for one line. */
export const showValue = (value: unknown): string => fitAnnotation(jsonOf(value), SHOWN_LENGTH);

/** Constructs hold each other and big integers have no JSON: whoever passes one is told which setting it was. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
