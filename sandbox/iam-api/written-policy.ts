import type { Condition } from '../iam/condition';
import { type PolicyDocument, parsePolicyDocument, type Statement } from '../iam/policy-document';
import { PolicyError } from '../iam/policy-error';
import type { AwsPrincipal } from '../iam/principal-element';
import { isNestedTooDeeply } from '../wire/nesting';

/** A policy that came as text, which is what services hand back. */
export interface WrittenPolicy extends PolicyDocument {
  readonly text: string;
}

/** @throws PolicyError */
export function readPolicy(text: string, where: string): WrittenPolicy {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PolicyError(where, 'is no JSON');
  }
  if (isNestedTooDeeply(json)) throw new PolicyError(where, 'is nested too deeply');
  return { ...parsePolicyDocument(json, where), text };
}

/** As it was written; a policy of a template is written anew. */
export function policyText(policy: PolicyDocument | WrittenPolicy, partition: string): string {
  if ('text' in policy) return policy.text;
  const Statement = policy.statements.map((statement) => statementJson(statement, partition));
  return JSON.stringify({ Version: policy.version, Statement });
}

const statementJson = (
  { sid, effect, principal, actions, resources, conditions }: Statement,
  partition: string,
): Record<string, unknown> => ({
  ...(sid !== undefined && { Sid: sid }),
  Effect: effect,
  ...(principal && {
    Principal:
      principal.kind === 'everyone'
        ? '*'
        : {
            ...(principal.aws.length > 0 && {
              AWS: oneOrAll(principal.aws.map((each) => principalText(each, partition))),
            }),
            ...(principal.services.length > 0 && { Service: oneOrAll(principal.services) }),
          },
  }),
  Action: oneOrAll(actions),
  ...(resources && { Resource: oneOrAll(resources) }),
  ...(conditions.length > 0 && { Condition: conditionJson(conditions) }),
});

const oneOrAll = (texts: readonly string[]): string | readonly string[] =>
  texts.length === 1 ? (texts[0] ?? '') : texts;

function principalText(principal: AwsPrincipal, partition: string): string {
  switch (principal.kind) {
    case 'everyone':
      return '*';
    case 'account':
      return `arn:${partition}:iam::${principal.account}:root`;
    case 'identity':
      return principal.arn;
  }
}

function conditionJson(conditions: readonly Condition[]): Record<string, Record<string, unknown>> {
  const json: Record<string, Record<string, unknown>> = {};
  for (const { operator, key, values } of conditions)
    json[operator.name] = { ...json[operator.name], [key]: oneOrAll(values) };
  return json;
}

/** IAM hands policies out encoded by RFC 3986: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
