import type { Place, Vpc } from './facts';
import { showValue } from './issue';
import type { RuleParameters } from './parameters';
import type { NotApplicableReason } from './reasons';

export interface NotJudged {
  readonly reason: NotApplicableReason;
  readonly text: string;
}

/** Whether the VPC is judged at all; if so, what its exemption tag came to, when it has one that exempts nothing. */
export type ScopeFinding = { readonly notJudged: NotJudged } | { readonly note?: string };

export function findScope(vpc: Vpc, place: Place, parameters: RuleParameters, now: Date): ScopeFinding {
  if (vpc.ownerId !== place.accountId)
    return notJudged(
      'shared',
      `owned by account ${vpc.ownerId}, which alone can see and create its flow logs`,
    );
  if (vpc.isDefault && !parameters.includeDefaultVpcs)
    return notJudged('default-vpc', 'default VPC, excluded by includeDefaultVpcs');
  const missing = missingScopeTags(vpc, parameters);
  if (missing.length > 0)
    return notJudged('out-of-scope', `out of scope: scopeTags asks for ${missing.join(' and ')}`);
  if (parameters.exemptVpcIds.includes(vpc.vpcId)) return notJudged('exempt-id', 'exempt by exemptVpcIds');
  return findExemption(vpc, parameters, now);
}

const notJudged = (reason: NotApplicableReason, text: string): ScopeFinding => ({
  notJudged: { reason, text },
});

const missingScopeTags = (vpc: Vpc, { scopeTags }: RuleParameters): readonly string[] =>
  Object.entries(scopeTags)
    .filter(([key, values]) => !hasValue(tagOf(vpc, key), values))
    .map(([key, values]) => `${key}=${values.join('|')}`);

const hasValue = (tag: string | undefined, values: readonly string[]): boolean =>
  tag !== undefined && values.some((value) => value.toLowerCase() === tag.toLowerCase());

const tagOf = (vpc: Vpc, key: string): string | undefined =>
  Object.hasOwn(vpc.tags, key) ? vpc.tags[key] : undefined;

const MILLISECONDS_PER_DAY = 86_400_000;

function findExemption(
  vpc: Vpc,
  { exemptTagKey, maxExemptionDays }: RuleParameters,
  now: Date,
): ScopeFinding {
  const value = exemptTagKey === undefined ? undefined : tagOf(vpc, exemptTagKey);
  if (value === undefined) return {};
  const end = calendarDay(value);
  if (end === undefined)
    return {
      note: `exempts nothing: ${showValue(value)} is not a date such as 2027-01-31, in tag ${exemptTagKey}`,
    };
  const daysLeft =
    (end - Math.floor(now.getTime() / MILLISECONDS_PER_DAY) * MILLISECONDS_PER_DAY) / MILLISECONDS_PER_DAY;
  if (daysLeft < 0) return { note: `exemption ended ${value}` };
  if (daysLeft <= maxExemptionDays)
    return notJudged('exempt-tag', `exempt until ${value} (UTC) by tag ${exemptTagKey}`);
  return {
    note: `exempts nothing: ${value} is more than ${maxExemptionDays} days away, in tag ${exemptTagKey}`,
  };
}

/** Midnight UTC of a day that the calendar has; `2026-02-30` is refused where Date would roll over. */
function calendarDay(text: string): number | undefined {
  const midnight = `${text}T00:00:00.000Z`;
  const time = Date.parse(midnight);
  return !Number.isNaN(time) && new Date(time).toISOString() === midnight ? time : undefined;
}
