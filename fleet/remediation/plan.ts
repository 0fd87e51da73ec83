import type { VpcStatus } from './status';

export type Change = 'clear' | 'retry';

export interface Skipped {
  readonly vpcId: string;
  readonly reason: string;
}

export interface Plan {
  /** VPCs whose exception is deleted. */
  readonly clear: readonly string[];
  /** VPCs whose remediation is started, after that. */
  readonly start: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** What a change comes to. Where nobody is named, it takes what is stuck, and leaves alone what ends by itself. */
export function planChange(change: Change, vpcs: readonly VpcStatus[], named: readonly string[]): Plan {
  const judged = vpcs.map((vpc) => ({
    vpc,
    reason: change === 'clear' ? objectionToClear(vpc, named) : objectionToRetry(vpc, named),
  }));
  const taken = judged.filter(({ reason }) => reason === undefined).map(({ vpc }) => vpc);
  const unknown = named.filter((vpcId) => !vpcs.some((vpc) => vpc.vpcId === vpcId));
  return {
    clear: taken.filter(({ exception }) => exception).map(({ vpcId }) => vpcId),
    start: change === 'retry' ? taken.map(({ vpcId }) => vpcId) : [],
    skipped: [
      ...judged.flatMap(({ vpc: { vpcId }, reason }) =>
        reason === undefined || reason === NOT_ASKED ? [] : [{ vpcId, reason }],
      ),
      ...unknown.map((vpcId) => ({ vpcId, reason: 'Config shows nothing of it for this requirement' })),
    ],
  };
}

/** The cap on remediations, or somebody, gave it an end on purpose. */
const ENDS_BY_ITSELF = 'its exception ends by itself: name it by --vpc to end it now';

/** Config makes an exception after failures; of the others, nothing tells who made them, and why. */
const BY_SOMEBODY =
  'no failed remediation explains its exception, so somebody may have made it on purpose: name it by --vpc to end it';

const isGivenUp = ({ execution }: VpcStatus): boolean =>
  execution?.state === 'FAILED' || execution?.state === 'UNKNOWN';

/** Why an exception that nobody named stands. */
function objectionToEnd(vpc: VpcStatus): string | undefined {
  if (vpc.exception?.endsAt) return ENDS_BY_ITSELF;
  return isGivenUp(vpc) ? undefined : BY_SOMEBODY;
}

/** Nobody named it, and there is nothing about it to tell. */
const NOT_ASKED = '';

function objectionToClear(vpc: VpcStatus, named: readonly string[]): string | undefined {
  const isNamed = named.includes(vpc.vpcId);
  if (!vpc.exception) return isNamed ? 'it has no remediation exception' : NOT_ASKED;
  return isNamed ? undefined : objectionToEnd(vpc);
}

function objectionToRetry(vpc: VpcStatus, named: readonly string[]): string | undefined {
  const { vpcId, standing, verdict } = vpc;
  if (!named.includes(vpcId)) {
    if (standing !== 'held back' && standing !== 'stuck') return NOT_ASKED;
    return vpc.exception ? objectionToEnd(vpc) : undefined;
  }
  if (standing === 'in flight') return 'an execution is queued or runs: wait for its end';
  if (verdict?.type !== 'NON_COMPLIANT')
    return `it is ${verdict?.type ?? 'not judged'}, and only what is NON_COMPLIANT is remediated`;
  return undefined;
}
