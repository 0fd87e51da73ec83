import { fitAnnotation } from './annotation';
import type { FlowLog } from './facts';
import type { RuleParameters } from './parameters';
import { coverageOf } from './resource-coverage';

export interface SubnetCoverage {
  /** Whether there are subnets, and each has flow logs of its own that meet the whole requirement. */
  readonly complete: boolean;
  /** `2 of 3 subnets covered, …`, naming the first that is not. */
  readonly text: string;
}

const MISS_LIMIT = 90;

/**
 * A VPC without subnets has no traffic to capture yet and no flow log for the first that comes: that is no coverage.
 * What the VPC's own flow logs capture counts for none of the subnets, so that an ACCEPT of the VPC and a REJECT of
 * each subnet do not add up: every subnet stands on its own.
 */
export function coverageOfSubnets(
  subnetIds: readonly string[],
  flowLogs: readonly FlowLog[],
  parameters: RuleParameters,
): SubnetCoverage {
  const ids = [...new Set(subnetIds)].sort();
  const misses = ids.flatMap((subnetId) => {
    const { reason, text } = coverageOf(subnetId, flowLogs, parameters);
    return reason === 'covered' ? [] : [`${subnetId}: ${text}`];
  });
  const [first] = misses;
  const count = `${ids.length - misses.length} of ${ids.length} subnets covered`;
  return {
    complete: ids.length > 0 && first === undefined,
    text: first === undefined ? count : `${count}, ${fitAnnotation(first, MISS_LIMIT)}`,
  };
}
