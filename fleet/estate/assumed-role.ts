import { AssumeRoleCommand, type AssumeRoleCommandOutput, type STSClient } from '@aws-sdk/client-sts';
import { parseArn } from '../../policy';
import { UserMistake } from '../user-mistake';

export interface Role {
  readonly arn: string;
  readonly externalId: string | undefined;
}

export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** An hour is what every role allows, and the most that one role gets of another. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html */
const SESSION_SECONDS = 3600;
/** The SDK asks anew when five minutes are left. */
const REFRESHED_BEFORE_SECONDS = 600;

/**
 * The credentials of a role, for all the clients of an account: assumed when they are first asked for, and anew before
 * they expire. Their age is counted here, so that a clock that is wrong does no harm.
 *
 * @param sts asked in turn while the Region of one is not enabled in the role's account
 */
export function assumedRole(
  sts: readonly STSClient[],
  role: Role,
  clock: () => Date,
): () => Promise<SessionCredentials> {
  let session: { readonly credentials: Promise<SessionCredentials>; readonly freshUntil: number } | undefined;
  return () => {
    const now = clock().getTime();
    if (session && now < session.freshUntil) return session.credentials;
    const credentials = assume(sts, role, new Date(now + SESSION_SECONDS * 1000));
    session = { credentials, freshUntil: now + (SESSION_SECONDS - REFRESHED_BEFORE_SECONDS) * 1000 };
    credentials.catch(() => {
      session = undefined;
    });
    return credentials;
  };
}

async function assume(
  [sts, ...others]: readonly STSClient[],
  role: Role,
  expiration: Date,
): Promise<SessionCredentials> {
  if (!sts) throw new Error('there is no STS client to ask');
  const command = new AssumeRoleCommand({
    RoleArn: role.arn,
    RoleSessionName: 'flow-logs',
    DurationSeconds: SESSION_SECONDS,
    ExternalId: role.externalId,
  });
  try {
    return toCredentials(await sts.send(command), role, expiration);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'RegionDisabledException' && others.length > 0)
      return await assume(others, role, expiration);
    throw error.name === 'AccessDenied' ? new UserMistake(refusal(role, error.message)) : error;
  }
}

/** STS does not say which of these it is. */
const refusal = ({ arn, externalId }: Role, message: string): string =>
  `${arn} cannot be assumed: it is not there, does not trust these credentials, ${externalId === undefined ? 'wants an external ID (--external-id)' : 'wants another external ID'}, or these credentials may not do sts:AssumeRole on it. AWS says: ${message}`;

function toCredentials(
  { Credentials, AssumedRoleUser }: AssumeRoleCommandOutput,
  role: Role,
  expiration: Date,
): SessionCredentials {
  const session = AssumedRoleUser?.Arn;
  if (session !== undefined && parseArn(session)?.accountId !== parseArn(role.arn)?.accountId)
    throw new UserMistake(
      `sts:AssumeRole answers for ${role.arn} with a session of another account, ${session}; check --endpoint-url`,
    );
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw new UserMistake(`sts:AssumeRole answers without credentials for ${role.arn}`);
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration,
  };
}
