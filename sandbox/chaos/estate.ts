import type { Seed } from '../seed';
import type { Asked } from './asked';
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

/** Of a hundred VPCs, how many have which value of a tag that decides about the scope. */
const SCOPES = [
  { kind: 'in scope', share: 40 },
  { kind: 'in scope, in capitals', share: 8 },
  { kind: 'another value', share: 15 },
] as const;

export interface EstateOptions {
  readonly vpcs: number;
  readonly seed: Seed;
  readonly asked: readonly Asked[];
  /** Of destinations that others deliver to. */
  readonly types: readonly [string, ...string[]];
  /** A date that exempts through the whole run. */
  readonly exemptUntil: string;
  /** Values of the same tag that exempt nothing. */
  readonly exemptNever: readonly [string, ...string[]];
}

/** The account before the product comes: one default VPC, and the rest by the seed. */
export async function buildChaosEstate(parties: ThirdParties, options: EstateOptions): Promise<void> {
  await parties.destinations.open(options.types);
  await parties.createDefaultVpc();
  for (let index = 1; index < options.vpcs; index += 1) {
    const kind = chosen(BEGINNINGS, options.seed.share('begins as', index));
    if (kind === 'shared by another account') await parties.createSharedVpc();
    else await createBeginning(parties, options, kind, index);
  }
}

async function createBeginning(
  parties: ThirdParties,
  { seed, asked, types, exemptUntil, exemptNever }: EstateOptions,
  kind: string | undefined,
  index: number,
): Promise<void> {
  const exemption = {
    exempt: exemptUntil,
    'exempt no more, too long or for ever': seed.oneOf(exemptNever, 'exempts nothing', index),
  }[kind ?? ''];
  const vpcId = await parties.createVpc({
    ...scopeTagsFor(asked, seed, index),
    ...(exemption !== undefined && exemptionTags(asked, exemption)),
  });
  const type = seed.oneOf(types, 'delivers to', index);
  const { destinations } = parties;
  if (kind === 'covered') await parties.createFlowLog(vpcId, 'ALL', destinations.of(type, 'all'));
  if (kind === 'captures both halves')
    await parties.createFlowLog(vpcId, 'ACCEPT', destinations.of(type, 'accepted'));
  if (kind === 'captures both halves' || kind === 'captures REJECT only')
    await parties.createFlowLog(vpcId, 'REJECT', destinations.of(type, 'rejected'));
}

/** The tags that the rules' scopes look at, as the seed has them for a VPC. */
export function scopeTagsFor(
  asked: readonly Asked[],
  seed: Seed,
  index: number | string,
): Readonly<Record<string, string>> {
  const kind = chosen(SCOPES, seed.share('scope', index));
  if (kind === undefined) return {};
  return Object.fromEntries(
    asked.flatMap(({ scopeTags }) =>
      [...scopeTags].map(([key, [value = '']]) => [key, SCOPE_VALUES[kind](value)]),
    ),
  );
}

const SCOPE_VALUES: Readonly<Record<(typeof SCOPES)[number]['kind'], (value: string) => string>> = {
  'in scope': (value) => value,
  'in scope, in capitals': (value) => value.toUpperCase(),
  'another value': (value) => `not-${value}`,
};

/** By every tag that exempts from a rule. */
export const exemptionTags = (asked: readonly Asked[], value: string): Readonly<Record<string, string>> =>
  Object.fromEntries(asked.flatMap(({ exemptTagKey }) => (exemptTagKey ? [[exemptTagKey, value]] : [])));

function chosen<Kind extends string>(
  kinds: readonly { readonly kind: Kind; readonly share: number }[],
  share: number,
): Kind | undefined {
  let passed = 0;
  return kinds.find((each) => {
    passed += each.share;
    return share * 100 < passed;
  })?.kind;
}
