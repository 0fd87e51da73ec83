import { memberShapes, type Shape } from './sdk-codec';

type Json = Readonly<Record<string, unknown>>;

/**
 * What parsed JSON says that was found to be of this shape; members that are unknown or null are left out. The
 * SDK's own deserializer is not used: it lets unknown members through when the JSON has a `__type`.
 */
export function decodeJsonStructure(value: Json, shape: Shape): Record<string, unknown> {
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
