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
export function auditLines({ regions, unread }: Pick<Audit, 'regions' | 'unread'>): readonly string[] {
  const words = new Map<string, string>();
  for (const region of regions)
    for (const audit of region.vpcs) {
      const { vpcId } = audit.vpc;
      const isHidden = isOwnerUnread(audit, region, unread);
      if (isOwn(audit, region) || !words.has(vpcId))
        words.set(vpcId, LINE_WORDS[isHidden ? 'unknown' : audit.standing]);
    }
  return [...words].map(([vpcId, word]) => `${plainText(vpcId)} ${word}`);
}

const isOwn = ({ vpc }: VpcAudit, { place }: RegionAudit): boolean => vpc.ownerId === place.accountId;

/** What its owner was asked and could not tell, nobody else tells. */
const isOwnerUnread = ({ vpc }: VpcAudit, { place }: RegionAudit, unread: Audit['unread']): boolean =>
  unread.some(
    ({ accountId, region }) =>
      accountId === vpc.ownerId && accountId !== place.accountId && (region ?? place.region) === place.region,
  );
