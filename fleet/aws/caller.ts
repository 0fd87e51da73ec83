import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { parseArn } from '../../policy';
import { UserMistake } from '../user-mistake';

/** Whose credentials they are. */
export interface Caller {
  readonly accountId: string;
  readonly partition: string;
  readonly arn: string;
}

/** @throws UserMistake where the credentials belong to nobody that AWS knows */
export async function callerOf(sts: STSClient): Promise<Caller> {
  const { Account: accountId, Arn: arn } = await sts.send(new GetCallerIdentityCommand({}));
  const partition = arn && parseArn(arn)?.partition;
  if (!accountId || !partition)
    throw new UserMistake('sts:GetCallerIdentity names no account; check --endpoint-url and the credentials');
  return { accountId, partition, arn };
}
