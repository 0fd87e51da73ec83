import type { Case } from '../case';
import { TRUST, WRITING } from './destinations';

const call = (operation: string, title: string, input: Case['input']): Case => ({
  service: 'iam',
  operation,
  title,
  input,
});

const role = { RoleName: 'app' };
const unknown = { RoleName: 'none' };
const policy = { ...role, PolicyName: 'write' };

export const ROLE_CASES: readonly Case[] = [
  call('CreateRole', 'a role', { ...role, AssumeRolePolicyDocument: TRUST, Description: 'd' }),
  call('CreateRole', 'the role again', { ...role, AssumeRolePolicyDocument: TRUST }),
  call('CreateRole', 'a trust policy that is no JSON', {
    RoleName: 'bad',
    AssumeRolePolicyDocument: 'nonsense',
  }),
  { ...call('DeleteRole', 'clean', { RoleName: 'bad' }), isCleaning: true },
  call('GetRole', 'a role', role),
  call('GetRole', 'unknown', unknown),
  call('PutRolePolicy', 'a policy', { ...policy, PolicyDocument: WRITING }),
  call('PutRolePolicy', 'no JSON', { ...policy, PolicyDocument: 'nonsense' }),
  call('PutRolePolicy', 'unknown role', { ...policy, ...unknown, PolicyDocument: WRITING }),
  call('GetRolePolicy', 'a policy', policy),
  call('GetRolePolicy', 'unknown', { ...policy, PolicyName: 'none' }),
  call('ListRolePolicies', 'of the role', role),
  call('DeleteRole', 'with a policy', role),
  call('DeleteRolePolicy', 'a policy', policy),
  call('DeleteRolePolicy', 'a policy, gone', policy),
  call('DeleteRole', 'a role', role),
  call('DeleteRole', 'unknown', unknown),
];
