import { explainError } from '../aws/explain-error';
import type { NeighbourId } from './checks';
import { type NeighbourFinding, unknown } from './finding';

/** What AWS could not be asked becomes an unknown with its cause. A fault of ours stays one. */
export async function attempt(
  check: NeighbourId,
  about: string,
  look: () => Promise<readonly NeighbourFinding[]>,
): Promise<readonly NeighbourFinding[]> {
  try {
    return await look();
  } catch (error) {
    const cause = explainError(error);
    if (cause === undefined) throw error;
    return [unknown(check, about, cause)];
  }
}
