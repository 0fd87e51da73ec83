import { type Condition, parseConditions } from './condition';
import { got, PolicyError } from './policy-error';
import { type PrincipalElement, parsePrincipalElement } from './principal-element';

/** A policy as it was written, its single values made lists. */
export interface PolicyDocument {
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** Which policy this is from, for messages: the `where` it was parsed with and its Sid or number. */
  readonly where: string;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: PrincipalElement | undefined;
  readonly actions: readonly string[];
  /** Undefined in the trust policy of a role, which is about the role itself. */
  readonly resources: readonly string[] | undefined;
  readonly conditions: readonly Condition[];
}

type Json = Readonly<Record<string, unknown>>;

/** Strict: what IAM would refuse, and what the sandbox does not play, is refused by name, with `where`. */
export function parsePolicyDocument(json: unknown, where: string): PolicyDocument {
  const document = object(json, where, 'a policy document');
  refuseUnknown(document, ['Version', 'Id', 'Statement'], where);
  refuseOddText(document['Id'], `${where} Id`);
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  const { Version: version = '2008-10-17', Statement: statement } = document;
  if (version !== '2008-10-17' && version !== '2012-10-17') {
    throw new PolicyError(where, `got Version ${got(version)}; 2012-10-17 and 2008-10-17 exist`);
  }
  const statements: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  if (statement === undefined || statements.length === 0) throw new PolicyError(where, 'has no Statement');
  const parsed = statements.map((item, index) => parseStatement(item, `${where} statement ${index + 1}`));
  refuseRepeatedSid(parsed, where);
  return { version, statements: parsed };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function refuseRepeatedSid(statements: readonly Statement[], where: string): void {
  const sids = statements.flatMap(({ sid }) => sid ?? []);
  const repeated = sids.find((sid, index) => sids.indexOf(sid) < index);
  if (repeated !== undefined)
    throw new PolicyError(where, `Sid ${repeated} is there twice; each is unique in its policy`);
}

function parseStatement(json: unknown, position: string): Statement {
  const statement = object(json, position, 'a statement');
  refuseOddText(statement['Sid'], `${position} Sid`);
  const sid = typeof statement['Sid'] === 'string' && statement['Sid'] !== '' ? statement['Sid'] : undefined;
  const where = sid === undefined ? position : `${position} (${sid})`;
  for (const negation of ['NotAction', 'NotResource', 'NotPrincipal']) {
    if (negation in statement)
      throw new PolicyError(where, `${negation} is not played; write ${negation.slice(3)}`);
  }
  refuseUnknown(statement, ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'], where);
  const {
    Effect: effect,
    Principal: principal,
    Action: action,
    Resource: resource,
    Condition: condition,
  } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new PolicyError(where, `got Effect ${got(effect)}; Allow or Deny is needed`);
  }
  const actions = texts(action, `${where} Action`);
  for (const pattern of actions) refuseOddAction(pattern, `${where} Action`);
  return {
    where,
    sid,
    effect,
    principal: principal === undefined ? undefined : parsePrincipalElement(principal, `${where} Principal`),
    actions,
    resources: parseResources(resource, actions, principal !== undefined, `${where} Resource`),
    conditions: condition === undefined ? [] : parseConditions(condition, `${where} Condition`),
  };
}

/** Only trust policies, which are about being assumed, do without. */
function parseResources(
  json: unknown,
  actions: readonly string[],
  hasPrincipal: boolean,
  where: string,
): readonly string[] | undefined {
  if (json === undefined && hasPrincipal && actions.every((action) => /^sts:/i.test(action)))
    return undefined;
  const resources = texts(json, where);
  for (const resource of resources) {
    // IAM would complete a short ARN with wildcards, which nobody means.
    if (resource !== '*' && !/^arn:([^:]*:){4}./.test(resource)) {
      throw new PolicyError(
        where,
        `got ${got(resource)}; a resource is "*" or an ARN with all of its six parts`,
      );
    }
  }
  return resources;
}

function refuseOddAction(action: string, where: string): void {
  if (action !== '*' && !/^[\w-]+:[\w*?]+$/.test(action)) {
    throw new PolicyError(
      where,
      `got ${got(action)}; an action is "*" or service:Name, with * and ? in the name`,
    );
  }
}

function refuseOddText(json: unknown, where: string): void {
  if (json !== undefined && typeof json !== 'string')
    throw new PolicyError(where, `got ${got(json)}; text is needed`);
}

function texts(json: unknown, where: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (json === undefined || list.length === 0) throw new PolicyError(where, 'is missing');
  return list.map((item) => {
    if (typeof item !== 'string' || item === '')
      throw new PolicyError(where, `got ${got(item)}; text is needed`);
    return item;
  });
}

function object(json: unknown, where: string, wanted: string): Json {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json;
  throw new PolicyError(where, `got ${got(json)}; ${wanted} is an object`);
}

function refuseUnknown(json: Json, allowed: readonly string[], where: string): void {
  const unknown = Object.keys(json).find((element) => !allowed.includes(element));
  if (unknown !== undefined) {
    throw new PolicyError(where, `element ${unknown} is not one; ${allowed.join(', ')} are`);
  }
}
