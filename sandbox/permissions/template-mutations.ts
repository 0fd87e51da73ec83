import type { Template, TemplateResource } from '../cloudformation/assembly';
import {
  type MutationKind,
  type PolicyKind,
  type StatementMutation,
  statementMutations,
  statementName,
} from './statement-mutations';
import {
  type Json,
  listOf,
  pastedStatements,
  readableName,
  statementsIn,
  type TemplateStatement,
  textsOf,
} from './template-json';

/** A template from which one line was taken. */
export interface TemplateMutation {
  readonly kind: MutationKind;
  /** Whose line, which statement, which line. */
  readonly name: string;
  /** What the line is about: the action taken away, or else all that its statement is about. */
  readonly actions: readonly string[];
  /** Whether more is allowed without the line, and not less: of a Deny it is the other way round. */
  readonly loosens: boolean;
  readonly template: Template;
}

/** Lines that limit a statement; the others are what it is about. */
const LIMITS: readonly MutationKind[] = ['resource widened', 'condition'];

/** A policy somewhere in a template, and how to write other statements into it. */
interface PolicyPlace {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly statements: readonly TemplateStatement[];
  readonly write: (statements: readonly TemplateStatement[]) => Template;
}

/** Every line of every policy and function permission in a template, taken away one at a time. */
export const templateMutations = (template: Template): readonly TemplateMutation[] => [
  ...policyPlaces(template).flatMap(policyMutations),
  ...permissionMutations(template),
];

function policyMutations(place: PolicyPlace): readonly TemplateMutation[] {
  return place.statements.flatMap((statement, index) =>
    statementMutations(statement, place.kind).map((mutation) => ({
      kind: mutation.kind,
      name: `${place.name}, ${statementName(statement, index)}: ${mutation.kind} ${mutation.line}`,
      actions: mutation.kind === 'action' ? [mutation.line] : textsOf(statement.Action),
      loosens: LIMITS.includes(mutation.kind) === (statement.Effect === 'Allow'),
      template: place.write(replaced(place, index, mutation)),
    })),
  );
}

/** A trust policy needs a statement: in place of none there is one that lets nobody in. */
function replaced(
  { kind, statements }: PolicyPlace,
  index: number,
  { statement }: StatementMutation,
): readonly TemplateStatement[] {
  const left = statements.flatMap((each, at) => (at === index ? (statement ?? []) : each));
  const [last] = statements;
  return left.length === 0 && kind === 'trust' && last ? [{ ...last, Effect: 'Deny' }] : left;
}

/** Every policy of a template. A resource type that may hold one and is not known here is no sandbox resource either. */
export function policyPlaces(template: Template): readonly PolicyPlace[] {
  const places = Object.entries(template.Resources).flatMap(([logicalId, resource]) => {
    const document = resource.Properties?.['PolicyDocument'];
    switch (resource.Type) {
      case 'AWS::IAM::Role':
        return rolePlaces(template, logicalId, resource);
      case 'AWS::IAM::Policy':
        return [documentPlace(template, logicalId, 'identity', document)];
      case 'AWS::S3::BucketPolicy':
      case 'AWS::SQS::QueuePolicy':
        return [documentPlace(template, logicalId, 'resource', document)];
      default:
        return [];
    }
  });
  return [...places, ...pastedPlaces(template)];
}

function rolePlaces(
  template: Template,
  logicalId: string,
  { Properties = {} }: TemplateResource,
): readonly PolicyPlace[] {
  const trust = Properties['AssumeRolePolicyDocument'] as Json;
  const policies = listOf(Properties['Policies']) as readonly Json[];
  const write = (changed: Json): Template =>
    withProperties(template, logicalId, { ...Properties, ...changed });
  return [
    {
      name: `${readableName(logicalId)} trust`,
      kind: 'trust',
      statements: statementsIn(trust),
      write: (Statement) => write({ AssumeRolePolicyDocument: { ...trust, Statement } }),
    },
    ...policies.map(({ PolicyName, PolicyDocument }, index): PolicyPlace => {
      const others = (left: readonly Json[]) => policies.flatMap((each, at) => (at === index ? left : each));
      return {
        name: `${readableName(logicalId)} ${String(PolicyName)}`,
        kind: 'identity',
        statements: statementsIn(PolicyDocument),
        write: (Statement) =>
          write({
            Policies: others(
              Statement.length > 0
                ? [{ PolicyName, PolicyDocument: { ...(PolicyDocument as Json), Statement } }]
                : [],
            ),
          }),
      };
    }),
  ];
}

/** A resource that is nothing but a policy goes when no statement is left. */
const documentPlace = (
  template: Template,
  logicalId: string,
  kind: PolicyKind,
  document: unknown,
): PolicyPlace => ({
  name: readableName(logicalId),
  kind,
  statements: statementsIn(document),
  write: (Statement) =>
    Statement.length > 0
      ? withProperties(template, logicalId, {
          ...template.Resources[logicalId]?.Properties,
          PolicyDocument: { ...(document as Json), Statement },
        })
      : withoutResource(template, logicalId),
});

const pastedPlaces = (template: Template): readonly PolicyPlace[] =>
  [...pastedStatements(template)].map(([output, statements]) => ({
    name: `pasted from ${readableName(output)}`,
    kind: pastedKind(output),
    statements,
    write: (left) => ({
      ...template,
      Outputs: {
        ...template.Outputs,
        [output]: { ...template.Outputs?.[output], Value: { 'Fn::Sub': JSON.stringify(left) } },
      },
    }),
  }));

function pastedKind(output: string): PolicyKind {
  if (output.includes('DeliveryRoleTrust')) return 'trust';
  return output.includes('DeliveryRolePolicy') ? 'identity' : 'resource';
}

/** Members of a permission that say which function and what; each of the others narrows who. */
const PERMISSION_CORE = ['FunctionName', 'Action', 'Principal'];

const permissionMutations = (template: Template): readonly TemplateMutation[] =>
  Object.entries(template.Resources).flatMap(([logicalId, { Type, Properties = {} }]) => {
    if (Type !== 'AWS::Lambda::Permission') return [];
    const name = readableName(logicalId);
    const actions = [String(Properties['Action'])];
    const narrowing = Object.keys(Properties).filter((member) => !PERMISSION_CORE.includes(member));
    return [
      {
        kind: 'function permission',
        name,
        actions,
        loosens: false,
        template: withoutResource(template, logicalId),
      } as const,
      ...narrowing.map((member) => {
        const { [member]: _, ...left } = Properties;
        return {
          kind: 'source of a function permission',
          name: `${name}: ${member}`,
          actions,
          loosens: true,
          template: withProperties(template, logicalId, left),
        } as const;
      }),
    ];
  });

function withProperties(template: Template, logicalId: string, Properties: Json): Template {
  const resource = { Type: '', ...template.Resources[logicalId], Properties };
  return { ...template, Resources: { ...template.Resources, [logicalId]: resource } };
}

/** Whatever waits for it waits no more. */
function withoutResource(template: Template, logicalId: string): Template {
  const left = Object.entries(template.Resources).filter(([id]) => id !== logicalId);
  const Resources = left.map(([id, resource]) => {
    const dependencies = listOf(resource.DependsOn)
      .map(String)
      .filter((each) => each !== logicalId);
    return [id, { ...resource, DependsOn: dependencies }] as const;
  });
  return { ...template, Resources: Object.fromEntries(Resources) };
}
