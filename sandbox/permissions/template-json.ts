import type { AssemblyStack, Template } from '../cloudformation/assembly';

export type Json = Readonly<Record<string, unknown>>;

/** One statement of a policy in a template: references are not resolved yet. */
export interface TemplateStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Json>>;
}

/** What CloudFormation takes as one value or a list of them. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const textsOf = (value: unknown): readonly string[] => listOf(value).map(String);

export const statementsIn = (document: unknown): readonly TemplateStatement[] =>
  listOf((document as Json)['Statement']) as readonly TemplateStatement[];

/** `FlowLogsRuleFunctionFailureQueue`: the logical id without the hash at its end. */
export const readableName = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** Placeholders of Fn::Sub by their names. IAM's own variables have a colon, and stay. */
const readableText = (text: string): string =>
  text.replace(/\$\{(?:AWS::)?(\w+)(?:\.\w+)?\}/g, (_, name: string) => `<${readableName(name)}>`);

/** A value as a person reads it: `arn:<Partition>:ec2:<Region>:<AccountId>:vpc/*`, other resources by their names. */
export function readableValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return readableText(String(value));
  const [[intrinsic, argument] = ['', undefined]] = Object.entries(value);
  if (intrinsic === 'Ref') return `<${readableName(String(argument)).replace('AWS::', '')}>`;
  if (intrinsic === 'Fn::GetAtt') return `<${readableName(String(listOf(argument)[0]))}>`;
  if (intrinsic === 'Fn::Sub') return readableText(String(argument));
  if (intrinsic === 'Fn::Join') {
    const [delimiter, parts] = argument as readonly [string, readonly unknown[]];
    return parts.map(readableValue).join(delimiter);
  }
  return JSON.stringify(value);
}

const PASTED = /DeliveryStatements|DeliveryRole(Trust|Policy)/;

/** Statements that the owner of a bucket or a role pastes into its policy, by the output that holds them. */
export function pastedStatements(template: Template): ReadonlyMap<string, readonly TemplateStatement[]> {
  const outputs = Object.entries(template.Outputs ?? {}).filter(([name]) => PASTED.test(name));
  return new Map(outputs.map(([name, { Value }]) => [name, JSON.parse(substitution(Value))]));
}

/** The same text for Fn::Sub, whose references stand in the text itself. */
function substitution(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[intrinsic, argument] = ['', undefined]] = Object.entries(value as Json);
  if (intrinsic === 'Ref') return `\${${String(argument)}}`;
  if (intrinsic === 'Fn::GetAtt') return `\${${listOf(argument).join('.')}}`;
  if (intrinsic === 'Fn::Sub') return String(argument);
  const [delimiter, parts] = argument as readonly [string, readonly unknown[]];
  return parts.map(substitution).join(delimiter);
}

/** A stack with another template. */
export const withTemplate = (stack: AssemblyStack, template: Template): AssemblyStack => ({
  ...stack,
  template,
});
