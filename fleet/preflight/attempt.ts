import type { CheckId } from './checks';
import { type Finding, unknown } from './finding';
import { UnreadablePolicy } from './iam/policy-document';
import { Unread } from './reads/unread';

/** What AWS could not be asked becomes an unknown with its cause, never a problem. A mistake of ours stays one. */
export async function attempt(
  check: CheckId,
  about: string,
  look: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (cause) {
    if (cause instanceof Unread || cause instanceof UnreadablePolicy)
      return [unknown(check, about, cause.message)];
    throw cause;
  }
}
