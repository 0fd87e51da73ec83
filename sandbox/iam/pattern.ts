import { contextValue, type RequestContext } from './access-request';

/** A pattern with its variables resolved: literal characters, so that what a request says is never a wildcard. */
export type Pattern = readonly Piece[];
type Piece =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: '*' }
  | { readonly kind: '?' };

export interface Reading {
  /** Policies older than 2012-10-17 have no variables: `${aws:username}` is text there. */
  readonly variables: boolean;
  readonly wildcards: boolean;
}

/**
 * Undefined when a variable has no value, for such a pattern equals nothing and is like nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
export function readPattern(text: string, context: RequestContext, reading: Reading): Pattern | undefined {
  const pieces: Piece[] = [];
  for (const [token] of text.matchAll(/\$\{[^}]*\}|[\s\S]/gu)) {
    if (reading.variables && token.length > 2) {
      const value = variableValue(token.slice(2, -1), context);
      if (value === undefined) return undefined;
      pieces.push(...characters(value));
    } else if (reading.wildcards && (token === '*' || token === '?')) {
      pieces.push({ kind: token });
    } else {
      pieces.push(...characters(token));
    }
  }
  return pieces;
}

function characters(text: string): Piece[] {
  return [...text].map((character) => ({ kind: 'character', character }));
}

/** `${*}`, `${?}` and `${$}` stand for themselves; `${key, 'default'}` has a default; lists are no variables. */
function variableValue(expression: string, context: RequestContext): string | undefined {
  if (['*', '?', '$'].includes(expression)) return expression;
  const [, key = expression, fallback] = /^(.*?)\s*,\s*'(.*)'$/.exec(expression) ?? [];
  const value = contextValue(context, key);
  return typeof value === 'string' && value !== '' ? value : fallback;
}

export function matches(pattern: Pattern, text: string): boolean {
  return toRegExp(pattern, () => '[^]*').test(text);
}

export function matchesIgnoringCase(pattern: Pattern, text: string): boolean {
  return new RegExp(
    toRegExp(pattern, () => '[^]*'),
    'iu',
  ).test(text);
}

/**
 * In a resource, `*` stays within the segment between two colons, unless it ends the segment.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesResource(pattern: Pattern, resource: string): boolean {
  const source = (index: number) => (endsSegment(pattern[index + 1]) ? '[^]*' : '[^:]*');
  return toRegExp(pattern, source).test(resource);
}

function endsSegment(next: Piece | undefined): boolean {
  return next === undefined || (next.kind === 'character' && next.character === ':');
}

/** Each of the six parts of an ARN matches for itself. */
export function matchesArn(pattern: Pattern, arn: string): boolean {
  const patternParts = arnParts(pattern, (piece) => piece.kind === 'character' && piece.character === ':');
  const parts = arnParts([...arn], (character) => character === ':');
  if (patternParts.length !== 6 || parts.length !== 6) return false;
  return patternParts.every((part, index) => matches(part, (parts[index] ?? []).join('')));
}

/** At most six: the last part may have colons of its own. */
function arnParts<T>(items: readonly T[], isColon: (item: T) => boolean): T[][] {
  const parts: T[][] = [[]];
  for (const item of items) {
    if (isColon(item) && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts;
}

function toRegExp(pattern: Pattern, anyText: (index: number) => string): RegExp {
  const source = pattern.map((piece, index) => pieceSource(piece, anyText(index)));
  return new RegExp(`^${source.join('')}$`, 'u');
}

function pieceSource(piece: Piece, anyText: string): string {
  switch (piece.kind) {
    case 'character':
      return piece.character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    case '*':
      return anyText;
    case '?':
      return '[^]';
  }
}
