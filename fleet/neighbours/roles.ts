import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';

/** Whether an account has a role of that name. */
export type HasRole = (roleName: string) => Promise<boolean>;

/** Roles are of an account and not of a Region: whoever asks in many Regions asks IAM once. */
export function rolesByAccount(): (iam: IAMClient, accountId: string) => HasRole {
  const answers = new Map<string, Promise<boolean>>();
  return (iam, accountId) => (roleName) => {
    const key = `${accountId} ${roleName}`;
    const answer = answers.get(key) ?? hasRole(iam, roleName);
    answers.set(key, answer);
    return answer;
  };
}

async function hasRole(iam: IAMClient, RoleName: string): Promise<boolean> {
  try {
    await iam.send(new GetRoleCommand({ RoleName }));
    return true;
  } catch (error) {
    // The model names the exception with a suffix, the wire without.
    if (error instanceof Error && /^NoSuchEntity(Exception)?$/.test(error.name)) return false;
    throw error;
  }
}
