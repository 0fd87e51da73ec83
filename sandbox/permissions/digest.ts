import type { Template } from '../cloudformation/assembly';
import { listOf, readableName, readableValue, type TemplateStatement, textsOf } from './template-json';
import { policyPlaces } from './template-mutations';

/** Who may do what to which resource, and when, in a form that a reviewer reads: role → action → resource → condition. */
export const permissionsDigest = (template: Template): string =>
  [...policyPlaces(template).map(policyText), ...permissionTexts(template)].join('\n\n').concat('\n');

const policyText = ({
  name,
  statements,
}: {
  readonly name: string;
  readonly statements: readonly TemplateStatement[];
}): string => [name, ...statements.flatMap(statementLines)].join('\n');

const statementLines = (statement: TemplateStatement): readonly string[] => [
  ...textsOf(statement.Action).map((action) => `  ${statement.Effect.toLowerCase()} ${action}`),
  ...listOf(statement.Resource).map((resource) => `    on ${readableValue(resource)}`),
  ...principals(statement.Principal).map((principal) => `    by ${principal}`),
  ...conditions(statement).map((condition) => `    if ${condition}`),
];

function principals(principal: unknown): readonly string[] {
  if (typeof principal !== 'object' || principal === null)
    return principal === undefined ? [] : [String(principal)];
  return Object.entries(principal).flatMap(([type, names]) =>
    listOf(names).map((name) => `${type} ${readableValue(name)}`),
  );
}

const conditions = ({ Condition = {} }: TemplateStatement): readonly string[] =>
  Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(
      ([key, values]) => `${operator} ${key} = ${listOf(values).map(readableValue).join(', ')}`,
    ),
  );

const permissionTexts = (template: Template): readonly string[] =>
  Object.entries(template.Resources).flatMap(([logicalId, { Type, Properties = {} }]) => {
    if (Type !== 'AWS::Lambda::Permission') return [];
    const { Action, FunctionName, Principal, ...narrowing } = Properties;
    return [
      [
        readableName(logicalId),
        `  allow ${String(Action)}`,
        `    on ${readableValue(FunctionName)}`,
        `    by Service ${readableValue(Principal)}`,
        ...Object.entries(narrowing).map(([member, value]) => `    if ${member} = ${readableValue(value)}`),
      ].join('\n'),
    ];
  });
