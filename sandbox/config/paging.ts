import type { Constraint } from '../constraints';
import { type Input, type OperationRequest, type Paging, textOf } from '../operation';

/** Config pages by 10 where an operation says nothing else, and takes 0 for the same. */
const USUAL = 10;

/** Of the members Limit and limit. */
export const LIMIT: Constraint = { range: [0, 100] };

export const limitOf = (given: unknown, usual = USUAL): number => Number(given || usual);

/** The members are spelt with a small letter where resources are asked for. */
export function pagingOf({ input, world }: Pick<OperationRequest, 'input' | 'world'>, usual = USUAL): Paging {
  const given = input['Limit'] ?? input['limit'];
  return {
    token: tokenOf(input),
    limit: Math.min(limitOf(given, usual), world.faults.longestPage),
    invalidToken: 'InvalidNextTokenException',
  };
}

const tokenOf = (input: Input): string | undefined =>
  textOf(input, 'NextToken') ?? textOf(input, 'nextToken');
