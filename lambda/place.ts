import { type Place, parseArn } from '../policy';
import { refuse } from './json-members';

/** The function stands where it judges: one per account and Region. */
export function placeOf(invokedFunctionArn: string): Place {
  const arn = parseArn(invokedFunctionArn);
  if (arn?.service !== 'lambda' || arn.region === '' || !/^\d{12}$/.test(arn.accountId))
    throw refuse('context.invokedFunctionArn', invokedFunctionArn, 'the ARN of a Lambda function');
  return { partition: arn.partition, region: arn.region, accountId: arn.accountId };
}
