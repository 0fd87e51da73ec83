import { type Input, notModelled, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';

const MOST_FILTERS = 50;
/** Of all filters of a request together: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const MOST_VALUES = 200;

/** What a filter looks at in an item. */
export type FilteredValues<T> = (item: T) => readonly string[];

/** Whether an item passes all filters: of each one, any value. A filter or a pattern that is not modelled is refused. */
export function itemFilter<T>(
  operation: string,
  filters: readonly Input[],
  valuesOf: (filterName: string) => FilteredValues<T> | undefined,
): (item: T) => boolean {
  refuseTooMany(filters);
  const tests = filters.map((filter) => {
    const name = textOf(filter, 'Name') ?? '';
    const values = valuesOf(name);
    if (!values) throw notModelled(`Filter ${name} of ${operation}`);
    const wanted = textsOf(filter, 'Values');
    const pattern = wanted.find((value) => /[*?\\]/.test(value));
    if (pattern !== undefined) throw notModelled(`the wildcards of ${pattern} in Filter of ${operation}`);
    return (item: T) => values(item).some((value) => wanted.includes(value));
  });
  return (item) => tests.every((test) => test(item));
}

function refuseTooMany(filters: readonly Input[]): void {
  const values = filters.flatMap((filter) => textsOf(filter, 'Values')).length;
  if (filters.length > MOST_FILTERS || values > MOST_VALUES)
    throw new ApiError(
      'FilterLimitExceeded',
      `The request has ${filters.length} filters and ${values} filter values, at most ${MOST_FILTERS} and ${MOST_VALUES}`,
    );
}
