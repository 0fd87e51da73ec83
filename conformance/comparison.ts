import { ABSENT, type MemberPath, memberValues } from './members';

/** How one side answered a call. */
export type Outcome =
  | { readonly kind: 'answer'; readonly output: unknown }
  | { readonly kind: 'error'; readonly code: string; readonly status: number };

/** What a side has for a name that a case keeps, by id. */
export type Names = ReadonlyMap<string, string>;

export interface Side {
  readonly outcome: Outcome;
  readonly names: Names;
}

/** Where two answers to the same call part: at a member, or at the code. */
export interface Difference {
  readonly operation: string;
  readonly case: string;
  /** A path, or `code`. */
  readonly member: MemberPath;
  readonly moto: string;
  readonly sandbox: string;
}

export interface Comparison {
  readonly compared: number;
  readonly differences: readonly Difference[];
}

export const CODE = 'code';

/** Compares an outcome's code, and the given members of two answers. */
export function compareSides(
  call: { readonly operation: string; readonly case: string },
  paths: readonly MemberPath[],
  { moto, sandbox }: { readonly moto: Side; readonly sandbox: Side },
): Comparison {
  const { operation } = call;
  const codes = { moto: codeOf(moto.outcome), sandbox: codeOf(sandbox.outcome) };
  if (codes.moto !== codes.sandbox)
    return { compared: 1, differences: [{ operation, case: call.case, member: CODE, ...codes }] };
  if (moto.outcome.kind === 'error' || sandbox.outcome.kind === 'error')
    return { compared: 1, differences: [] };
  const ofMoto = memberValues(moto.outcome.output, paths, moto.names);
  const ofSandbox = memberValues(sandbox.outcome.output, paths, sandbox.names);
  const labels = [...new Set([...ofMoto.keys(), ...ofSandbox.keys()])];
  const pairs = labels.flatMap((label) => {
    const [one, other] = [ofMoto.get(label), ofSandbox.get(label)];
    // An item that one side lacks is a difference of its list.
    if (!one || !other || (one.value === ABSENT && other.value === ABSENT)) return [];
    return [{ operation, case: call.case, member: one.path, moto: one.value, sandbox: other.value }];
  });
  return {
    compared: 1 + pairs.length,
    differences: distinct(pairs.filter(({ moto: one, sandbox: other }) => one !== other)),
  };
}

/** moto answers what it has not implemented with a page of HTML and status 500. */
const codeOf = (outcome: Outcome): string => {
  if (outcome.kind === 'answer') return 'ok';
  return outcome.status >= 500 ? `HTTP ${outcome.status}` : `${outcome.code} ${outcome.status}`;
};

/** A member that differs in several items of a list is one difference. */
function distinct(differences: readonly Difference[]): readonly Difference[] {
  const byMember = new Map(differences.map((difference) => [difference.member, difference]));
  return [...byMember.values()];
}
