import { type RestBindings, restBindings } from './rest-bindings';
import { httpTrait, inputShape, requiredMembers } from './sdk-codec';
import { type OperationSchema, operationSchemas, type ServiceName } from './services';

/** What a path template and a request's headers and query say of an operation. */
interface Route {
  readonly schema: OperationSchema;
  readonly method: string;
  /** `2015-03-31`, `{FunctionName}`, `{Key+}` */
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  readonly bindings: RestBindings;
  readonly requiredHeaders: readonly string[];
  readonly requiredQueries: readonly string[];
}

export interface RestRequest {
  readonly method: string;
  /** Still encoded. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Match {
  readonly schema: OperationSchema;
  readonly bindings: RestBindings;
  readonly labels: Readonly<Record<string, string>>;
  /** Query parameters that name the operation. */
  readonly literals: ReadonlySet<string>;
}

/** SDK clients add it to tell operations apart in logs; others leave it out, and S3 does not look at it. */
const OPERATION_NAME = 'x-id';

const routes = new Map<ServiceName, readonly Route[]>();

/** The operation that a request means: of all that fit, the one that says most about it. */
export function routeOf(service: ServiceName, request: RestRequest): Match | undefined {
  const known = routes.get(service) ?? [...operationSchemas(service).values()].flatMap(compiled);
  routes.set(service, known);
  const fitting = known.flatMap((route) => {
    const labels = fits(route, request) ? labelsOf(route.segments, request.segments) : undefined;
    return labels ? [{ route, labels }] : [];
  });
  const [best] = fitting.sort((a, b) => weight(b.route) - weight(a.route));
  if (!best) return undefined;
  const { schema, bindings, query } = best.route;
  return { schema, bindings, labels: best.labels, literals: new Set([...query.keys(), OPERATION_NAME]) };
}

function compiled(schema: OperationSchema): readonly Route[] {
  const http = httpTrait(schema);
  if (!http) return [];
  const [method, uri] = http;
  const [path = '', query = ''] = uri.split('?');
  const shape = inputShape(schema);
  const bindings = restBindings(shape);
  const required = requiredMembers(shape);
  const segments = segmentsOf(path);
  // S3's schemas leave the bucket to the endpoint: in the path style it comes first.
  const unplaced = [...bindings.labels.keys()].filter(
    (label) => !new RegExp(`\\{${label}\\+?\\}`).test(path),
  );
  const namesOf = (bound: RestBindings['headers']): readonly string[] =>
    required.flatMap((name) => bound.get(name)?.name ?? []);
  return [
    {
      schema,
      method,
      segments: [...unplaced.map((label) => `{${label}}`), ...segments],
      query: new Map(new URLSearchParams(query)),
      bindings,
      requiredHeaders: namesOf(bindings.headers),
      requiredQueries: namesOf(bindings.queries),
    },
  ];
}

export const segmentsOf = (path: string): readonly string[] =>
  path === '/' ? [] : path.replace(/^\//, '').split('/');

function fits(
  { method, query, requiredHeaders, requiredQueries }: Route,
  { method: asked, query: given, headers }: RestRequest,
): boolean {
  return (
    method === asked &&
    [...query].every(([name, value]) =>
      name === OPERATION_NAME ? (given.get(name) ?? value) === value : given.get(name) === value,
    ) &&
    requiredHeaders.every((name) => headers[name] !== undefined) &&
    requiredQueries.every((name) => given.has(name))
  );
}

function labelsOf(
  template: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  const rest = [...segments];
  for (const part of template) {
    const [, label, greedy] = /^\{(\w+)(\+?)\}$/.exec(part) ?? [];
    const taken = greedy === '+' ? rest.splice(0) : rest.splice(0, 1);
    const text = taken.map(decodeSegment).join('/');
    if (label === undefined ? text !== part : text === '') return undefined;
    if (label !== undefined) labels[label] = text;
  }
  // A bucket or a collection is the same with a slash behind it.
  return rest.every((segment) => segment === '') && rest.length <= 1 ? labels : undefined;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const weight = ({ segments, query, requiredHeaders, requiredQueries }: Route): number =>
  10 * segments.filter((segment) => !segment.startsWith('{')).length +
  [...query.keys()].filter((name) => name !== OPERATION_NAME).length +
  requiredHeaders.length +
  requiredQueries.length;
