import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { type Policy, parsePolicy } from '../iam/policy-document';
import { once } from './once';
import { read, readAll, readIfThere } from './unread';

export interface ReadRole {
  readonly arn: string;
  readonly trust: Policy;
  readonly boundaryArn: string | undefined;
}

/** Roles by name, with their policies parsed. */
export interface IamReads {
  role(roleName: string): Promise<ReadRole | undefined>;
  /** Inline and attached. */
  rolePolicies(roleName: string): Promise<readonly Policy[]>;
  managedPolicy(policyArn: string): Promise<Policy>;
}

export function iamReads(client: IAMClient): IamReads {
  const managedPolicy = once((arn) => readManagedPolicy(client, arn));
  return {
    role: once((roleName) => readRole(client, roleName)),
    rolePolicies: once(async (roleName) => [
      ...(await inlinePolicies(client, roleName)),
      ...(await Promise.all((await attachedPolicies(client, roleName)).map(managedPolicy))),
    ]),
    managedPolicy,
  };
}

// The model names the exception with a suffix, the wire without.
const NO_ROLE = ['NoSuchEntityException', 'NoSuchEntity'];

const readRole = (client: IAMClient, RoleName: string): Promise<ReadRole | undefined> =>
  readIfThere('iam:GetRole', RoleName, NO_ROLE, async () => {
    const { Role } = await client.send(new GetRoleCommand({ RoleName }));
    return {
      arn: Role?.Arn ?? '',
      trust: parsePolicy(`trust policy of ${RoleName}`, Role?.AssumeRolePolicyDocument ?? ''),
      boundaryArn: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
    };
  });

async function inlinePolicies(client: IAMClient, RoleName: string): Promise<readonly Policy[]> {
  const names = await readAll('iam:ListRolePolicies', RoleName, async (Marker) => {
    const answer = await client.send(new ListRolePoliciesCommand({ RoleName, Marker }));
    return { items: answer.PolicyNames, nextToken: answer.IsTruncated ? answer.Marker : undefined };
  });
  return await Promise.all(
    names.map((PolicyName) =>
      read('iam:GetRolePolicy', RoleName, async () => {
        const answer = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
        return parsePolicy(`inline policy ${PolicyName} of ${RoleName}`, answer.PolicyDocument ?? '');
      }),
    ),
  );
}

async function attachedPolicies(client: IAMClient, RoleName: string): Promise<readonly string[]> {
  const attached = await readAll('iam:ListAttachedRolePolicies', RoleName, async (Marker) => {
    const answer = await client.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker }));
    return { items: answer.AttachedPolicies, nextToken: answer.IsTruncated ? answer.Marker : undefined };
  });
  return attached.flatMap(({ PolicyArn }) => PolicyArn ?? []);
}

async function readManagedPolicy(client: IAMClient, PolicyArn: string): Promise<Policy> {
  const VersionId = await read('iam:GetPolicy', PolicyArn, async () => {
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
    return Policy?.DefaultVersionId;
  });
  return await read('iam:GetPolicyVersion', PolicyArn, async () => {
    const answer = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    return parsePolicy(`managed policy ${PolicyArn}`, answer.PolicyVersion?.Document ?? '');
  });
}
