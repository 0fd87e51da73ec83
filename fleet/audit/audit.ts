import type { Reason } from '../../policy';
import type { EvidenceSummary, Standing, UnknownPlace } from '../evidence/evidence';
import type { Outcome } from '../outcome';
import type { Explanation } from '../remedies/explanation';
import type { AuditRequirement } from '../requirements';
import { gravestVerdict, type RegionAudit, type VpcAudit } from './region-audit';

/** What an audit came to, over all accounts and Regions. */
export interface Audit {
  readonly requirements: readonly AuditRequirement[];
  /** Whether Config was left out. */
  readonly ec2Only: boolean;
  /** By account and Region. */
  readonly regions: readonly ExplainedRegion[];
  /** Accounts and Regions that could not be read. */
  readonly unread: readonly UnknownPlace[];
}

export interface ExplainedRegion extends RegionAudit {
  /** Of the gap of a VPC in a requirement; undefined where none was asked for. */
  readonly explanationOf: (vpcId: string, requirement: string) => Explanation | undefined;
}

export const hasVpcs = ({ vpcs }: RegionAudit): boolean => vpcs.length > 0;

/** What could not be read, and the Regions with VPCs that Config does not record. */
export const unknownPlaces = ({
  regions,
  unread,
}: Pick<Audit, 'regions' | 'unread'>): readonly UnknownPlace[] => [
  ...unread,
  ...regions
    .filter(hasVpcs)
    .flatMap(({ place: { accountId, region }, recorder }) =>
      recorder.state === 'read' ? [] : [{ accountId, region, cause: recorder.cause }],
    ),
];

export type Standings = Readonly<Record<Standing, number>>;

export function countStandings(vpcs: readonly VpcAudit[]): Standings {
  const counts = { covered: 0, gap: 0, 'not-applicable': 0, unknown: 0 };
  for (const { standing } of vpcs) counts[standing] += 1;
  return counts;
}

/** A Region counts once in each account that was read. */
export function summarize(regions: readonly RegionAudit[]): EvidenceSummary {
  const vpcs = regions.flatMap((region) => region.vpcs);
  const standings = countStandings(vpcs);
  const judged = standings.covered + standings.gap;
  const reasons: { -readonly [R in Reason]?: number } = {};
  for (const { standing, verdicts } of vpcs) {
    const reason = standing === 'unknown' ? undefined : gravestVerdict(verdicts)?.verdict.reason;
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return {
    accounts: new Set(regions.map(({ place }) => place.accountId)).size,
    regions: regions.length,
    vpcs: vpcs.length,
    standings,
    coveredShare: judged === 0 ? null : standings.covered / judged,
    reasons,
  };
}

/** A gap is certain, whatever else could not be read; what is unknown is no gap. Where nothing was read, all is. */
export function outcomeOf(audit: Audit): Outcome {
  if (audit.regions.some(({ vpcs }) => vpcs.some(({ standing }) => standing === 'gap'))) return 'to-do';
  return audit.regions.length === 0 || unknownPlaces(audit).length > 0 ? 'error' : 'fine';
}
