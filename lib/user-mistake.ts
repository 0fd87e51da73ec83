import { type Issue, printIssues } from '../policy';

/** What an operator wrote and can put right: shown as its message, without a stack trace. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
}

/** Everything that is wrong with the settings, at once. */
export const mistakeOf = (issues: readonly Issue[]): UserMistake =>
  new UserMistake(
    [
      `flow log settings: ${issues.length} ${issues.length === 1 ? 'value' : 'values'} must be corrected, nothing was synthesized`,
      printIssues(issues),
    ].join('\n'),
  );
