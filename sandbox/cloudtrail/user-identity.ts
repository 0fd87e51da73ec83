import { createHash } from 'node:crypto';
import type { Place } from '../../policy';
import type { Caller } from '../access';
import { roleId } from '../iam-api/roles';
import { rootArn } from '../owned-access';
import type { World } from '../world';

/** Who made a call, as a record tells it. */
export interface TrailIdentity {
  readonly username: string;
  readonly identity: Readonly<Record<string, unknown>>;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export function trailIdentity(
  world: World,
  { partition }: Place,
  caller: Caller,
  accessKeyId: string,
): TrailIdentity {
  switch (caller.kind) {
    case 'administrator': {
      const { accountId } = caller;
      const arn = rootArn(partition, accountId);
      return {
        username: 'root',
        identity: { type: 'Root', principalId: accountId, arn, accountId, accessKeyId },
      };
    }
    case 'role': {
      const { roleArn, accountId, sessionName = 'sandbox', invokedBy } = caller;
      const role = world.role(roleArn) ?? { arn: roleArn };
      const userName = roleArn.split('/').at(-1) ?? '';
      const principalId = roleId(role);
      const identity = {
        type: 'AssumedRole',
        principalId: `${principalId}:${sessionName}`,
        arn: `arn:${partition}:sts::${accountId}:assumed-role/${userName}/${sessionName}`,
        accountId,
        accessKeyId,
        sessionContext: {
          sessionIssuer: { type: 'Role', principalId, arn: roleArn, accountId, userName },
          attributes: { creationDate: wholeSeconds(world.scheduler.now()), mfaAuthenticated: 'false' },
        },
        ...(invokedBy !== undefined && { invokedBy }),
      };
      return { username: sessionName, identity };
    }
    case 'service':
      return { username: caller.service, identity: { type: 'AWSService', invokedBy: caller.service } };
  }
}

/** `2027-01-04T08:00:00Z` */
export const wholeSeconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

/** Ids of events take nothing from the ids of resources: recording changes nothing of a run. */
export const derivedUuid = (...of: readonly (string | number)[]): string => {
  const digits = createHash('sha256').update(of.join('/')).digest('hex');
  return [8, 12, 16, 20, 32].map((end, index, ends) => digits.slice(ends[index - 1] ?? 0, end)).join('-');
};
