import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from './markdown-table';

type Json = Readonly<Record<string, unknown>>;

interface TemplateResource {
  readonly Type: string;
  readonly Properties: Json;
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
  readonly Principal?: Json;
}

/** Every statement of every role in a synthesized template: who may do what to which resource, and when. */
export function permissionsTable(assemblyFolder: string): string {
  const template = JSON.parse(
    readFileSync(join(assemblyFolder, 'VpcFlowLogsCompliance.template.json'), 'utf8'),
  ) as { readonly Resources: Readonly<Record<string, TemplateResource>> };
  if (Object.values(template.Resources).some(({ Type }) => /^AWS::IAM::.*Policy$/.test(Type)))
    throw new Error('the table shows the policies inside roles only');
  const roles = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  const rows = roles.flatMap(([logicalId, { Properties }]) => {
    const trust = (Properties['AssumeRolePolicyDocument'] as { readonly Statement: readonly Statement[] })
      .Statement;
    const policies = (Properties['Policies'] ?? []) as readonly {
      readonly PolicyDocument: { readonly Statement: readonly Statement[] };
    }[];
    const granted = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    if (Properties['ManagedPolicyArns'] || granted.some(({ Effect }) => Effect !== 'Allow'))
      throw new Error(`${logicalId}: the table shows inline Allow statements only`);
    const name = shortName(logicalId);
    return [
      ...trust.map((statement) => trustRow(name, statement)),
      ...granted.map((each) => row(name, each)),
    ];
  });
  return markdownTable(['role', 'action', 'resource', 'condition'], rows);
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

function shortName(logicalId: string): string {
  if (logicalId.includes('ExecutionRole')) return 'execution role';
  if (logicalId.includes('AutomationRole')) return 'automation role';
  throw new Error(`${logicalId}: the table knows no name for this role`);
}

/** References as `<Region>`, and our own resources by the end of their logical id. */
function resourceText(value: unknown): string {
  if (typeof value === 'string') return value;
  const [name, argument] = Object.entries(value as Json)[0] ?? ['', ''];
  if (name === 'Ref') return `<${String(argument).replace(/^AWS::/, '')}>`;
  if (name === 'Fn::GetAtt') return `<${readableId(String((argument as readonly string[])[0]))}>`;
  if (name === 'Fn::Join') {
    const [delimiter, parts] = argument as readonly [string, readonly unknown[]];
    return parts.map(resourceText).join(delimiter);
  }
  return JSON.stringify(value);
}

/** `FlowLogsRuleFunctionFailureQueue03722CDC` → `FailureQueue`: without the path's start and the hash at its end. */
const readableId = (logicalId: string): string =>
  logicalId.replace(/^FlowLogs(RuleFunction)?(?=.)/, '').replace(/[0-9A-F]{8}$/, '') || 'RuleFunction';

const conditionText = (condition: unknown): string =>
  Object.entries((condition ?? {}) as Readonly<Record<string, Json>>)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(
        ([key, value]) => `${operator} ${key} = \`${[value].flat().map(resourceText).join(', ')}\``,
      ),
    )
    .join('<br>');
