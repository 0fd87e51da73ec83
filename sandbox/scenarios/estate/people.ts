import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Sandbox } from '../../sandbox';

export type ClientSettings = ReturnType<Sandbox['administrator']>;

export interface NamedRole {
  readonly accountId: string;
  readonly name: string;
  /** Who may assume it. */
  readonly trusts: string;
  readonly statements: readonly object[];
}

const document = (Statement: unknown): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** @returns the ARN of the role */
export async function makeRole(
  sandbox: Sandbox,
  { accountId, name, trusts, statements }: NamedRole,
): Promise<string> {
  const iam = new IAMClient(sandbox.administrator(accountId));
  try {
    const trust = document({ Effect: 'Allow', Principal: { AWS: trusts }, Action: 'sts:AssumeRole' });
    const input = { RoleName: name, AssumeRolePolicyDocument: trust };
    const { Role } = await iam.send(new CreateRoleCommand(input));
    const PolicyDocument = document(statements);
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: name, PolicyDocument }));
    return Role?.Arn ?? '';
  } finally {
    iam.destroy();
  }
}

/** Settings for SDK clients of whoever assumed the role under this name. */
export async function assuming(
  sandbox: Sandbox,
  RoleArn: string,
  RoleSessionName: string,
): Promise<ClientSettings> {
  const administrator = sandbox.administrator();
  const sts = new STSClient(administrator);
  try {
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName }));
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    return { ...administrator, credentials };
  } finally {
    sts.destroy();
  }
}
