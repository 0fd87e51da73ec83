import { type Input, notModelled, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';

const MOST_FILTERS = 50;
/** Of all filters of a request together: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const MOST_VALUES = 200;

/** What a filter looks at in an item. */
export type FilteredValues<T> = (item: T) => readonly string[];

interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
}

/** The filters of what has tags: beside those of its own, `tag:Name` and `tag-key`. */
export const itemFilter = <T extends Tagged>(
  operation: string,
  filters: readonly Input[],
  valuesOf: (filterName: string) => FilteredValues<T> | undefined,
): ((item: T) => boolean) => valuesFilter(operation, filters, (name) => valuesOf(name) ?? tagValues(name));

/** Whether an item passes all filters: of each one, any value. A filter that is not modelled is refused by name. */
export function valuesFilter<T>(
  operation: string,
  filters: readonly Input[],
  valuesOf: (filterName: string) => FilteredValues<T> | undefined,
): (item: T) => boolean {
  refuseTooMany(filters);
  const tests = filters.map((filter) => {
    const name = textOf(filter, 'Name') ?? '';
    const values = valuesOf(name);
    if (!values) throw notModelled(`Filter ${name} of ${operation}`);
    const patterns = textsOf(filter, 'Values').map(filterPattern);
    return (item: T) => values(item).some((value) => patterns.some((pattern) => pattern.test(value)));
  });
  return (item) => tests.every((test) => test(item));
}

/** `tag:Name` looks at the tag's value, `tag-key` at the keys: every kind of resource has both. */
function tagValues(filterName: string): FilteredValues<Tagged> | undefined {
  if (filterName === 'tag-key') return ({ tags }) => Object.keys(tags);
  const [, key] = /^tag:(.+)$/s.exec(filterName) ?? [];
  if (key === undefined) return undefined;
  return ({ tags }) => (Object.hasOwn(tags, key) ? [tags[key] ?? ''] : []);
}

/**
 * `*` is any text and `?` at most one character; a backslash makes the next one literal, and letters keep their case.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html#Filtering_Resources_CLI
 */
export function filterPattern(value: string): RegExp {
  const source = value.replace(/\\([\s\S])|[\s\S]/gu, (token, escaped: string | undefined) => {
    if (escaped !== undefined) return literal(escaped);
    if (token === '*') return '[\\s\\S]*';
    return token === '?' ? '[\\s\\S]?' : literal(token);
  });
  return new RegExp(`^${source}$`, 'u');
}

const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

function refuseTooMany(filters: readonly Input[]): void {
  const values = filters.flatMap((filter) => textsOf(filter, 'Values')).length;
  if (filters.length > MOST_FILTERS || values > MOST_VALUES)
    throw new ApiError(
      'FilterLimitExceeded',
      `The request has ${filters.length} filters and ${values} filter values, at most ${MOST_FILTERS} and ${MOST_VALUES}`,
    );
}
