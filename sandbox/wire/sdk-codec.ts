/**
 * The SDK's own schemas and serializers, turned around to serve. What is used here is exported but not documented,
 * so every cast lives in this file, the packages are pinned, and test/sandbox/wire/any-operation.test.ts guards upgrades.
 */
import { JsonShapeSerializer2, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { OperationSchema } from './services';

export type Shape = NormalizedSchema;

const isoDateTime = 5;
const epochSeconds = 7;

/** A structure as SDK clients export it: id 3, namespace, name, traits, member names, member schemas, required. */
type StaticStructure = readonly [3, string, string, unknown, readonly string[], readonly unknown[], number?];

/** The shape without members. */
export const nothing: Shape = NormalizedSchema.of('unit');

export function inputShape(operation: OperationSchema): Shape {
  return NormalizedSchema.of(operation[4]);
}

export function outputShape(operation: OperationSchema): Shape {
  return NormalizedSchema.of(operation[5]);
}

/** Method, path template and status of an operation of a REST service. */
export function httpTrait(
  operation: OperationSchema,
): readonly [method: string, uri: string, status: number] | undefined {
  const traits = operation[3] as unknown;
  if (typeof traits !== 'object' || traits === null || !('http' in traits)) return undefined;
  return traits.http as readonly [string, string, number];
}

export function memberShapes(shape: Shape): ReadonlyMap<string, Shape> {
  return new Map(shape.isStructSchema() ? shape.structIterator() : []);
}

/** Required members come first in a structure's schema, which ends with their number. */
export function requiredMembers(shape: Shape): readonly string[] {
  const structure = staticStructure(shape);
  return structure === undefined ? [] : structure[4].slice(0, structure[6] ?? 0);
}

/** The same structure with some of its members only. */
export function shapeWithMembers(shape: Shape, names: readonly string[]): Shape {
  const structure = staticStructure(shape);
  if (structure === undefined) return shape;
  const [, namespace, name, traits, memberNames, memberSchemas] = structure;
  const kept = memberNames.flatMap((member, index) =>
    names.includes(member) ? [[member, memberSchemas[index]] as const] : [],
  );
  const members = [kept.map(([member]) => member), kept.map(([, schema]) => schema)] as const;
  const required = requiredMembers(shape).filter((member) => names.includes(member)).length;
  return shapeOf([3, namespace, name, traits, ...members, required]);
}

/** The element that a structure is written as when it is the whole document. */
export function rootElement(shape: Shape): string {
  const { xmlName } = shape.getMergedTraits();
  return typeof xmlName === 'string' ? xmlName : (shape.getName() ?? '');
}

export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

const timestampFormats = new Map<unknown, TimestampFormat>([
  [isoDateTime, 'date-time'],
  [6, 'http-date'],
  [epochSeconds, 'epoch-seconds'],
]);

/** How a timestamp is written; most schemas leave it to where in the request it stands. */
export const timestampFormat = (shape: Shape, usual: TimestampFormat): TimestampFormat =>
  timestampFormats.get(shape.getSchema()) ?? usual;

/** The element `name` with the members of a shape, preceded by members of our own: strings and booleans. */
export function encodeXml(
  name: string,
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, string | boolean>>,
  xmlNamespace: string,
): string {
  const structure = staticStructure(shape);
  const element = [
    3,
    'sandbox',
    name,
    0,
    [...Object.keys(own), ...(structure?.[4] ?? [])],
    [...Object.values(own).map(simpleSchema), ...(structure?.[5] ?? [])],
  ] satisfies StaticStructure;
  return writeXml(element, { ...value, ...own }, xmlNamespace);
}

/** `<CreateRoleResponse><CreateRoleResult>…`, as awsQuery wraps an output; an operation without one has no result. */
export function encodeXmlResult(
  operation: OperationSchema,
  value: Readonly<Record<string, unknown>>,
  requestId: string,
  xmlNamespace: string,
): string {
  const [, , name] = operation;
  const result = `${name}Result`;
  const hasResult = !outputShape(operation).isUnitSchema();
  const element = [
    3,
    'sandbox',
    `${name}Response`,
    0,
    [...(hasResult ? [result] : []), 'ResponseMetadata'],
    [...(hasResult ? [[operation[5], { xmlName: result }]] : []), () => responseMetadata],
  ] satisfies StaticStructure;
  return writeXml(element, { [result]: value, ResponseMetadata: { RequestId: requestId } }, xmlNamespace);
}

const responseMetadata = [3, 'sandbox', 'ResponseMetadata', 0, ['RequestId'], [0]] satisfies StaticStructure;

function writeXml(
  element: StaticStructure,
  value: Readonly<Record<string, unknown>>,
  xmlNamespace: string,
): string {
  const serializer = new XmlShapeSerializer({
    xmlNamespace,
    serviceNamespace: 'sandbox',
    timestampFormat: { useTrait: true, default: isoDateTime },
  });
  serializer.write(shapeOf(element), value);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(serializer.flush())}`;
}

/** Errors, which no schema holds. Id 1 is a list: namespace, name, traits, item. */
const errorItem = [
  3,
  'sandbox',
  'Error',
  0,
  ['Type', 'Code', 'Message'],
  [0, 0, 0],
] satisfies StaticStructure;
const errorList = [1, 'sandbox', 'Errors', 0, [() => errorItem, { xmlName: 'Error' }]];
const ec2Error = [
  3,
  'sandbox',
  'Response',
  0,
  ['Errors', 'RequestID'],
  [() => errorList, 0],
] satisfies StaticStructure;
const queryError = [
  3,
  'sandbox',
  'ErrorResponse',
  0,
  ['Error', 'RequestId'],
  [() => errorItem, 0],
] satisfies StaticStructure;
export const ec2ErrorShape = shapeOf(ec2Error);
export const queryErrorShape = shapeOf(queryError);

export function encodeJson(
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  { jsonName = false } = {},
): string {
  const serializer = new JsonShapeSerializer2({
    jsonName,
    timestampFormat: { useTrait: true, default: epochSeconds },
  });
  serializer.write(shape, value);
  return new TextDecoder().decode(serializer.flush());
}

function staticStructure(shape: Shape): StaticStructure | undefined {
  return shape.isStructSchema() ? (shape.getSchema() as unknown as StaticStructure) : undefined;
}

function shapeOf(structure: StaticStructure): Shape {
  return NormalizedSchema.of(structure as unknown as OperationSchema);
}

function simpleSchema(value: string | boolean): number {
  return typeof value === 'boolean' ? 2 : 0;
}
