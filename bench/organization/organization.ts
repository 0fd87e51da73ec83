import type { Place } from '../../policy';
import { type Estate, estateOf } from '../estate';
import { PLACE } from '../place';

/** The Regions that are enabled in every account: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
export const REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

export const ACCOUNTS = 20;
export const VPCS = 10_000;

/** The first is that of whoever asks. */
export const ACCOUNT_IDS: readonly string[] = Array.from({ length: ACCOUNTS }, (_, index) =>
  String(Number(PLACE.accountId) + index),
);

/** Role that stands in every account but the first. */
export const ROLE_NAME = 'flow-logs-reader';

export interface PlacedSize {
  readonly place: Place;
  readonly vpcs: number;
  /** Index of the first of them among all. */
  readonly first: number;
}

/**
 * Where the VPCs are: one in each account and Region, as AWS makes them, and the others as they gather in practice, half as
 * many in the second place as in the first, a third in the third.
 */
export function sizesOf(accounts: number = ACCOUNTS, vpcs: number = VPCS): readonly PlacedSize[] {
  const places = ACCOUNT_IDS.slice(0, accounts).flatMap((accountId) =>
    REGIONS.map((region) => ({ partition: PLACE.partition, region, accountId })),
  );
  const harmonic = places.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
  const share = (vpcs - places.length) / harmonic;
  let first = 0;
  let due = 0;
  return spread(places).map((place, rank) => {
    due += 1 + share / (rank + 1);
    const size = Math.round(due) - first;
    const placed = { place, vpcs: size, first };
    first += size;
    return placed;
  });
}

/** So that the largest places are in many accounts and Regions. The prime step meets every index once. */
const spread = <T>(items: readonly T[]): readonly T[] =>
  items.flatMap((_, index) => items[(index * 173) % items.length] ?? []);

export const keyOf = ({ accountId, region }: Pick<Place, 'accountId' | 'region'>): string =>
  `${accountId} ${region}`;

/** One flow log, as it should be; every fourth VPC has a second for somebody else. */
const flowLogsOfVpc = (index: number): number => (index % 4 === 0 ? 2 : 1);

/** What each account and Region holds. */
export const organizationOf = (sizes: readonly PlacedSize[]): ReadonlyMap<string, Estate> =>
  new Map(
    sizes.map(({ place, vpcs, first }) => [keyOf(place), estateOf(vpcs, { place, first, flowLogsOfVpc })]),
  );
