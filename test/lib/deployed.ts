import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Environment } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type FlowLogsComplianceProps, FlowLogsComplianceStack, parseFlowLogsContext } from '../../lib';

// Two seconds and a quarter of a gigabyte per template; one test of its own switches it on.
process.env['CDK_VALIDATION'] = 'false';

export const ROOT = join(__dirname, '..', '..');

const { flowLogs, ...flags } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).context;

/** The context of the repository's own `cdk.json`. */
export const REPOSITORY_CONTEXT: unknown = flowLogs;
export const FEATURE_FLAGS: Readonly<Record<string, unknown>> = flags;

/** Stands in for the bundle, which these tests do not need built. */
export const functionCode = Code.fromInline('exports.handler = async () => {};');

export const newApp = (): App => new App({ context: FEATURE_FLAGS });

export const stackOf = (
  props: FlowLogsComplianceProps = {},
  env: Environment = {},
): FlowLogsComplianceStack =>
  new FlowLogsComplianceStack(newApp(), 'Stack', { env, flowLogs: { functionCode, ...props } });

/** The template that these props deploy. */
export const deployed = (props: FlowLogsComplianceProps = {}, env: Environment = {}): Template =>
  Template.fromStack(stackOf(props, env));

/** The template that this `flowLogs` context deploys. */
export const deployedFromContext = (context: unknown): Template => deployed(parseFlowLogsContext(context));

export interface CfnResource {
  readonly Type: string;
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: readonly string[];
}

export const resourcesOf = (template: Template): Readonly<Record<string, CfnResource>> =>
  template.toJSON()['Resources'];

export const allOf = (template: Template, type: string): readonly CfnResource[] =>
  Object.values(resourcesOf(template)).filter(({ Type }) => Type === type);

/** The one resource of a type; more or fewer fail the test. */
export function onlyOf(template: Template, type: string): CfnResource {
  const [found, ...others] = allOf(template, type);
  if (!found || others.length > 0)
    throw new Error(`${others.length + (found ? 1 : 0)} resources of type ${type}`);
  return found;
}

/** Without the names of the rules, which every stack puts out. */
export const outputsOf = (template: Template): readonly any[] =>
  Object.values<any>(template.toJSON()['Outputs'] ?? {}).filter(
    ({ Description }) => !Description.startsWith('Config rule of'),
  );

/** The assertions by which a template refuses a place, without the rule about CDK's own bootstrapping. */
export const assertionsOf = (template: Template): readonly any[] =>
  Object.entries<any>(template.toJSON()['Rules'] ?? {})
    .filter(([id]) => id !== 'CheckBootstrapVersion')
    .flatMap(([, { Assertions }]) => Assertions);

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '111122223333',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** What CloudFormation makes of a value at deployment; other resources' attributes are spelled by their logical id. */
export function rendered(value: any): any {
  if (Array.isArray(value)) return value.map(rendered);
  if (typeof value !== 'object' || value === null) return value;
  if (value.Ref) return PSEUDO_PARAMETERS[value.Ref] ?? `<${value.Ref}>`;
  if (value['Fn::GetAtt']) return `<${value['Fn::GetAtt'].join('.')}>`;
  if (value['Fn::Join']) return rendered(value['Fn::Join'][1]).join(value['Fn::Join'][0]);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rendered(each)]));
}
