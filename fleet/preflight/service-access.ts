import type { Place } from '../../policy';
import type { CheckId } from './checks';
import { type Finding, ok, problem, unknown } from './finding';
import { evaluate, type Outcome } from './iam/evaluate';
import type { Policy } from './iam/policy-document';
import { ABSENT, type RequestContext } from './iam/policy-request';

/**
 * What is known of a request that an AWS service makes by itself. It comes neither through an endpoint of a customer's
 * VPC nor from a member of an organization; whether its source belongs to one is not known here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const serviceContext = (place: Place, sourceArn: string): RequestContext => ({
  'aws:SourceAccount': place.accountId,
  'aws:SourceArn': sourceArn,
  'aws:PrincipalIsAWSService': 'true',
  'aws:SecureTransport': 'true',
  'aws:SourceVpce': ABSENT,
  'aws:SourceVpc': ABSENT,
  'aws:VpcSourceIp': ABSENT,
  'aws:PrincipalOrgID': ABSENT,
  'aws:PrincipalOrgPaths': ABSENT,
});

/** The same, for a source in an account that has nothing to do with ours, and in no organization. */
export const strangerContext = (place: Place, sourceArn: (place: Place) => string): RequestContext => {
  const stranger = { ...place, accountId: STRANGER };
  return {
    ...serviceContext(stranger, sourceArn(stranger)),
    'aws:SourceOrgID': ABSENT,
    'aws:SourceOrgPaths': ABSENT,
  };
};

const STRANGER = '000000000000';

/** One thing that must be allowed, in words, and what the policies say of it. */
export interface Asked {
  readonly what: string;
  readonly outcome: Outcome;
}

/** One finding for all: what is refused is a problem, and only then what is not clear is unknown. */
export function accessFinding(
  check: CheckId,
  about: string,
  asked: readonly Asked[],
  particulars?: string,
): Finding {
  const refused = asked.flatMap(({ what, outcome }) => {
    if (outcome.effect === 'denied') return [`${what} is denied by ${outcome.by}`];
    return outcome.effect === 'not-allowed' ? [`nothing allows ${what}`] : [];
  });
  if (refused.length > 0) return problem(check, about, refused.join('; '), particulars);
  const unclear = asked.flatMap(({ what, outcome }) =>
    outcome.effect === 'unknown' ? [`whether ${what} is allowed is not clear: ${outcome.because}`] : [],
  );
  if (unclear.length > 0) return unknown(check, about, unclear.join('; '));
  return ok(check, about, `allowed: ${asked.map(({ what }) => what).join(', ')}`);
}

export interface TrustQuestion {
  readonly trust: Policy;
  readonly services: readonly string[];
  readonly place: Place;
  readonly sourceArn: (place: Place) => string;
}

/** Whether a role lets the service in for this account, and nobody else's. */
export function trustFindings(
  checks: { readonly ours: CheckId; readonly stranger: CheckId },
  about: string,
  { trust, services, place, sourceArn }: TrustQuestion,
): readonly Finding[] {
  const [service = ''] = services;
  const ask = (context: RequestContext) => evaluate([trust], { services, action: 'sts:AssumeRole', context });
  const ours = ask(serviceContext(place, sourceArn(place)));
  const trusted = trustedServices(trust);
  const others =
    trusted.length > 0 && !services.some((each) => trusted.includes(each))
      ? ` (it trusts ${trusted.join(', ')})`
      : '';
  return [
    accessFinding(checks.ours, about, [{ what: `sts:AssumeRole by ${service}${others}`, outcome: ours }]),
    strangerFinding(checks.stranger, about, ask(strangerContext(place, sourceArn))),
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
export function strangerFinding(check: CheckId, about: string, outcome: Outcome): Finding {
  switch (outcome.effect) {
    case 'allowed':
      return problem(check, about, `confused deputy: ${outcome.by} lets the service in for any account`);
    case 'unknown':
      return unknown(check, about, `whether other accounts are kept out is not clear: ${outcome.because}`);
    case 'denied':
    case 'not-allowed':
      return ok(check, about, 'other accounts are kept out');
  }
}

/** Services that a trust policy names in its Allow statements. */
function trustedServices({ statements }: Policy): readonly string[] {
  const named = statements.flatMap(({ effect, principal }) => {
    if (effect !== 'Allow' || typeof principal !== 'object' || principal === null) return [];
    const { Service } = principal as { readonly Service?: unknown };
    return Array.isArray(Service) ? Service : [Service];
  });
  return named.filter((service): service is string => typeof service === 'string');
}
