import type { TaggedFlowLog } from '../aws/tagged-flow-logs';

/** The oldest first; ids decide between those of one moment, so that of two twins always the same one stays. */
export function byAge(left: TaggedFlowLog, right: TaggedFlowLog): number {
  const difference = (left.createdAt?.getTime() ?? 0) - (right.createdAt?.getTime() ?? 0);
  if (difference !== 0) return difference;
  return left.fact.flowLogId < right.fact.flowLogId ? -1 : 1;
}
