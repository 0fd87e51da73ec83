import type { Constraints } from '../constraints';
import { type Input, type OperationRequest, type Paging, structuresOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';

const MOST_RESULTS = 50;

export const validationError = (problem: string): ApiError =>
  new ApiError('ValidationException', `1 validation error detected: ${problem}`);

export const MAX_RESULTS: Constraints = { MaxResults: { range: [1, MOST_RESULTS] } };

/** By 50 unless told otherwise: AWS documents the range of MaxResults, and no usual value. */
export const pagingOf = ({ input, world }: Pick<OperationRequest, 'input' | 'world'>): Paging => ({
  token: textOf(input, 'NextToken'),
  limit: Math.min(Number(input['MaxResults'] ?? MOST_RESULTS), world.faults.longestPage),
  invalidToken: 'InvalidNextToken',
});

export interface RequestFilter {
  readonly key: string;
  readonly values: readonly string[];
}

export const filtersOf = (input: Input): readonly RequestFilter[] =>
  structuresOf(input, 'Filters').map((filter) => ({
    key: textOf(filter, 'Key') ?? '',
    values: textsOf(filter, 'Values'),
  }));

export const invalidFilterKey = (key: string): ApiError =>
  new ApiError('InvalidFilterKey', `The specified key ${key} isn't valid.`);

/** The time that a filter such as StartTimeBefore names. */
export function filterTime({ key, values }: RequestFilter): number {
  const time = values.length === 1 ? Date.parse(values[0] ?? '') : Number.NaN;
  if (Number.isNaN(time))
    throw new ApiError('InvalidFilterValue', `The value of ${key} isn't a time: ${values.join(', ')}`);
  return time;
}

/** `arn:aws:ssm:region:account:kind/name` */
export const ssmArn = ({ region: { place } }: OperationRequest, resource: string): string =>
  `arn:${place.partition}:ssm:${place.region}:${place.accountId}:${resource}`;
