import { memberOf, textOf } from './json-members';

/**
 * Who made a call, by the userIdentity of CloudTrail's record; undefined where it names nobody.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function actorOf(userIdentity: unknown): string | undefined {
  const text = (name: string): string | undefined => textOf(memberOf(userIdentity, name));
  const who = identityOf(text, userIdentity);
  const service = text('invokedBy');
  if (service === undefined || who === `service ${service}`) return who;
  return who === undefined ? `service ${service}` : `${who}, through ${service}`;
}

function identityOf(text: (name: string) => string | undefined, userIdentity: unknown): string | undefined {
  const [type, arn, account] = [text('type'), text('arn'), text('accountId')];
  const name = text('userName') ?? arn?.split('/').at(-1);
  switch (type) {
    case 'AssumedRole':
      return assumedRole(arn, userIdentity);
    case 'Role':
      return named('role', name);
    case 'IAMUser':
      return named('user', name);
    case 'FederatedUser':
      return named('federated user', name);
    case 'Root':
      return named('root user of account', account);
    case 'AWSAccount':
      return named('account', account);
    case 'AWSService':
      return named('service', text('invokedBy'));
    default:
      return arn ?? named(type ?? '', text('userName') ?? text('principalId'));
  }
}

const named = (kind: string, name: string | undefined): string | undefined =>
  name === undefined ? undefined : `${kind} ${name}`.trim();

/** `arn:aws:sts::111122223333:assumed-role/NAME/SESSION` */
function assumedRole(arn: string | undefined, userIdentity: unknown): string | undefined {
  const [, ...path] = arn?.split('/') ?? [];
  const issuer = memberOf(memberOf(userIdentity, 'sessionContext'), 'sessionIssuer');
  const role = textOf(memberOf(issuer, 'userName')) ?? path[0];
  if (role === undefined) return arn;
  const session = path.slice(1).join('/');
  return session === '' ? `role ${role}` : `role ${role}, session ${session}`;
}
