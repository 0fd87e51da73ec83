import { type Input, type Paging, textOf } from '../operation';
import { ApiError } from '../wire/api-error';

const USUAL = 10;
const MOST = 100;

/** Config pages by 10 unless told otherwise, and takes 0 for the same. */
export function limitOf(given: unknown): number {
  if (given === undefined || given === 0) return USUAL;
  if (typeof given === 'number' && given > 0 && given <= MOST) return given;
  throw validationError(`limit must be less than or equal to ${MOST}, got ${String(given)}`);
}

export const pagingOf = (input: Input): Paging => ({
  token: textOf(input, 'NextToken'),
  limit: limitOf(input['Limit']),
  invalidToken: 'InvalidNextTokenException',
});

export const validationError = (message: string): ApiError => new ApiError('ValidationException', message);
