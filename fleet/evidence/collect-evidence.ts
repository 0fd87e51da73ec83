import { printParameters } from '../../policy';
import type { Estate } from '../estate/estate';
import type { EstateFlags } from '../estate/estate-flags';
import { visitStations } from '../estate/visit-stations';
import type { AuditRequirement } from '../requirements/audit-requirement';
import type { Terminal } from '../terminal/terminal';
import { CONTROL_MAPPINGS } from './control-mappings';
import type { Evidence, EvidenceRegion, EvidenceRequirement, UnknownPlace } from './evidence';
import { limitsOf } from './limits';
import { type RegionOptions, regionEvidence } from './region-evidence';
import { summarize } from './summary';

export interface CollectOptions extends RegionOptions {
  /** Of the command line. */
  readonly version: string;
}

/** Proof of a whole estate: what cannot be read in one place is unknown there, and hides nothing elsewhere. */
export async function collectEvidence(
  estate: Estate,
  flags: Pick<EstateFlags, 'concurrency'>,
  terminal: Terminal,
  options: CollectOptions,
): Promise<Evidence> {
  const { visited, unknown } = await visitStations(estate, flags, terminal, 'collecting', async (station) =>
    detached(await regionEvidence(station, options)),
  );
  return assembleEvidence(
    visited.map(({ value }) => value),
    unknown,
    { ...options, callerArn: estate.callerArn },
  );
}

/**
 * The same without what it was read from: a text that was cut out of an answer of EC2 keeps the whole answer in memory, and
 * an estate is hundreds of them.
 */
const detached = (region: EvidenceRegion): EvidenceRegion => JSON.parse(JSON.stringify(region));

export interface AssembleOptions {
  readonly requirements: readonly AuditRequirement[];
  readonly now: Date;
  readonly version: string;
  readonly callerArn: string;
}

/** @param unknown places of which nothing was read */
export function assembleEvidence(
  read: readonly EvidenceRegion[],
  unknown: readonly UnknownPlace[],
  { requirements, now, version, callerArn }: AssembleOptions,
): Evidence {
  const regions = [...read].sort(byPlace);
  const judgedBy = requirements.map(toRequirement);
  return {
    schemaVersion: 1,
    tool: { name: 'vpc-flow-logs-compliance', version },
    generatedAt: now.toISOString(),
    generatedBy: callerArn,
    requirements: judgedBy,
    summary: summarize(regions),
    unknown: [...unknown, ...regions.flatMap(unwatched)].sort(byPlace),
    regions,
    controls: CONTROL_MAPPINGS,
    limits: limitsOf(regions, judgedBy),
  };
}

const toRequirement = ({ name, source, parameters }: AuditRequirement): EvidenceRequirement => ({
  name,
  source,
  parameters: printParameters(parameters),
});

/** A Region whose VPCs Config does not watch: what EC2 lists now is shown, and nothing is concluded from it. */
const unwatched = ({
  accountId,
  region,
  vpcs,
  sources: { recorder },
}: EvidenceRegion): readonly UnknownPlace[] =>
  recorder.state === 'read' || vpcs.length === 0 ? [] : [{ accountId, region, cause: recorder.cause }];

interface Sortable {
  readonly accountId: string;
  readonly region?: string;
}

const byPlace = (left: Sortable, right: Sortable): number =>
  compared(left.accountId, right.accountId) || compared(left.region ?? '', right.region ?? '');

const compared = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
