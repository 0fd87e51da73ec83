import type { OperationRequest } from '../operation';

/**
 * Whoever hands a role to Systems Manager must be allowed to pass it:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html
 */
export const authorizePassRole = ({ authorize }: OperationRequest, roleArn: string): void =>
  authorize('iam:PassRole', roleArn, { 'iam:PassedToService': 'ssm.amazonaws.com' });
