import { ApiError } from './api-error';
import { isNestedTooDeeply } from './nesting';
import { memberShapes, type Shape } from './sdk-codec';
import type { ServiceName } from './services';
import { type Reading, shapeProblems } from './shape-problems';
import { invalidInput, violation } from './violations';

type Json = Readonly<Record<string, unknown>>;

const onTheWire: Reading = {
  isAbsent: (value) => value === null,
  isTimestamp: (value) => typeof value === 'number' && Number.isFinite(value),
  isBlob: (value) => typeof value === 'string',
};

/** The members of a JSON body, or the error with which AWS refuses it. */
export function decodeJsonBody(service: ServiceName, body: string, shape: Shape): Record<string, unknown> {
  const parsed = parseObject(body);
  refuseWrongShape(service, shape, parsed);
  return decodeJsonStructure(parsed, shape);
}

/**
 * What parsed JSON says that was found to be of this shape; members that are unknown or null are left out. The
 * SDK's own deserializer is not used: it lets unknown members through when the JSON has a `__type`.
 */
function decodeJsonStructure(value: Json, shape: Shape): Record<string, unknown> {
  const present = [...memberShapes(shape)].filter(([name]) => (value[name] ?? null) !== null);
  return Object.fromEntries(present.map(([name, member]) => [name, decodeValue(value[name], member)]));
}

function decodeValue(value: unknown, shape: Shape): unknown {
  if (shape.isStructSchema()) return decodeJsonStructure(value as Json, shape);
  if (shape.isListSchema()) {
    return (value as readonly unknown[]).map((item) => decodeValue(item, shape.getValueSchema()));
  }
  if (shape.isMapSchema()) {
    const entries = Object.entries(value as Json);
    return Object.fromEntries(entries.map(([key, item]) => [key, decodeValue(item, shape.getValueSchema())]));
  }
  if (shape.isTimestampSchema()) return new Date(Math.round((value as number) * 1000));
  if (shape.isBlobSchema()) return Uint8Array.from(Buffer.from(value as string, 'base64'));
  return value;
}

function parseObject(body: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === '' ? '{}' : body);
  } catch (error) {
    throw new ApiError('SerializationException', error instanceof Error ? error.message : 'not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ApiError('SerializationException', 'Start of structure or map found where not expected.');
  }
  if (isNestedTooDeeply(parsed))
    throw new ApiError('SerializationException', 'The body is nested too deeply.');
  return parsed as Record<string, unknown>;
}

/** Unknown members pass, as they do in AWS, and never reach a handler. */
function refuseWrongShape(
  service: ServiceName,
  shape: Shape,
  parsed: Readonly<Record<string, unknown>>,
): void {
  const problems = shapeProblems(shape, parsed, onTheWire);
  const mistyped = problems.find((problem) => problem.kind === 'type');
  if (mistyped !== undefined) {
    const where = mistyped.path.replace(/^\./, '');
    throw new ApiError('SerializationException', `${where} is not a ${mistyped.expected}`);
  }
  const missing = problems
    .filter((problem) => problem.kind === 'missing')
    .map(({ path, name }) => violation(`${path}.${name}`, undefined, 'not be null'));
  if (missing.length > 0) throw invalidInput(service, missing);
}
