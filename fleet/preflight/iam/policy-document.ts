/** A policy that was read: where it came from, for the findings, and its statements. */
export interface Policy {
  /** Such as `inline policy Delivery` or `bucket policy`. */
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** One statement, its elements as lists; undefined where the policy does not have them. */
export interface Statement {
  /** `AWSLogDeliveryWrite` by its Sid, else `number 2`. */
  readonly name: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: unknown;
  readonly notPrincipal: unknown;
  readonly actions: readonly string[] | undefined;
  readonly notActions: readonly string[] | undefined;
  readonly resources: readonly string[] | undefined;
  readonly notResources: readonly string[] | undefined;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A policy is not what IAM's grammar lets it be: nothing may be concluded from it. */
export class UnreadablePolicy extends Error {
  override readonly name = 'UnreadablePolicy';
}

type Json = Readonly<Record<string, unknown>>;

/**
 * IAM hands out documents percent-encoded, S3 and KMS as they are.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 *
 * @throws UnreadablePolicy
 */
export function parsePolicy(name: string, text: string): Policy {
  const document = jsonOf(name, text);
  const listed = document['Statement'];
  const statements = Array.isArray(listed) ? listed : [listed];
  return { name, statements: statements.map((each, index) => parseStatement(name, each, index)) };
}

function jsonOf(name: string, text: string): Json {
  try {
    const decoded = text.trimStart().startsWith('{') ? text : decodeURIComponent(text);
    const document: unknown = JSON.parse(decoded);
    if (isJson(document)) return document;
  } catch (cause) {
    throw new UnreadablePolicy(`the ${name} is not JSON`, { cause });
  }
  throw new UnreadablePolicy(`the ${name} is not a JSON object`);
}

function parseStatement(policy: string, given: unknown, index: number): Statement {
  if (!isJson(given))
    throw new UnreadablePolicy(`statement number ${index + 1} of the ${policy} is no object`);
  const { Sid, Effect } = given;
  const name = typeof Sid === 'string' && Sid !== '' ? Sid : `number ${index + 1}`;
  const where = `statement ${name} of the ${policy}`;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new UnreadablePolicy(`${where} has no Effect`);
  return {
    name,
    effect: Effect,
    principal: given['Principal'],
    notPrincipal: given['NotPrincipal'],
    actions: textsOf(given, 'Action', where),
    notActions: textsOf(given, 'NotAction', where),
    resources: textsOf(given, 'Resource', where),
    notResources: textsOf(given, 'NotResource', where),
    conditions: parseConditions(given['Condition'], where),
  };
}

function parseConditions(given: unknown, where: string): readonly Condition[] {
  if (given === undefined) return [];
  if (!isJson(given)) throw new UnreadablePolicy(`${where} has a Condition that is no object`);
  return Object.entries(given).flatMap(([operator, keys]) => {
    if (!isJson(keys)) throw new UnreadablePolicy(`${where} has ${operator} without keys`);
    return Object.keys(keys).map((key) => ({ operator, key, values: textsOf(keys, key, where) ?? [] }));
  });
}

function textsOf(json: Json, member: string, where: string): readonly string[] | undefined {
  const given = json[member];
  if (given === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.map((each) => {
    if (typeof each === 'string' || typeof each === 'boolean' || typeof each === 'number')
      return String(each);
    throw new UnreadablePolicy(`${where} has something other than text in ${member}`);
  });
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
