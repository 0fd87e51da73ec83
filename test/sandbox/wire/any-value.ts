import * as fc from 'fast-check';
import { memberShapes, requiredMembers, type Shape } from '../../../sandbox/wire/sdk-codec';
import { protocolOf, type ServiceName } from '../../../sandbox/wire/services';

/** Where a value is written. What that place cannot carry is not generated: each limit says why. */
interface Place {
  readonly text: fc.Arbitrary<string>;
  readonly date: fc.Arbitrary<Date>;
  /** Whether a list or map without items, and a structure without members, can be told from none at all. */
  readonly hasEmptyLists: boolean;
  readonly hasEmptyStructures: boolean;
}

const HOSTILE = fc.constantFrom(
  ...['<&>"\'', ' ', '  x  ', 'a\nb', 'null', '[object Object]', '%2F%', 'a+b c', '$x{}', '&amp;', '&#60;'],
  ...['__proto__', 'constructor', 'member.1', '日本語 🦜', '\u2028', ']]>', '<![CDATA[', '/', '..', '?a=b#c'],
);
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), HOSTILE);
const milliseconds = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });

/** XML 1.0 knows no control characters; the SDK's parser takes white space with a line break for layout. */
const xmlText = anyText
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML does not have
  .map((text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '-'))
  .filter((text) => text.trim() !== '' || text === '');

/** HTTP: printable ASCII here, since other bytes and white space at the ends do not survive, and no empty value. */
const headerText = fc
  .string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 })
  .map((text) => `x${text.replace(/[^ -~]/g, '"')}x`);

/** A path has no empty segment and no dots for one. */
const labelText = anyText.map((text) => `x${text}`);

/** What the S3 client does something with of its own, so that no other value reaches the wire. */
const OF_THE_CLIENT: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  // A part of the endpoint, in which it encodes a second time what no bucket's name holds.
  Bucket: fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/),
  // It computes the checksum, and S3 compares it.
  ChecksumAlgorithm: fc.constantFrom('CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'),
};
/** Another checksum, which S3 compares with a body that is made up at the same time; a key that the client encodes. */
const isSecondary = (name: string): boolean => name === 'ContentMD5' || name.startsWith('SSECustomer');

const json: Place = {
  text: anyText,
  date: milliseconds,
  hasEmptyLists: true,
  hasEmptyStructures: true,
};
/** A query says a structure by its members, and EC2's has no way to say a list without items. */
const ec2Query: Place = { ...json, hasEmptyLists: false, hasEmptyStructures: false };
const awsQuery: Place = { ...ec2Query, hasEmptyLists: true };
const xml: Place = { ...json, text: xmlText };
/** The format of dates in headers has no fractions of a second. */
const header: Place = {
  ...ec2Query,
  text: headerText,
  date: milliseconds.map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000)),
};
const label: Place = { ...ec2Query, text: labelText };
const query: Place = ec2Query;

function inputPlace(service: ServiceName): Place {
  switch (protocolOf(service).kind) {
    case 'ec2Query':
      return ec2Query;
    case 'awsQuery':
      return awsQuery;
    case 'awsJson1_1':
    case 'restJson1':
      return json;
    case 'restXml':
      return xml;
  }
}

function outputPlace(service: ServiceName): Place {
  switch (protocolOf(service).kind) {
    case 'ec2Query':
    case 'awsQuery':
    case 'restXml':
      return xml;
    case 'awsJson1_1':
    case 'restJson1':
      return json;
  }
}

export const anyInput = (service: ServiceName, shape: Shape): fc.Arbitrary<Record<string, unknown>> =>
  topStructure(shape, inputPlace(service));

export const anyOutput = (service: ServiceName, shape: Shape): fc.Arbitrary<Record<string, unknown>> =>
  topStructure(shape, outputPlace(service));

/** The members of a REST message stand in several places. An input without members is said by naming the operation. */
function topStructure(shape: Shape, body: Place): fc.Arbitrary<Record<string, unknown>> {
  const free = [...memberShapes(shape)].filter(([name]) => !isSecondary(name));
  const members = free.map(([name, member]) => {
    const traits = member.getMergedTraits();
    const own = traits.httpLabel || traits.httpHeader ? OF_THE_CLIENT[name] : undefined;
    if (own) return [name, own] as const;
    if (traits.httpLabel) return [name, anyOf(member, label)] as const;
    if (traits.httpHeader) return [name, anyOf(member, header)] as const;
    if (traits.httpQuery) return [name, anyOf(member, query)] as const;
    if (traits.httpResponseCode) return [name, fc.constantFrom(200, 202)] as const;
    // A body of no bytes is no body.
    if (traits.httpPayload) return [name, anyPayload(member, body)] as const;
    return [name, anyOf(member, body)] as const;
  });
  return record(shape, new Map(members));
}

function anyPayload(shape: Shape, place: Place): fc.Arbitrary<unknown> {
  if (shape.isBlobSchema()) return fc.uint8Array({ minLength: 1, maxLength: 20 });
  if (shape.isStringSchema()) return anyText.filter((text) => text !== '');
  return anyOf(shape, place);
}

function anyOf(shape: Shape, place: Place): fc.Arbitrary<unknown> {
  if (shape.isUnionSchema()) return anyUnion(shape, place);
  if (shape.isStructSchema()) return anyStructure(shape, place);
  // Nothing is written of a flat list but its items.
  const hasEmpty = place.hasEmptyLists && !shape.getMergedTraits().xmlFlattened;
  const size = { minLength: hasEmpty ? 0 : 1, maxLength: 3 };
  if (shape.isListSchema()) return fc.array(anyOf(shape.getValueSchema(), place), size);
  if (shape.isMapSchema()) {
    return fc.dictionary(place.text.filter(isKey), anyOf(shape.getValueSchema(), place), {
      minKeys: size.minLength,
      maxKeys: size.maxLength,
    });
  }
  if (shape.isBooleanSchema()) return fc.boolean();
  if (shape.isTimestampSchema()) return place.date;
  if (shape.isNumericSchema()) return fc.integer();
  if (shape.isBlobSchema()) return fc.uint8Array({ maxLength: 20 });
  if (shape.isStringSchema()) return place.text;
  // Whatever JSON there is.
  if (shape.isDocumentSchema()) return fc.record({ text: place.text, count: fc.integer() });
  throw new Error(`no arbitrary for ${shape.getName(true)}`);
}

function anyStructure(shape: Shape, place: Place): fc.Arbitrary<Record<string, unknown>> {
  const members = [...memberShapes(shape)].map(([name, member]) => [name, anyOf(member, place)] as const);
  const structure = record(shape, new Map(members));
  return place.hasEmptyStructures ? structure : structure.filter((value) => Object.keys(value).length > 0);
}

/** The SDK's readers lose what stands under this one key. */
const isKey = (text: string): boolean => text !== '__proto__';

/** Exactly one member. */
const anyUnion = (shape: Shape, place: Place): fc.Arbitrary<unknown> =>
  fc.oneof(
    ...[...memberShapes(shape)].map(([name, member]) =>
      anyOf(member, place).map((value) => ({ [name]: value })),
    ),
  );

function record(
  shape: Shape,
  members: ReadonlyMap<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  // The SDK makes up an idempotency token where none is given.
  const tokens = [...memberShapes(shape)].filter(([, member]) => member.isIdempotencyToken());
  const requiredKeys = [...requiredMembers(shape), ...tokens.map(([name]) => name)];
  return fc.record(Object.fromEntries(members), { requiredKeys, noNullPrototype: true });
}
