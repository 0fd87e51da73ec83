export type Principal =
  | {
      readonly kind: 'role';
      readonly arn: string;
      readonly account: string;
      /** Of the session in which the role was assumed, where one is known. */
      readonly sessionName?: string | undefined;
    }
  | { readonly kind: 'service'; readonly service: string };

/** Who wants to do what to which resource. */
export interface AccessRequest {
  readonly principal: Principal;
  /** As in policies: `ec2:CreateFlowLogs`. */
  readonly action: string;
  readonly resource: string;
  /** Condition keys and their values; a list is a multivalued key, however many values it has. */
  readonly context: RequestContext;
  /** Whether ForAllValues holds for a key that the request does not have. @default - true */
  readonly absentKeyMeetsAllValues?: boolean;
}

export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** Condition keys ignore case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export function contextValue(context: RequestContext, key: string): string | readonly string[] | undefined {
  const wanted = key.toLowerCase();
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
