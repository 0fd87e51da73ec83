import type { Standing } from '../evidence/evidence';
import { plainText } from '../terminal/plain-text';
import type { Audit } from './audit';
import type { RegionAudit, VpcAudit } from './region-audit';

/** One word for each standing, for `grep` and `cut`. */
const LINE_WORDS: Readonly<Record<Standing, string>> = {
  covered: 'ok',
  gap: 'MISSING',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
};

/** `vpc-… ok`: one line for each VPC, of a shared one that of its owner where both were asked. */
export function auditLines({ regions }: Pick<Audit, 'regions'>): readonly string[] {
  const words = new Map<string, string>();
  for (const region of regions)
    for (const audit of region.vpcs) {
      const { vpcId } = audit.vpc;
      if (isOwn(audit, region) || !words.has(vpcId)) words.set(vpcId, LINE_WORDS[audit.standing]);
    }
  return [...words].map(([vpcId, word]) => `${plainText(vpcId)} ${word}`);
}

const isOwn = ({ vpc }: VpcAudit, { place }: RegionAudit): boolean => vpc.ownerId === place.accountId;
