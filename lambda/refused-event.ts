import { type Issue, printIssues } from '../policy';

/** An invocation that cannot be answered, whoever retries it: nothing was read from AWS, nothing was reported. */
export class RefusedEventError extends Error {
  override readonly name = 'RefusedEventError';

  constructor(readonly issues: readonly Issue[]) {
    super(`the event is refused, nothing was reported:\n${printIssues(issues)}`);
  }
}
