import type { Action, DocumentStep } from './document';

/** The longest that an action may take, in seconds, whatever timeoutSeconds says; by the page of each action. */
const LONGEST: Readonly<Record<Action, number>> = {
  'aws:invokeLambdaFunction': 300,
  'aws:executeAwsApi': 25,
  'aws:executeScript': 600,
  'aws:waitForAwsResourceProperty': Number.POSITIVE_INFINITY,
  'aws:assertAwsResourceProperty': Number.POSITIVE_INFINITY,
  'aws:branch': Number.POSITIVE_INFINITY,
  'aws:sleep': Number.POSITIVE_INFINITY,
};

/** Where a page names a limit of its own for a step that names none. */
const USUAL: Readonly<Partial<Record<Action, number>>> = { 'aws:waitForAwsResourceProperty': 3600 };

/** Seconds until an attempt at the step times out. */
export const stepLimit = ({ action, timeoutSeconds }: DocumentStep): number =>
  Math.min(timeoutSeconds ?? USUAL[action] ?? Number.POSITIVE_INFINITY, LONGEST[action]);
