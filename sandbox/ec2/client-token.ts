import { type OperationRequest, textOf } from '../operation';
import { ApiError } from '../wire/api-error';

/**
 * The same token with the same request answers as before and creates nothing; with another request it is refused. Only
 * success is remembered: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html
 */
export function earlierAnswer(
  { region, input }: OperationRequest,
  operation: string,
): Readonly<Record<string, unknown>> | undefined {
  const earlier = region.rememberedAnswers.get(key(operation, textOf(input, 'ClientToken') ?? ''));
  if (earlier && earlier.asked !== JSON.stringify(input))
    throw new ApiError(
      'IdempotentParameterMismatch',
      'The client token was used with other parameters before',
    );
  return earlier?.answer;
}

export function rememberAnswer(
  { region, input }: OperationRequest,
  operation: string,
  answer: Record<string, unknown>,
): void {
  const token = textOf(input, 'ClientToken');
  if (token) region.rememberedAnswers.set(key(operation, token), { asked: JSON.stringify(input), answer });
}

const key = (operation: string, token: string): string => `${operation}/${token}`;
