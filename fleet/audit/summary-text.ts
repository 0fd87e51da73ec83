import type { UnknownPlace } from '../evidence/evidence';
import { type Audit, hasVpcs, type Standings, summarize } from './audit';

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const placeText = ({ accountId, region }: Pick<UnknownPlace, 'accountId' | 'region'>): string =>
  region === undefined ? `account ${accountId}` : `account ${accountId}, Region ${region}`;

export const standingsText = ({ covered, gap, 'not-applicable': other, unknown }: Standings): string =>
  [`${covered} covered`, counted(gap, 'gap'), `${other} not applicable`, `${unknown} unknown`].join(', ');

/** Rounded down: only what is covered to the last VPC is 100 %. */
export const shareText = (share: number | null): string =>
  share === null ? 'nothing to cover' : `${(Math.floor(share * 1000) / 10).toFixed(1)} % covered`;

/** What the whole estate comes to, in one line. */
export function summaryLine(audit: Audit): string {
  const { accounts, vpcs, standings, coveredShare } = summarize(audit.regions);
  const unread =
    audit.unread.length === 0 ? '' : `; ${counted(audit.unread.length, 'place')} could not be read`;
  const asked = `${counted(audit.regions.length, 'Region')} of ${counted(accounts, 'account')}`;
  if (vpcs === 0) return `no VPC in ${asked}${unread}`;
  return `${counted(vpcs, 'VPC')} in ${asked}: ${standingsText(standings)}; ${shareText(coveredShare)}${unread}`;
}

/** Regions without a VPC have nothing to cover, recorded or not. */
export function emptyRegionsText({ regions }: Audit): string | undefined {
  const empty = regions.filter((region) => !hasVpcs(region));
  if (empty.length === 0) return undefined;
  const unrecorded = empty.filter(({ recorder }) => recorder.state !== 'read').length;
  const aside = unrecorded === 0 ? '' : `, of which Config does not record ${unrecorded}`;
  return `${counted(empty.length, 'Region')} without a VPC${aside}`;
}
