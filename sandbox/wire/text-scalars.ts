import { type Shape, type TimestampFormat, timestampFormat } from './sdk-codec';

/** Text that is not of its shape. */
export class InvalidText extends Error {
  constructor(readonly expected: string) {
    super(`expected ${expected}`);
  }
}

/** A scalar as it stands in a query, a path, a header or an XML element. */
export function readText(shape: Shape, text: string, usualTimestamp: TimestampFormat): unknown {
  if (shape.isStringSchema()) return text;
  if (shape.isBooleanSchema()) {
    if (text !== 'true' && text !== 'false') throw new InvalidText('true or false');
    return text === 'true';
  }
  if (shape.isNumericSchema()) {
    if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) throw new InvalidText('a number');
    return Number(text);
  }
  if (shape.isTimestampSchema()) return readTimestamp(text, timestampFormat(shape, usualTimestamp));
  if (shape.isBlobSchema()) return Uint8Array.from(Buffer.from(text, 'base64'));
  throw new Error(`${shape.getName(true) ?? 'the shape'} is no scalar`);
}

function readTimestamp(text: string, format: TimestampFormat): Date {
  const date = format === 'epoch-seconds' ? new Date(Math.round(Number(text) * 1000)) : new Date(text);
  if (text.trim() === '' || Number.isNaN(date.getTime())) throw new InvalidText(EXPECTED[format]);
  return date;
}

const EXPECTED: Readonly<Record<TimestampFormat, string>> = {
  'date-time': 'an ISO 8601 timestamp',
  'http-date': 'an HTTP date',
  'epoch-seconds': 'a number of seconds',
};

/** The same the other way, for headers. */
export function writeText(shape: Shape, value: unknown, usualTimestamp: TimestampFormat): string {
  if (!(value instanceof Date)) return String(value);
  switch (timestampFormat(shape, usualTimestamp)) {
    case 'date-time':
      return value.toISOString();
    case 'http-date':
      return value.toUTCString();
    case 'epoch-seconds':
      return String(value.getTime() / 1000);
  }
}
