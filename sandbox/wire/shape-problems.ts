import { memberShapes, requiredMembers, type Shape } from './sdk-codec';

/** One way in which a value is not of its shape. Paths look like `TagSpecifications[0].Tags`; the root is ''. */
export type ShapeProblem =
  | { readonly kind: 'missing'; readonly path: string; readonly name: string }
  | {
      readonly kind: 'unknown';
      readonly path: string;
      readonly name: string;
      readonly allowed: readonly string[];
    }
  | { readonly kind: 'type'; readonly path: string; readonly value: unknown; readonly expected: Expected };

export type Expected = 'structure' | 'list' | 'map' | 'string' | 'number' | 'boolean' | 'timestamp' | 'blob';

/** What differs between JSON on the wire, the SDK's own values and those of boto3. */
export interface Reading {
  readonly isAbsent: (value: unknown) => boolean;
  readonly isTimestamp: (value: unknown) => boolean;
  readonly isBlob: (value: unknown) => boolean;
}

/** All problems, in the order of the value's own members. */
export function shapeProblems(shape: Shape, value: unknown, reading: Reading, path = ''): ShapeProblem[] {
  if (shape.isUnitSchema() || shape.isDocumentSchema()) return [];
  const expected = expectedOf(shape);
  if (!isOfKind(expected, value, reading)) return [{ kind: 'type', path, value, expected }];
  switch (expected) {
    case 'structure':
      return structureProblems(shape, value as Record<string, unknown>, reading, path);
    case 'list':
      return (value as readonly unknown[]).flatMap((item, index) =>
        shapeProblems(shape.getValueSchema(), item, reading, `${path}[${index}]`),
      );
    case 'map':
      return Object.entries(value as Record<string, unknown>).flatMap(([key, item]) =>
        shapeProblems(shape.getValueSchema(), item, reading, `${path}.${key}`),
      );
    default:
      return [];
  }
}

function structureProblems(
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  reading: Reading,
  path: string,
): ShapeProblem[] {
  const members = memberShapes(shape);
  const given = Object.entries(value).filter(([, member]) => !reading.isAbsent(member));
  const missing = requiredMembers(shape)
    .filter((name) => !given.some(([given]) => given === name))
    .map((name): ShapeProblem => ({ kind: 'missing', path, name }));
  const wrong = given.flatMap(([name, member]): ShapeProblem[] => {
    const memberShape = members.get(name);
    return memberShape === undefined
      ? [{ kind: 'unknown', path, name, allowed: [...members.keys()] }]
      : shapeProblems(memberShape, member, reading, `${path}.${name}`);
  });
  return [...missing, ...wrong];
}

function expectedOf(shape: Shape): Expected {
  if (shape.isStructSchema()) return 'structure';
  if (shape.isListSchema()) return 'list';
  if (shape.isMapSchema()) return 'map';
  if (shape.isBooleanSchema()) return 'boolean';
  if (shape.isTimestampSchema()) return 'timestamp';
  if (shape.isBlobSchema()) return 'blob';
  if (shape.isStringSchema()) return 'string';
  return 'number';
}

/** The schemas do not tell integers from floats, so neither do we. */
function isOfKind(expected: Expected, value: unknown, reading: Reading): boolean {
  switch (expected) {
    case 'structure':
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
    case 'list':
      return Array.isArray(value);
    case 'string':
    case 'boolean':
      return typeof value === expected;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'timestamp':
      return reading.isTimestamp(value);
    case 'blob':
      return reading.isBlob(value);
  }
}
