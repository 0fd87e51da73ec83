import type { OperationRequest } from '../operation';
import { ssmArn } from './ssm-requests';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const authorizeStart = (request: OperationRequest, documentName: string): void =>
  request.authorize(
    'ssm:StartAutomationExecution',
    ssmArn(request, `automation-definition/${documentName}:$DEFAULT`),
  );

/**
 * Whoever hands a role to Systems Manager must be allowed to pass it:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html
 */
export const authorizePassRole = ({ authorize }: OperationRequest, roleArn: string): void =>
  authorize('iam:PassRole', roleArn, { 'iam:PassedToService': 'ssm.amazonaws.com' });
