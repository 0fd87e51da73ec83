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
  if (reading.variables && text.includes('$')) return read(text, context, reading);
  const known = reading.wildcards ? WITH_WILDCARDS : LITERAL;
  const pattern = known.get(text) ?? read(text, context, { ...reading, variables: false });
  if (pattern) known.set(text, pattern);
  return pattern;
}

/** Patterns without variables are the same whatever is asked, and policies are asked at every call. */
const WITH_WILDCARDS = new Map<string, Pattern>();
const LITERAL = new Map<string, Pattern>();

function read(text: string, context: RequestContext, reading: Reading): Pattern | undefined {
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
  return isMatch(pattern, text, () => true);
}

export function matchesIgnoringCase(pattern: Pattern, text: string): boolean {
  const folded = FOLDED.get(pattern) ?? inLowerCase(pattern);
  FOLDED.set(pattern, folded);
  return matches(folded, text.toLowerCase());
}

const FOLDED = new WeakMap<Pattern, Pattern>();

const inLowerCase = (pattern: Pattern): Pattern =>
  pattern.flatMap((piece) =>
    piece.kind === 'character' ? characters(piece.character.toLowerCase()) : [piece],
  );

/**
 * In a resource, `*` stays within the segment between two colons, unless it ends the segment.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesResource(pattern: Pattern, resource: string): boolean {
  return isMatch(
    pattern,
    resource,
    (character, index) => character !== ':' || endsSegment(pattern[index + 1]),
  );
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

/**
 * Piece by piece over the whole text, in time of their product: a regular expression takes exponential time where many
 * `*` nearly match.
 */
function isMatch(
  pattern: Pattern,
  text: string,
  starTakes: (character: string, index: number) => boolean,
): boolean {
  const all = [...text];
  const literal = pattern.findIndex(
    (piece, index) => piece.kind !== 'character' || piece.character !== all[index],
  );
  // Most patterns differ from most texts in their first characters, or hold nothing but characters.
  if (literal < 0) return pattern.length === all.length;
  if (pattern[literal]?.kind === 'character') return false;
  const characters = all.slice(literal);
  // By length: whether the pattern so far matches that much of the text.
  let matched = [true, ...characters.map(() => false)];
  pattern.slice(literal).forEach((piece, after) => {
    const index = literal + after;
    let before = false;
    matched = matched.map((isMatched, length) => {
      const character = characters[length - 1];
      const grows =
        character !== undefined && pieceTakes(piece, character, (taken) => starTakes(taken, index));
      const result = (piece.kind === '*' && isMatched) || (grows && before);
      before = piece.kind === '*' ? result : isMatched;
      return result;
    });
  });
  return matched.at(-1) === true;
}

function pieceTakes(piece: Piece, character: string, starTakes: (character: string) => boolean): boolean {
  switch (piece.kind) {
    case 'character':
      return piece.character === character;
    case '*':
      return starTakes(character);
    case '?':
      return true;
  }
}
