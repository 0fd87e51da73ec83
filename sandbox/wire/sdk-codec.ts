/**
 * The SDK's own schemas and serializers, turned around to serve. What is used here is exported but not documented,
 * so every cast lives in this file, the packages are pinned, and test/sandbox/wire/round-trip.test.ts guards upgrades.
 */
import { JsonShapeSerializer2, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { OperationSchema } from './services';

export type Shape = NormalizedSchema;

const isoDateTime = 5;
const epochSeconds = 7;

/** A structure as SDK clients export it: id 3, namespace, name, traits, member names, member schemas, required. */
type StaticStructure = readonly [3, string, string, unknown, readonly string[], readonly unknown[], number?];

export function inputShape(operation: OperationSchema): Shape {
  return NormalizedSchema.of(operation[4]);
}

export function outputShape(operation: OperationSchema): Shape {
  return NormalizedSchema.of(operation[5]);
}

export function memberShapes(shape: Shape): ReadonlyMap<string, Shape> {
  return new Map(shape.isStructSchema() ? shape.structIterator() : []);
}

/** Required members come first in a structure's schema, which ends with their number. */
export function requiredMembers(shape: Shape): readonly string[] {
  const structure = staticStructure(shape);
  return structure === undefined ? [] : structure[4].slice(0, structure[6] ?? 0);
}

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
  const serializer = new XmlShapeSerializer({
    xmlNamespace,
    serviceNamespace: 'sandbox',
    timestampFormat: { useTrait: true, default: isoDateTime },
  });
  serializer.write(shapeOf(element), { ...value, ...own });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(serializer.flush())}`;
}

/** The errors of EC2, which no schema holds. Id 1 is a list: namespace, name, traits, item. */
const errorItem = [3, 'sandbox', 'Error', 0, ['Code', 'Message'], [0, 0]] satisfies StaticStructure;
const errorList = [1, 'sandbox', 'Errors', 0, [() => errorItem, { xmlName: 'Error' }]];
const errorResponse = [
  3,
  'sandbox',
  'Response',
  0,
  ['Errors', 'RequestID'],
  [() => errorList, 0],
] satisfies StaticStructure;
export const ec2ErrorShape = shapeOf(errorResponse);

export function encodeJson(shape: Shape, value: Readonly<Record<string, unknown>>): string {
  const serializer = new JsonShapeSerializer2({
    jsonName: false,
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
