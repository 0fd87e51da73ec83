import type { Vpc } from '../../policy';
import type { AuditRequirement } from '../requirements/audit-requirement';
import type { EvidenceVerdict, Exemption } from './evidence';

/**
 * By what the VPC is exempt, as the verdicts found it, and until when. Of several ends the next one is told, with the
 * requirements that it exempts from.
 */
export function exemptionOf(
  vpc: Vpc,
  verdicts: readonly EvidenceVerdict[],
  requirements: readonly AuditRequirement[],
): Exemption | undefined {
  const exemptions = verdicts.flatMap((verdict) => exemptionBy(verdict, vpc, requirements)).sort(byEnd);
  const [next] = exemptions;
  if (!next) return undefined;
  const { by, until } = next;
  const alike = exemptions.filter((each) => each.by === by && each.until === until);
  return { by, until, requirements: alike.map(({ requirement }) => requirement) };
}

interface Exempting {
  readonly requirement: string;
  readonly by: Exemption['by'];
  readonly until: string | undefined;
}

function exemptionBy(
  { requirement, reason }: EvidenceVerdict,
  { tags }: Vpc,
  requirements: readonly AuditRequirement[],
): readonly Exempting[] {
  if (reason === 'exempt-id') return [{ requirement, by: 'id', until: undefined }];
  if (reason !== 'exempt-tag') return [];
  const key = requirements.find(({ name }) => name === requirement)?.parameters.exemptTagKey ?? '';
  return [{ requirement, by: 'tag', until: tags[key] }];
}

/** What has no end comes last. */
const byEnd = (left: Exempting, right: Exempting): number =>
  (left.until ?? '~') < (right.until ?? '~') ? -1 : left.until === right.until ? 0 : 1;

const DAY = 86_400_000;

/** The moment after its last day, in UTC. */
export const endOfExemption = (until: string): string =>
  new Date(Date.parse(`${until}T00:00:00.000Z`) + DAY).toISOString();
