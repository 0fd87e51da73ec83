import { type Json, listOf, readableValue, type TemplateStatement } from './template-json';

/** What kind of line was taken away, or loosened. */
export const MUTATION_KINDS = [
  ...(['action', 'resource', 'resource widened', 'condition', 'condition value', 'principal'] as const),
  ...(['function permission', 'source of a function permission'] as const),
] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];

/** One statement without one of its lines; undefined: nothing of it is left. */
export interface StatementMutation {
  readonly kind: MutationKind;
  readonly line: string;
  readonly statement: TemplateStatement | undefined;
}

/** In a trust policy no resource stands; a policy of a resource is asked about that resource only, so that "*" means it. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** Trusted in place of whom a statement names: a service that never calls. */
const NOBODY = { Service: 'nobody.amazonaws.com' };

/** Every way to take one line out of a statement, and to widen each of a role's resources to any. */
export function statementMutations(
  statement: TemplateStatement,
  policyKind: PolicyKind,
): readonly StatementMutation[] {
  return [
    ...withoutEach(statement, 'Action', 'action'),
    ...withoutEach(statement, 'Resource', 'resource'),
    ...(policyKind === 'identity' ? widened(statement) : []),
    ...conditionMutations(statement),
    ...principalMutations(statement),
  ];
}

function withoutEach(
  statement: TemplateStatement,
  member: 'Action' | 'Resource',
  kind: MutationKind,
): readonly StatementMutation[] {
  const values = listOf(statement[member]);
  return values.map((value, index) => ({
    kind,
    line: readableValue(value),
    statement: values.length > 1 ? { ...statement, [member]: without(values, index) } : undefined,
  }));
}

function widened(statement: TemplateStatement): readonly StatementMutation[] {
  const resources = listOf(statement.Resource);
  return resources.flatMap((resource, index) => {
    if (resource === '*') return [];
    const wider = resources.map((each, at) => (at === index ? '*' : each));
    return [
      {
        kind: 'resource widened' as const,
        line: `${readableValue(resource)} to *`,
        statement: { ...statement, Resource: wider },
      },
    ];
  });
}

/** Without each key, without each operator that has several, and without each value of several. */
function conditionMutations(statement: TemplateStatement): readonly StatementMutation[] {
  const blocks = Object.entries(statement.Condition ?? {});
  const changed = (operator: string, keys: Json): TemplateStatement => {
    const others = Object.fromEntries(blocks.filter(([each]) => each !== operator));
    const left = Object.keys(keys).length > 0 ? { ...others, [operator]: keys } : others;
    const { Condition, ...rest } = statement;
    return Object.keys(left).length > 0 ? { ...rest, Condition: left } : rest;
  };
  return blocks.flatMap(([operator, keys]) => [
    ...(Object.keys(keys).length > 1
      ? [{ kind: 'condition' as const, line: operator, statement: changed(operator, {}) }]
      : []),
    ...Object.keys(keys).map((key) => ({
      kind: 'condition' as const,
      line: `${operator} ${key}`,
      statement: changed(operator, omit(keys, key)),
    })),
    ...Object.entries(keys).flatMap(([key, given]) =>
      severalOf(given).map((value, index, values) => ({
        kind: 'condition value' as const,
        line: `${operator} ${key} = ${readableValue(value)}`,
        statement: changed(operator, { ...keys, [key]: without(values, index) }),
      })),
    ),
  ]);
}

/** A principal must be there: the last one makes way for one that never calls. */
function principalMutations(statement: TemplateStatement): readonly StatementMutation[] {
  const { Principal } = statement;
  if (Principal === undefined) return [];
  if (typeof Principal !== 'object' || Principal === null)
    return [{ kind: 'principal', line: String(Principal), statement: { ...statement, Principal: NOBODY } }];
  const named = Object.entries(Principal).flatMap(([type, names]) =>
    listOf(names).map((name) => [type, name] as const),
  );
  return named.map(([type, name]) => {
    const others = named.filter((each) => each[0] !== type || each[1] !== name);
    const left = Object.fromEntries(others.map(([each]) => [each, namesOf(others, each)]));
    return {
      kind: 'principal',
      line: `${type} ${readableValue(name)}`,
      statement: { ...statement, Principal: others.length > 0 ? left : NOBODY },
    };
  });
}

const namesOf = (named: readonly (readonly [string, unknown])[], type: string): readonly unknown[] =>
  named.filter(([each]) => each === type).map(([, name]) => name);

const severalOf = (value: unknown): readonly unknown[] => (listOf(value).length > 1 ? listOf(value) : []);

const without = <T>(values: readonly T[], index: number): readonly T[] =>
  values.filter((_, at) => at !== index);

const omit = (keys: Json, key: string): Json =>
  Object.fromEntries(Object.entries(keys).filter(([each]) => each !== key));

/** How a statement is called: by its Sid, or else by its number. */
export const statementName = ({ Sid }: TemplateStatement, index: number): string =>
  Sid ?? `statement ${index + 1}`;
