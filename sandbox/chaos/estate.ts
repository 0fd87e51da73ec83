import type { Seed } from '../seed';
import type { ThirdParties } from './third-parties';

/** Of a hundred VPCs, how many begin as what; the others have no flow log. */
const BEGINNINGS = [
  { kind: 'covered', share: 15 },
  { kind: 'captures both halves', share: 5 },
  { kind: 'captures REJECT only', share: 10 },
  { kind: 'exempt', share: 5 },
  { kind: 'exempt no more, too long or for ever', share: 8 },
  { kind: 'shared by another account', share: 5 },
] as const;

export interface EstateOptions {
  readonly vpcs: number;
  readonly seed: Seed;
  readonly exemptTagKey: string | undefined;
  /** A date that exempts through the whole run. */
  readonly exemptUntil: string;
  /** Values of the same tag that exempt nothing. */
  readonly exemptNever: readonly [string, ...string[]];
}

/** The account before the product comes: one default VPC, and the rest by the seed. */
export async function buildChaosEstate(
  parties: ThirdParties,
  { vpcs, seed, exemptTagKey, exemptUntil, exemptNever }: EstateOptions,
): Promise<void> {
  await parties.openBucket();
  await parties.createDefaultVpc();
  for (let index = 1; index < vpcs; index += 1) {
    const kind = beginning(seed.share('begins as', index) * 100);
    if (kind === 'shared by another account') {
      await parties.createSharedVpc();
      continue;
    }
    const vpcId = await parties.createVpc();
    if (kind === 'covered') await parties.createFlowLog(vpcId, 'ALL', parties.ownBucket('all'));
    if (kind === 'captures both halves')
      await parties.createFlowLog(vpcId, 'ACCEPT', parties.ownBucket('accepted'));
    if (kind === 'captures both halves' || kind === 'captures REJECT only')
      await parties.createFlowLog(vpcId, 'REJECT', parties.ownBucket('rejected'));
    if (kind === 'exempt' && exemptTagKey) await parties.tag(vpcId, exemptTagKey, exemptUntil);
    if (kind === 'exempt no more, too long or for ever' && exemptTagKey)
      await parties.tag(vpcId, exemptTagKey, seed.oneOf(exemptNever, 'exempts nothing', index));
  }
}

function beginning(percent: number): (typeof BEGINNINGS)[number]['kind'] | 'bare' {
  let passed = 0;
  for (const { kind, share } of BEGINNINGS) {
    passed += share;
    if (percent < passed) return kind;
  }
  return 'bare';
}
