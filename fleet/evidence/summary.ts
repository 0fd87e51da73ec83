import type { Reason } from '../../policy';
import type { EvidenceRegion, EvidenceSummary, EvidenceVpc, Standing } from './evidence';

export function summarize(regions: readonly EvidenceRegion[]): EvidenceSummary {
  const standings: Record<Standing, number> = { covered: 0, gap: 0, 'not-applicable': 0, unknown: 0 };
  const reasons: Partial<Record<Reason, number>> = {};
  let vpcs = 0;
  for (const region of regions)
    for (const vpc of region.vpcs) {
      vpcs += 1;
      standings[vpc.standing] += 1;
      const reason = reasonOf(vpc);
      if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
  const judged = standings.covered + standings.gap;
  return {
    accounts: new Set(regions.map(({ accountId }) => accountId)).size,
    regions: regions.length,
    vpcs,
    standings,
    coveredShare: judged === 0 ? null : standings.covered / judged,
    reasons: Object.fromEntries(Object.entries(reasons).sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}

/** Of the verdict that made the standing; none where nothing may be concluded. */
function reasonOf({ standing, verdicts }: EvidenceVpc): Reason | undefined {
  switch (standing) {
    case 'gap':
      return verdicts.find(({ compliance }) => compliance === 'NON_COMPLIANT')?.reason;
    case 'covered':
      return verdicts.find(({ compliance }) => compliance === 'COMPLIANT')?.reason;
    case 'not-applicable':
      return verdicts[0]?.reason;
    case 'unknown':
      return undefined;
  }
}
