import { type OperationRequest, type Paging, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';

/** EC2 refuses a MaxResults outside the operation's range instead of rounding it. */
export function pagingOf(
  { world, input }: OperationRequest,
  { least, most }: { readonly least: number; readonly most: number },
): Paging {
  const given = input['MaxResults'];
  const limit = typeof given === 'number' ? given : most;
  if (limit < least || limit > most)
    throw new ApiError(
      'InvalidParameterValue',
      `Value ( ${limit} ) for parameter maxResults is invalid. Expecting a value from ${least} to ${most}.`,
    );
  const shown = Math.min(limit, world.faults.longestPage);
  return { token: textOf(input, 'NextToken'), limit: shown, invalidToken: 'InvalidParameterValue' };
}

/** Resources that are asked for by id come in one answer. */
export function refusePagesOfIds({ input }: OperationRequest, idsMember: string): void {
  if (textsOf(input, idsMember).length > 0 && input['MaxResults'] !== undefined)
    throw new ApiError(
      'InvalidParameterCombination',
      `The parameter ${idsMember} cannot be used with the parameter MaxResults`,
    );
}
