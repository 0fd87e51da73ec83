import type { EvidenceSummary, UnknownPlace } from '../evidence/evidence';
import { type Audit, hasVpcs, type Standings, summarize } from './audit';

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const placeText = ({ accountId, region }: Pick<UnknownPlace, 'accountId' | 'region'>): string =>
  region === undefined ? `account ${accountId}` : `account ${accountId}, Region ${region}`;

export const standingsText = ({ covered, gap, 'not-applicable': other, unknown }: Standings): string =>
  [`${covered} covered`, counted(gap, 'gap'), `${other} not applicable`, `${unknown} unknown`].join(', ');

/** Rounded down: only what is covered to the last VPC is 100 %. What is unknown is in no share. */
export function shareText({
  coveredShare: share,
  standings,
}: Pick<EvidenceSummary, 'coveredShare' | 'standings'>): string {
  if (share !== null) return `${(Math.floor(share * 1000) / 10).toFixed(1)} % covered`;
  return standings.unknown > 0 ? 'no share can be told' : 'nothing to cover';
}

/** What the whole estate comes to, in one line. */
export function summaryLine(audit: Audit): string {
  const summary = summarize(audit.regions);
  const { accounts, vpcs, standings } = summary;
  const unread =
    audit.unread.length === 0 ? '' : `; ${counted(audit.unread.length, 'place')} could not be read`;
  const asked = `${counted(audit.regions.length, 'Region')} of ${counted(accounts, 'account')}`;
  if (audit.regions.length === 0) return `nothing was read${unread}`;
  if (vpcs === 0) return `no VPC in ${asked}${unread}`;
  return `${counted(vpcs, 'VPC')} in ${asked}: ${standingsText(standings)}; ${shareText(summary)}${sharedText(audit)}${unread}`;
}

/** VPCs that are counted for their owner, and again where they are shared. */
function sharedText({ regions }: Audit): string {
  const listed = regions.flatMap(({ place, vpcs }) =>
    vpcs.map(({ vpc }) => ({ vpcId: vpc.vpcId, isOwn: vpc.ownerId === place.accountId })),
  );
  const own = new Set(listed.flatMap(({ vpcId, isOwn }) => (isOwn ? [vpcId] : [])));
  const again = listed.filter(({ vpcId, isOwn }) => !isOwn && own.has(vpcId)).length;
  return again === 0 ? '' : `; ${again} of them counted again where they are shared`;
}

/** Regions without a VPC have nothing to cover, recorded or not. */
export function emptyRegionsText({ regions }: Audit): string | undefined {
  const empty = regions.filter((region) => !hasVpcs(region));
  if (empty.length === 0) return undefined;
  const unrecorded = empty.filter(({ recorder }) => recorder.state !== 'read').length;
  const aside = unrecorded === 0 ? '' : `, of which Config does not record ${unrecorded}`;
  return `${counted(empty.length, 'Region')} without a VPC${aside}`;
}
