import type { Place } from '../../policy';
import { AssemblyError } from './assembly';

/** What a resource answers to Ref and Fn::GetAtt once it exists. */
export interface CreatedResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Scope {
  readonly place: Place;
  readonly stackName: string;
  readonly stackId: string;
  readonly resources: ReadonlyMap<string, CreatedResource>;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Resolves the intrinsic functions in a value; one that the sandbox does not model is refused by name. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope));
  if (typeof value === 'string' && value.includes('{{resolve:'))
    throw new AssemblyError(`the sandbox does not model dynamic references: ${value}`);
  if (!isObject(value)) return value;
  const [entry, ...others] = Object.entries(value);
  if (entry && others.length === 0 && (entry[0] === 'Ref' || entry[0].startsWith('Fn::')))
    return applyIntrinsic(entry[0], entry[1], scope);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, scope)]));
}

function applyIntrinsic(name: string, argument: unknown, scope: Scope): string {
  switch (name) {
    case 'Ref':
      return reference(String(argument), scope);
    case 'Fn::GetAtt':
      return attribute(argument, scope);
    case 'Fn::Join':
      return join(argument, scope);
    case 'Fn::Sub':
      return substitute(argument, scope);
    default:
      throw new AssemblyError(`the sandbox does not model the intrinsic function ${name}`);
  }
}

function reference(name: string, { place, stackName, stackId, resources }: Scope): string {
  const pseudo = new Map(
    Object.entries({
      'AWS::AccountId': place.accountId,
      'AWS::Region': place.region,
      'AWS::Partition': place.partition,
      'AWS::URLSuffix': place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
      'AWS::StackName': stackName,
      'AWS::StackId': stackId,
    }),
  );
  const value = pseudo.get(name) ?? resources.get(name)?.ref;
  if (value === undefined) throw new AssemblyError(`Ref ${name} names no resource that exists`);
  return value;
}

function attribute(argument: unknown, { resources }: Scope): string {
  const [name = '', ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
  const member = path.join('.');
  const attributes = resources.get(name)?.attributes ?? {};
  const value = Object.hasOwn(attributes, member) ? attributes[member] : undefined;
  if (value === undefined)
    throw new AssemblyError(`Fn::GetAtt ${name}.${member}: the sandbox has no such attribute`);
  return value;
}

function join(argument: unknown, scope: Scope): string {
  if (!Array.isArray(argument) || !Array.isArray(argument[1]))
    throw new AssemblyError('Fn::Join takes a delimiter and a list');
  return argument[1].map((item) => String(resolve(item, scope))).join(String(argument[0]));
}

function substitute(argument: unknown, scope: Scope): string {
  if (typeof argument !== 'string') throw new AssemblyError('the sandbox models Fn::Sub of a text only');
  return argument.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    return name.includes('.') ? attribute(name, scope) : reference(name, scope);
  });
}

/** The logical ids that a value refers to. */
export function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'Ref') return [String(item)];
    if (key === 'Fn::GetAtt')
      return [Array.isArray(item) ? String(item[0]) : (String(item).split('.')[0] ?? '')];
    if (key === 'Fn::Sub' && typeof item === 'string')
      return [...item.matchAll(/\$\{([^!}.][^}.]*)[^}]*\}/g)].map(([, name = '']) => name);
    return referencesIn(item);
  });
}
