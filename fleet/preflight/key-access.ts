import type { KeyMetadata } from '@aws-sdk/client-kms';
import { type Place, parseArn } from '../../policy';
import { attempt } from './attempt';
import type { CheckId } from './checks';
import { type Finding, problem, unknown } from './finding';
import { evaluate, type Outcome } from './iam/evaluate';
import type { Policy } from './iam/policy-document';
import type { RequestContext } from './iam/policy-request';
import type { KeyReads } from './reads/key-reads';
import { accessFinding } from './service-access';

/** Who must be able to use a key for what. */
export interface KeyQuestion {
  readonly check: CheckId;
  readonly place: Place;
  readonly keyArn: string;
  /** Names of one service: that of a partition may have a suffix of its own. */
  readonly services: readonly string[];
  readonly context: RequestContext;
}

export function checkKey(keys: KeyReads, question: KeyQuestion): Promise<readonly Finding[]> {
  const { check, place, keyArn } = question;
  return attempt(check, keyArn, async () => {
    const arn = parseArn(keyArn);
    if (arn?.accountId !== place.accountId || arn.region !== place.region)
      return [unknown(check, keyArn, elsewhere(place), askOwner(question))];
    const key = await keys.key(keyArn);
    const unusable = unusableKey(key);
    if (unusable !== undefined) return [problem(check, keyArn, unusable)];
    // An alias has no policy of its own.
    const own = key?.Arn ?? keyArn;
    return [keyFinding({ ...question, keyArn: own }, await keys.policy(own))];
  });
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
function unusableKey(key: KeyMetadata | undefined): string | undefined {
  if (!key) return 'there is no such key';
  if (key.KeyState !== 'Enabled') return `the state of the key is ${key.KeyState}`;
  if (key.KeyManager === 'AWS') return 'it is a key that AWS manages: its policy cannot let the service in';
  return undefined;
}

const elsewhere = ({ accountId, region }: Place): string =>
  `the key is not of the account ${accountId} and the Region ${region}, where its policy could be read`;

const askOwner = ({ services: [service], context }: KeyQuestion): string =>
  `Ask the owner whether the key policy lets ${service} use the key with ${JSON.stringify(context['aws:SourceArn'] ?? context)}`;

/**
 * Encrypting takes a data key, and reading one back. AWS's statements allow more, of which nothing says that it is
 * needed: without it, the answer is unknown.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html
 */
const NEEDED = ['kms:GenerateDataKey', 'kms:Decrypt'];
const RECOMMENDED = ['kms:Encrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:DescribeKey'];

export function keyFinding({ check, keyArn, services, context }: KeyQuestion, policy: Policy): Finding {
  const [service = ''] = services;
  const ask = (action: string): Outcome =>
    evaluate([policy], { services, action, resource: keyArn, context });
  const needed = NEEDED.map((action) => ({ what: `${action} by ${service}`, outcome: ask(action) }));
  const finding = accessFinding(check, keyArn, needed);
  const missing = RECOMMENDED.filter((action) => ask(action).effect !== 'allowed');
  if (finding.status !== 'ok' || missing.length === 0) return finding;
  return unknown(
    check,
    keyArn,
    `the service may encrypt, but AWS's key policy allows more: ${missing.join(', ')}`,
    "Add the actions that are missing from AWS's statement",
  );
}
