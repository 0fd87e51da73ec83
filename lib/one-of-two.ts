import { Token } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { UserMistake } from './user-mistake';

/** Refuses a construct and an ARN of the same thing. */
export function refuseBoth(construct: readonly [string, unknown], arn: readonly [string, unknown]): void {
  const [[constructName, given], [arnName, value]] = [construct, arn];
  if (given !== undefined && value !== undefined)
    throw new UserMistake(
      `log destination: got both ${constructName} and ${arnName} ${String(value)}, allowed: one of them; remove the other`,
    );
}

/** An ARN that is written out; one that only deployment knows cannot be validated. */
export const writtenArn = (arn: string | undefined): string | undefined =>
  Token.isUnresolved(arn) ? undefined : arn;

/**
 * An alias is a key to CDK, but its ARN is none of a key, which is what CloudWatch Logs and delivery to S3 ask for:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 */
export function refuseAlias(key: IKey | undefined): void {
  if (key !== undefined && 'aliasName' in key)
    throw new UserMistake(
      'log destination: got an alias as encryptionKey, allowed: the key itself; pass the key that the alias is of',
    );
}

/**
 * The stack changes nothing about what exists. Where that is written out, the settings are refused with everything else that
 * is wrong.
 */
export function refuseForExisting(
  what: string,
  arn: string | undefined,
  { encryptionKey, ...written }: Readonly<Record<string, unknown>>,
): void {
  if (arn === undefined) return;
  const settings = { encryptionKey, ...(Token.isUnresolved(arn) ? written : {}) };
  const [name] = Object.entries(settings).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined)
    throw new UserMistake(
      `log destination: got ${name} with an existing ${what}, allowed: ${name} only for a ${what} that the stack makes; remove it, and set it on the existing ${what} itself`,
    );
}

/** Unset and empty mean the same, as in `cdk.json`. */
export const withoutEmpty = <Props extends object>(props: Props): Props =>
  Object.fromEntries(Object.entries(props).filter(([, value]) => value !== '')) as Props;
