import type { Reason } from '../../../../policy';
import type { EvidenceRegion, EvidenceVerdict, EvidenceVpc } from '../../evidence';
import type { EmbeddedEvidence } from '../data/embedded';

/** A VPC with what it is shown, sorted and found by. */
export interface VpcRow {
  /** `111122223333/eu-west-1/vpc-0ab…`: a VPC that is shared stands in several accounts. */
  readonly key: string;
  readonly region: EvidenceRegion;
  readonly vpc: EvidenceVpc;
  /** Of its gravest verdict; absent where nothing may be concluded. */
  readonly reason?: Reason;
  readonly why: string;
  /** Latest of Config's evaluations. */
  readonly evaluatedAt?: string;
}

export const vpcRows = ({ regions }: Pick<EmbeddedEvidence, 'regions'>): readonly VpcRow[] =>
  regions.flatMap((region) => region.vpcs.map((vpc) => vpcRow(region, vpc)));

function vpcRow(region: EvidenceRegion, vpc: EvidenceVpc): VpcRow {
  const key = `${region.accountId}/${region.region}/${vpc.vpcId}`;
  const evaluatedAt = vpc.evaluations
    .flatMap(({ recordedAt, invokedAt }) => recordedAt ?? invokedAt ?? [])
    .reduce((latest, at) => (at > latest ? at : latest), '');
  const common = { key, region, vpc, ...(evaluatedAt === '' ? {} : { evaluatedAt }) };
  if (vpc.standing === 'unknown') return { ...common, why: whyUnknown(region) };
  const verdict = gravestVerdict(vpc.verdicts);
  return verdict ? { ...common, reason: verdict.reason, why: verdict.annotation } : { ...common, why: '' };
}

function whyUnknown({ sources: { recorder, config } }: EvidenceRegion): string {
  if (recorder.state !== 'read') return `AWS Config recorder: ${recorder.cause}`;
  if (config.state !== 'read') return `AWS Config rules: ${config.cause}`;
  return 'nothing may be concluded';
}

const GRAVITY = ['NON_COMPLIANT', 'COMPLIANT', 'NOT_APPLICABLE'] as const;

/** A gap in one requirement is a gap; one that does not apply says nothing beside one that is met. */
const gravestVerdict = (verdicts: readonly EvidenceVerdict[]): EvidenceVerdict | undefined =>
  GRAVITY.flatMap((compliance) => verdicts.filter((verdict) => verdict.compliance === compliance))[0];
