import type { WireAnswer } from './protocol';
import { restBindings } from './rest-bindings';
import { httpTrait, outputShape, type Shape } from './sdk-codec';
import type { OperationSchema } from './services';
import { writeText } from './text-scalars';

export interface BodyEncoder {
  readonly contentType: string;
  /** The document that holds the named members. */
  readonly encode: (shape: Shape, members: readonly string[], value: Members) => string;
}

type Members = Readonly<Record<string, unknown>>;

/** An output by its HTTP bindings; the caller adds the headers of its service. */
export function encodeRestOutput(schema: OperationSchema, output: Members, encoder: BodyEncoder): WireAnswer {
  const shape = outputShape(schema);
  const bindings = restBindings(shape);
  const [, , usualStatus = 200] = httpTrait(schema) ?? [];
  const given = bindings.responseCode === undefined ? undefined : output[bindings.responseCode];
  const headers: Record<string, string> = {};
  for (const [member, { name, shape: header }] of bindings.headers) {
    const value = output[member];
    if (value !== undefined) headers[name] = headerText(header, value);
  }
  for (const [member, { name: prefix }] of bindings.prefixHeaders)
    for (const [key, value] of Object.entries(output[member] ?? {})) headers[prefix + key] = String(value);
  const { contentType, ...body } = encodedBody(shape, output, encoder);
  return {
    status: typeof given === 'number' ? given : usualStatus,
    ...body,
    headers: { ...(contentType !== undefined && { 'content-type': contentType }), ...headers },
  };
}

const headerText = (shape: Shape, value: unknown): string =>
  Array.isArray(value)
    ? value.map((item) => quoted(writeText(shape.getValueSchema(), item, 'http-date'))).join(', ')
    : writeText(shape, value, 'http-date');

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text);

interface EncodedBody extends Pick<WireAnswer, 'body' | 'bytes'> {
  readonly contentType?: string;
}

function encodedBody(shape: Shape, output: Members, { encode, contentType }: BodyEncoder): EncodedBody {
  const { payload, body: members } = restBindings(shape);
  if (!payload)
    return members.length > 0 ? { body: encode(shape, members, output), contentType } : { body: '' };
  const [member, payloadShape] = payload;
  const value = output[member];
  if (value === undefined) return { body: '' };
  if (value instanceof Uint8Array)
    return {
      body: Buffer.from(value).toString('utf8'),
      bytes: value,
      contentType: 'application/octet-stream',
    };
  if (typeof value === 'string') return { body: value, contentType: 'application/json' };
  return { body: encode(payloadShape, Object.keys(value as Members), value as Members), contentType };
}
