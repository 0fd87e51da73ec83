import type { Station } from '../aws/connect';
import { explainError } from '../aws/explain-error';
import { discover } from '../deployed/discover';
import type { EstateFlags } from '../estate/estate-flags';
import { openEstate } from '../estate/open-estate';
import { visitStations } from '../estate/visit-stations';
import { terminalOf } from '../global-flags';
import type { Outcome } from '../outcome';
import type { RemedySources } from '../remedies/candidates';
import { explain } from '../remedies/explanation';
import { type AuditRequirement, type RequirementFlags, requirementsOf } from '../requirements';
import type { Surroundings } from '../surroundings';
import { UserMistake } from '../user-mistake';
import { type Audit, type ExplainedRegion, outcomeOf } from './audit';
import { type DestinationFlags, namedDestination } from './named-destination';
import { auditRegion, type RegionAudit } from './region-audit';
import { writeAudit } from './write-audit';

export type AuditFlags = EstateFlags &
  RequirementFlags &
  DestinationFlags & { readonly all?: boolean; readonly ec2Only?: boolean };

export async function runAudit(flags: AuditFlags, surroundings: Surroundings): Promise<Outcome> {
  const { format, ec2Only = false } = flags;
  if (flags.explain && (format === 'csv' || format === 'lines'))
    throw new UserMistake(`--explain: got --format ${format}, allowed: table and json`);
  const named = namedDestination(flags);
  const requirements = await requirementsOf(flags, surroundings);
  const terminal = terminalOf(flags, surroundings);
  const { now } = surroundings;
  const estate = await openEstate(flags, surroundings, terminal, { everyRegion: true });
  try {
    const { visited, unknown } = await visitStations(estate, flags, terminal, 'auditing', async (station) => {
      const region = await auditRegion(station, requirements, now, { ec2Only });
      return flags.explain
        ? await explained(station, region, { requirements, named, now })
        : unexplained(region);
    });
    const regions = visited.map(({ value }) => value).sort(byPlace);
    const audit: Audit = { requirements, ec2Only, regions, unread: unknown };
    writeAudit(audit, flags, now, terminal);
    return outcomeOf(audit);
  } finally {
    estate.close();
  }
}

const unexplained = (region: RegionAudit): ExplainedRegion => ({ ...region, explanationOf: () => undefined });

const byPlace = ({ place: left }: RegionAudit, { place: right }: RegionAudit): number =>
  `${left.accountId} ${left.region}` < `${right.accountId} ${right.region}` ? -1 : 1;

interface Question {
  readonly requirements: readonly AuditRequirement[];
  readonly named: RemedySources['named'];
  readonly now: Date;
}

/** What is deployed is asked for only where there is a gap. */
async function explained(
  station: Station,
  region: RegionAudit,
  { requirements, named, now }: Question,
): Promise<ExplainedRegion> {
  const gaps = new Map(
    region.vpcs.filter(({ standing }) => standing === 'gap').map((audit) => [audit.vpc.vpcId, audit]),
  );
  if (gaps.size === 0) return unexplained(region);
  const sources = { named, deployed: await deployedAt(station) };
  return {
    ...region,
    explanationOf: (vpcId, name) => {
      const audit = gaps.get(vpcId);
      const requirement = requirements.find((each) => each.name === name);
      const verdict = audit?.verdicts.find((each) => each.requirement === name)?.verdict;
      if (!audit || !requirement || !verdict) return undefined;
      const flowLogs = audit.flowLogs.map(({ fact }) => fact);
      return explain({ vpc: audit.vpc, place: region.place, requirement, verdict, flowLogs }, sources, now);
    },
  };
}

async function deployedAt({ clients }: Station): Promise<RemedySources['deployed']> {
  try {
    return await discover(clients);
  } catch (error) {
    const problem = explainError(error);
    if (problem === undefined) throw error;
    return { problem };
  }
}
