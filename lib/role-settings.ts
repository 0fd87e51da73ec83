import { type IManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AppSettings } from './app-settings';

/** What an organisation may ask of every role that is made in its accounts. */
export type RoleSettings = Pick<AppSettings, 'permissionsBoundaryArn' | 'rolePath'>;

export interface RoleProps {
  readonly path: string | undefined;
  readonly permissionsBoundary: IManagedPolicy | undefined;
}

/** @param scope of one role: the reference to the boundary stands beside it */
export const roleProps = (
  scope: Construct,
  { permissionsBoundaryArn, rolePath }: RoleSettings,
): RoleProps => ({
  path: rolePath === '/' ? undefined : rolePath,
  permissionsBoundary: permissionsBoundaryArn
    ? ManagedPolicy.fromManagedPolicyArn(scope, 'PermissionsBoundary', permissionsBoundaryArn)
    : undefined,
});
