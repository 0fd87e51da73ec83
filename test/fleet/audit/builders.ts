import type { Audit, ExplainedRegion } from '../../../fleet/audit/audit';
import { standingOf, type VpcAudit } from '../../../fleet/audit/region-audit';
import type { SourceState } from '../../../fleet/evidence/evidence';
import type { Explanation } from '../../../fleet/remedies/explanation';
import type { Reason, Vpc } from '../../../policy';
import { flowLog, PLACE, requirement, VPC_ID, vpc } from '../../policy/builders';

export const NOW = new Date('2026-06-15T12:00:00Z');

export interface VpcCase {
  readonly facts?: Partial<Vpc>;
  /** Of each requirement. */
  readonly reasons?: readonly Reason[];
  readonly annotation?: string;
  readonly flowLogIds?: readonly string[];
}

export const audited = ({
  facts = {},
  reasons = ['covered'],
  annotation = 'why',
  flowLogIds = [],
}: VpcCase = {}): VpcAudit => {
  const { vpcId = VPC_ID } = facts;
  const verdicts = reasons.map((reason, index) => ({
    requirement: NAMES[index] ?? '',
    verdict: { vpcId, reason, annotation },
  }));
  return {
    vpc: vpc(facts),
    standing: standingOf(verdicts),
    verdicts,
    flowLogs: flowLogIds.map((flowLogId) => ({
      fact: flowLog({ flowLogId, resourceId: vpcId }),
      createdAt: undefined,
      tags: {},
    })),
  };
};

const NAMES = ['all-traffic', 'central'];

export const region = (
  vpcs: readonly VpcAudit[],
  given: {
    readonly place?: Partial<typeof PLACE>;
    readonly recorder?: SourceState;
    readonly explanation?: Explanation;
  } = {},
): ExplainedRegion => {
  const { recorder = { state: 'read' } } = given;
  return {
    place: { ...PLACE, ...given.place },
    recorder,
    vpcs: recorder.state === 'read' ? vpcs : vpcs.map((each) => ({ ...each, standing: 'unknown' })),
    explanationOf: () => given.explanation,
  };
};

export const auditOf = (regions: readonly ExplainedRegion[], given: Partial<Audit> = {}): Audit => ({
  requirements: [{ name: 'all-traffic', source: 'defaults', parameters: requirement() }],
  ec2Only: false,
  regions,
  unread: [],
  ...given,
});

export const vpcId = (index: number): string => `vpc-${index.toString(16).padStart(17, '0')}`;
