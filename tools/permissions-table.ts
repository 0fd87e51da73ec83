import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from './markdown-table';

type Json = Readonly<Record<string, unknown>>;

interface TemplateResource {
  readonly Type: string;
  readonly Properties: Json;
}

export interface RoleTemplate {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
  readonly Principal?: Json;
}

const ROLE_NAMES = {
  ExecutionRole: 'execution role',
  AutomationRole: 'automation role',
  DeliveryRole: 'delivery role',
} as const;

export type RoleKind = keyof typeof ROLE_NAMES;

const ROLE_KINDS = Object.keys(ROLE_NAMES) as readonly RoleKind[];

/** Every statement of every role in a synthesized assembly: who may do what to which resource, and when. */
export const permissionsTable = (assemblyFolder: string): string =>
  roleTable(
    JSON.parse(
      readFileSync(join(assemblyFolder, 'VpcFlowLogsCompliance.template.json'), 'utf8'),
    ) as RoleTemplate,
    ROLE_KINDS,
  );

/** The same of some of the roles in a template. */
export function roleTable({ Resources }: RoleTemplate, kinds: readonly RoleKind[]): string {
  if (Object.values(Resources).some(({ Type }) => /^AWS::IAM::.*Policy$/.test(Type)))
    throw new Error('the table shows the policies inside roles only');
  const rows = Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .filter(([logicalId]) => kinds.includes(kindOf(logicalId)))
    .flatMap(([logicalId, role]) => roleRows(logicalId, role));
  return markdownTable(['role', 'action', 'resource', 'condition'], rows);
}

function roleRows(logicalId: string, { Properties }: TemplateResource): readonly (readonly string[])[] {
  const trust = Properties['AssumeRolePolicyDocument'] as { readonly Statement: readonly Statement[] };
  const policies = (Properties['Policies'] ?? []) as readonly {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  }[];
  const granted = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  if (Properties['ManagedPolicyArns'] || granted.some(({ Effect }) => Effect !== 'Allow'))
    throw new Error(`${logicalId}: the table shows inline Allow statements only`);
  const name = ROLE_NAMES[kindOf(logicalId)];
  return [
    ...trust.Statement.map((statement) => trustRow(name, statement)),
    ...granted.map((each) => row(name, each)),
  ];
}

const trustRow = (role: string, { Principal, Condition }: Statement): readonly string[] => [
  role,
  `assumed by ${String(Object.values(Principal ?? {})[0])}`,
  '',
  conditionText(Condition),
];

const row = (role: string, { Action, Resource, Condition }: Statement): readonly string[] => [
  role,
  [Action].flat().join('<br>'),
  [Resource]
    .flat()
    .map((each) => `\`${resourceText(each)}\``)
    .join('<br>'),
  conditionText(Condition),
];

function kindOf(logicalId: string): RoleKind {
  const kind = ROLE_KINDS.find((each) => logicalId.includes(each));
  if (!kind) throw new Error(`${logicalId}: the table knows no name for this role`);
  return kind;
}

/** References as `<Region>`, and our own resources by the end of their logical id. */
function resourceText(value: unknown): string {
  if (typeof value === 'string') return value;
  const [name, argument] = Object.entries(value as Json)[0] ?? ['', ''];
  if (name === 'Ref') return `<${referenceText(String(argument))}>`;
  if (name === 'Fn::GetAtt') return `<${readableId(String((argument as readonly string[])[0]))}>`;
  if (name === 'Fn::Join') {
    const [delimiter, parts] = argument as readonly [string, readonly unknown[]];
    return parts.map(resourceText).join(delimiter);
  }
  return JSON.stringify(value);
}

const referenceText = (reference: string): string =>
  reference.startsWith('AWS::') ? reference.slice('AWS::'.length) : readableId(reference);

/**
 * `FlowLogsRuleFunctionFailureQueue03722CDC` → `FailureQueue`, `FlowLogsDeliveryRole0ab1c2d3Role9D0E1F23` → `DeliveryRole`:
 * without the path's start and the hashes.
 */
const readableId = (logicalId: string): string =>
  logicalId
    .replace(/^FlowLogs(RuleFunction)?(?=.)/, '')
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/[0-9a-f]{8}(Role|LogGroup)$/, '') || 'RuleFunction';

const conditionText = (condition: unknown): string =>
  Object.entries((condition ?? {}) as Readonly<Record<string, Json>>)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(
        ([key, value]) => `${operator} ${key} = \`${[value].flat().map(resourceText).join(', ')}\``,
      ),
    )
    .join('<br>');
