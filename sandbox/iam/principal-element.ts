import type { Principal } from './access-request';
import { got, PolicyError } from './policy-error';

/** Whom a resource policy is about. */
export type PrincipalElement =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'named'; readonly aws: readonly AwsPrincipal[]; readonly services: readonly string[] };

export type AwsPrincipal =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'identity'; readonly arn: string };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function parsePrincipalElement(json: unknown, where: string): PrincipalElement {
  if (json === '*') return { kind: 'everyone' };
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new PolicyError(where, `got ${got(json)}; a principal is "*" or an object with AWS or Service`);
  }
  const unknown = Object.keys(json).find((kind) => kind !== 'AWS' && kind !== 'Service');
  if (unknown !== undefined)
    throw new PolicyError(where, `principals of kind ${unknown} are not played; AWS and Service are`);
  const { AWS, Service } = json as { readonly AWS?: unknown; readonly Service?: unknown };
  const aws = names(AWS, `${where}.AWS`).map((name) => parseAwsPrincipal(name, `${where}.AWS`));
  const services = names(Service, `${where}.Service`);
  if (services.some((service) => service.includes('*'))) {
    throw new PolicyError(
      `${where}.Service`,
      `got ${got(Service)}; a service principal cannot have wildcards`,
    );
  }
  if (aws.length + services.length === 0)
    throw new PolicyError(where, 'names nobody; give AWS or Service at least one name');
  return { kind: 'named', aws, services };
}

/** As whom a statement is about the caller. An account is named to let its own policies decide. */
export type PrincipalMatch = 'session' | 'role' | 'service' | 'everyone' | 'account';

/** In every way in which it matches; none at all: the statement is about others. */
export function principalMatches(element: PrincipalElement, principal: Principal): readonly PrincipalMatch[] {
  if (element.kind === 'everyone') return ['everyone'];
  const named = element.aws.flatMap((each) => awsPrincipalMatch(each, principal) ?? []);
  const isNamedService = principal.kind === 'service' && element.services.includes(principal.service);
  return isNamedService ? ['service', ...named] : named;
}

/** "AWS": "*" is the same as "*": everyone, services too, which is why a TLS-only policy binds them as well. */
function awsPrincipalMatch(named: AwsPrincipal, principal: Principal): PrincipalMatch | undefined {
  if (named.kind === 'everyone') return 'everyone';
  if (principal.kind !== 'role') return undefined;
  if (named.kind === 'account') return named.account === principal.account ? 'account' : undefined;
  if (named.arn === principal.arn) return 'role';
  return named.arn === sessionArn(principal) ? 'session' : undefined;
}

/**
 * A session has the role's name in its ARN, without the role's path.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
function sessionArn({
  arn,
  account,
  sessionName,
}: Extract<Principal, { readonly kind: 'role' }>): string | undefined {
  const partition = arn.split(':')[1] ?? '';
  const roleName = arn.split('/').at(-1) ?? '';
  return sessionName && `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`;
}

function parseAwsPrincipal(name: string, where: string): AwsPrincipal {
  if (name === '*') return { kind: 'everyone' };
  const account = /^(\d{12})$/.exec(name)?.[1] ?? /^arn:[\w-]+:iam::(\d{12}):root$/.exec(name)?.[1];
  if (account !== undefined) return { kind: 'account', account };
  if (/^arn:[\w-]+:(?:iam|sts)::\d{12}:[\w-]+\/[^*?]+$/.test(name)) return { kind: 'identity', arn: name };
  throw new PolicyError(
    where,
    `got ${got(name)}; a principal is "*", an account, its root or the ARN of one identity, without wildcards`,
  );
}

function names(json: unknown, where: string): readonly string[] {
  if (json === undefined) return [];
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  return list.map((name) => {
    if (typeof name !== 'string' || name === '')
      throw new PolicyError(where, `got ${got(name)}; a name is text`);
    return name;
  });
}
