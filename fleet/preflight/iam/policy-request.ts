/** Condition keys that a request is known not to have. */
export const ABSENT = Symbol('absent');

/** A key that is not listed here is not known: neither its value nor whether there is one. */
export type RequestContext = Readonly<Record<string, string | readonly string[] | typeof ABSENT>>;

/** What is asked of a policy. */
export interface PolicyRequest {
  /** Names of the service principal that asks; undefined for a policy of the identity itself. */
  readonly services?: readonly string[];
  readonly action: string;
  /** Undefined for a trust policy, which names no resource. */
  readonly resource?: string;
  readonly context: RequestContext;
}

/** Condition keys ignore case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export function contextValue(context: RequestContext, key: string): RequestContext[string] | undefined {
  const wanted = key.toLowerCase();
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
