import { ApiError } from './api-error';

/** The parameters of a query request by the dots in their names. */
export interface QueryNode {
  readonly path: string;
  value: string | undefined;
  readonly children: Map<string, QueryNode>;
}

/** `Filter.1.Name=vpc-id` becomes a tree. A name that is given twice is refused: which of them would count? */
export function parseQueryTree(parameters: URLSearchParams): QueryNode {
  const root = emptyNode('');
  for (const [name, value] of parameters) {
    const node = name.split('.').reduce(childOf, root);
    if (node.value !== undefined) {
      throw givenTwice(name);
    }
    node.value = value;
  }
  return root;
}

/** Action and Version, which are no input. */
export function takeParameter(
  parameters: URLSearchParams,
  name: string,
  missing: (name: string) => ApiError,
): string {
  const [value, ...others] = parameters.getAll(name);
  if (value === undefined) throw missing(name);
  if (others.length > 0) throw givenTwice(name);
  parameters.delete(name);
  return value;
}

const givenTwice = (name: string): ApiError =>
  new ApiError('MalformedQueryString', `The parameter ${name} is given more than once`);

function childOf(parent: QueryNode, segment: string): QueryNode {
  const existing = parent.children.get(segment);
  if (existing !== undefined) return existing;
  const child = emptyNode(parent.path === '' ? segment : `${parent.path}.${segment}`);
  parent.children.set(segment, child);
  return child;
}

function emptyNode(path: string): QueryNode {
  return { path, value: undefined, children: new Map() };
}
