import type { ApiError } from './api-error';
import { notModelledOnTheWire } from './api-error';
import type { WireRequest } from './protocol';
import type { Bound } from './rest-bindings';
import { type Match, routeOf, segmentsOf } from './rest-routes';
import { inputShape, requiredMembers, type Shape, shapeWithMembers } from './sdk-codec';
import type { OperationSchema, ServiceName } from './services';
import { InvalidText, readText } from './text-scalars';

/** How a REST service reads bodies, and how it refuses. */
export interface RestDialect {
  /** Members of the body; the payload when the whole body is one member. */
  readonly decodeBody: (
    service: ServiceName,
    request: WireRequest,
    shape: Shape,
    isPayload: boolean,
  ) => unknown;
  readonly missing: (service: ServiceName, member: string) => ApiError;
  readonly invalid: (member: string, text: string, expected: string) => ApiError;
}

export interface RestInput {
  readonly schema: OperationSchema;
  readonly input: Record<string, unknown>;
}

/** The inverse of the SDK's HTTP bindings. */
export function decodeRestInput(service: ServiceName, request: WireRequest, dialect: RestDialect): RestInput {
  const url = /^([^?]*)\??(.*)$/s.exec(request.path);
  const query = new URLSearchParams(url?.[2] ?? '');
  const { method, headers } = request;
  const match = routeOf(service, { method, headers, query, segments: segmentsOf(url?.[1] ?? '/') });
  if (!match)
    throw notModelledOnTheWire(`the sandbox knows no operation of ${service} at ${method} ${request.path}`);
  const input = {
    ...labelMembers(match, dialect),
    ...headerMembers(match, request, dialect),
    ...queryMembers(match, query, dialect),
    ...bodyMembers(service, match, request, dialect),
  };
  const shape = inputShape(match.schema);
  const missing = requiredMembers(shape).find((name) => !Object.hasOwn(input, name));
  if (missing !== undefined) throw dialect.missing(service, missing);
  return { schema: match.schema, input };
}

type Members = Record<string, unknown>;

const labelMembers = ({ labels, bindings }: Match, dialect: RestDialect): Members =>
  Object.fromEntries(
    [...bindings.labels].map(([name, shape]) => [name, read(shape, name, labels[name] ?? '', dialect)]),
  );

function headerMembers({ bindings }: Match, { headers }: WireRequest, dialect: RestDialect): Members {
  const decoded: Members = {};
  for (const [member, { name, shape }] of bindings.headers) {
    const text = headers[name];
    if (text === undefined) continue;
    decoded[member] = shape.isListSchema()
      ? splitHeader(text).map((item) => read(shape.getValueSchema(), name, item, dialect, 'http-date'))
      : read(shape, name, text, dialect, 'http-date');
  }
  for (const [member, bound] of bindings.prefixHeaders) {
    const map = prefixedHeaders(bound, headers);
    if (Object.keys(map).length > 0) decoded[member] = map;
  }
  return decoded;
}

const prefixedHeaders = (
  { name: prefix }: Bound,
  headers: WireRequest['headers'],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, text]) =>
      name.startsWith(prefix) && text !== undefined ? [[name.slice(prefix.length), text]] : [],
    ),
  );

/** Items that hold commas or quotes are quoted: https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait */
const splitHeader = (text: string): readonly string[] =>
  [...text.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|([^,]*))\s*(?:,|$)/g)]
    .filter(([whole], index) => whole !== '' || index === 0)
    .map(([, quoted, plain = '']) => quoted?.replace(/\\(.)/g, '$1') ?? plain.trim());

function queryMembers({ bindings, literals }: Match, query: URLSearchParams, dialect: RestDialect): Members {
  const decoded: Members = {};
  const bound = new Set(literals);
  for (const [member, { name, shape }] of bindings.queries) {
    bound.add(name);
    const texts = query.getAll(name);
    const [text] = texts;
    if (text === undefined) continue;
    decoded[member] = shape.isListSchema()
      ? texts.map((item) => read(shape.getValueSchema(), name, item, dialect))
      : read(shape, name, text, dialect);
  }
  const others = [...new Set(query.keys())].filter((name) => !bound.has(name));
  const [unknown] = others;
  // A subresource that the SDK does not know yet would else be taken for the bucket itself.
  if (unknown !== undefined && !bindings.queryParams)
    throw notModelledOnTheWire(`the sandbox knows no query parameter ${unknown} of this operation`);
  if (unknown === undefined || !bindings.queryParams) return decoded;
  const [member, map] = bindings.queryParams;
  const isOfLists = map.getValueSchema().isListSchema();
  const entries = others.map((name) => [name, isOfLists ? query.getAll(name) : query.get(name)] as const);
  return { ...decoded, [member]: Object.fromEntries(entries) };
}

function bodyMembers(
  service: ServiceName,
  { schema, bindings }: Match,
  request: WireRequest,
  dialect: RestDialect,
): Members {
  const isEmpty = (request.bytes?.length ?? request.body.length) === 0;
  if (bindings.payload) {
    const [member, shape] = bindings.payload;
    return isEmpty ? {} : { [member]: dialect.decodeBody(service, request, shape, true) };
  }
  if (bindings.body.length === 0 || isEmpty) return {};
  const shape = shapeWithMembers(inputShape(schema), bindings.body);
  return dialect.decodeBody(service, request, shape, false) as Members;
}

function read(
  shape: Shape,
  name: string,
  text: string,
  dialect: RestDialect,
  usualTimestamp: 'date-time' | 'http-date' = 'date-time',
): unknown {
  try {
    return readText(shape, text, usualTimestamp);
  } catch (error) {
    if (error instanceof InvalidText) throw dialect.invalid(name, text, error.expected);
    throw error;
  }
}
