import { isUnreadable } from '../deployed/documented-flow-log';
import { counted, listed, type NeighbourFinding, none, note, problem } from './finding';
import type { Neighbourhood } from './neighbourhood';
import type { HasRole } from './roles';

/**
 * The role that it makes in each account, and the tags that it reads, in any case. It lists every flow log to S3 of a
 * resource and deletes them all, unless the last of them is of the traffic that the tag asks for.
 * https://github.com/aws-samples/aws-ct-vpc-flowlogs/blob/main/code/ct_flowlog_activator.py
 */
const ROLE = 'FlowLogHubAssumeRole';
const TAG_KEYS = ['flowlog', 'flow-log', 'flow_log'];

export async function taggerFindings(
  neighbourhood: Neighbourhood,
  hasRole: HasRole,
): Promise<readonly NeighbourFinding[]> {
  const { place, requirements } = neighbourhood;
  if (!(await hasRole(ROLE))) return [none('flow-log-tagger', place.accountId)];
  const delivers = requirements.flatMap(({ name, remediation }) =>
    remediation.mode !== 'observe' &&
    !isUnreadable(remediation.document) &&
    remediation.document.destinationType === 's3'
      ? [name]
      : [],
  );
  const finding = `there is a role of its name, ${ROLE}; ${inReach(neighbourhood)}`;
  return delivers.length > 0
    ? [problem('flow-log-tagger', place.accountId, `${finding}; ${delivers.join(', ')} delivers to S3 too`)]
    : [note('flow-log-tagger', place.accountId, finding)];
}

/** It passes over VPCs without any tag. */
function inReach({ vpcs, flowLogsOf }: Neighbourhood): string {
  const untagged = vpcs.filter(({ vpcId, tags }) => {
    const keys = Object.keys(tags).map((key) => key.toLowerCase());
    return (
      keys.length > 0 &&
      !keys.some((key) => TAG_KEYS.includes(key)) &&
      flowLogsOf(vpcId).some(({ fact }) => fact.destinationType === 's3')
    );
  });
  return untagged.length === 0
    ? 'no VPC with a flow log to S3 lacks the tag that it reads'
    : `${counted(untagged.length, 'VPC')} with a flow log to S3 and without the tag that it reads: ${listed(untagged.map(({ vpcId }) => vpcId))}`;
}
