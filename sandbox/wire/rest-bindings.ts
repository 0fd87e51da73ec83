import { memberShapes, type Shape } from './sdk-codec';

/** Where the members of an input or output stand in an HTTP message. */
export interface RestBindings {
  readonly labels: ReadonlyMap<string, Shape>;
  /** By member: header in lower case and shape. */
  readonly headers: ReadonlyMap<string, Bound>;
  readonly prefixHeaders: ReadonlyMap<string, Bound>;
  readonly queries: ReadonlyMap<string, Bound>;
  /** The one map that takes the other query parameters. */
  readonly queryParams: readonly [member: string, shape: Shape] | undefined;
  readonly payload: readonly [member: string, shape: Shape] | undefined;
  readonly responseCode: string | undefined;
  /** Members of the body. */
  readonly body: readonly string[];
}

export interface Bound {
  readonly name: string;
  readonly shape: Shape;
}

/** https://smithy.io/2.0/spec/http-bindings.html */
export function restBindings(shape: Shape): RestBindings {
  const members = [...memberShapes(shape)].map(([name, member]) => ({
    name,
    member,
    traits: member.getMergedTraits(),
  }));
  const bound = (trait: 'httpHeader' | 'httpPrefixHeaders' | 'httpQuery'): ReadonlyMap<string, Bound> =>
    new Map(
      members.flatMap(({ name, member, traits }) => {
        const wireName = traits[trait];
        if (typeof wireName !== 'string') return [];
        const written = trait === 'httpQuery' ? wireName : wireName.toLowerCase();
        return [[name, { name: written, shape: member }] as const];
      }),
    );
  const one = (trait: 'httpPayload' | 'httpQueryParams'): readonly [string, Shape] | undefined => {
    const found = members.find(({ traits }) => traits[trait]);
    return found && [found.name, found.member];
  };
  return {
    labels: new Map(
      members.filter(({ traits }) => traits.httpLabel).map(({ name, member }) => [name, member]),
    ),
    headers: bound('httpHeader'),
    prefixHeaders: bound('httpPrefixHeaders'),
    queries: bound('httpQuery'),
    queryParams: one('httpQueryParams'),
    payload: one('httpPayload'),
    responseCode: members.find(({ traits }) => traits.httpResponseCode)?.name,
    body: members.filter(({ traits }) => !BINDINGS.some((trait) => traits[trait])).map(({ name }) => name),
  };
}

const BINDINGS = [
  'httpLabel',
  'httpHeader',
  'httpPrefixHeaders',
  'httpQuery',
  'httpQueryParams',
  'httpPayload',
  'httpResponseCode',
] as const;
