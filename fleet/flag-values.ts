import { InvalidArgumentError } from 'commander';
import { parseArn, VPC_ID_PATTERN } from '../policy';

const REGION = /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/;

/** Values that are separated by commas, or given by repeating the flag. */
const listOf =
  (pattern: RegExp, allowed: string) =>
  (given: string, before: readonly string[] | undefined): readonly string[] => {
    const values = given.split(',').map((value) => value.trim());
    const bad = values.find((value) => !pattern.test(value));
    if (bad !== undefined) throw new InvalidArgumentError(`Got '${bad}', allowed: ${allowed}.`);
    return [...new Set([...(before ?? []), ...values])];
  };

const one =
  (pattern: RegExp, allowed: string) =>
  (given: string): string => {
    if (!pattern.test(given)) throw new InvalidArgumentError(`Got '${given}', allowed: ${allowed}.`);
    return given;
  };

const REGION_EXAMPLE = 'Regions such as eu-central-1';

const REGION_LIST = `${REGION_EXAMPLE}, with commas between them`;
const regionList = listOf(REGION, `${REGION_LIST}, or all`);

export function regionsOrAll(
  given: string,
  before: 'all' | readonly string[] | undefined,
): 'all' | readonly string[] {
  if (given === 'all' && before === undefined) return 'all';
  if (given === 'all' || before === 'all')
    throw new InvalidArgumentError(`Got 'all' beside others, allowed: ${REGION_LIST}, or all.`);
  return regionList(given, before);
}
export const region = one(REGION, REGION_EXAMPLE);
export const vpcIds = listOf(
  new RegExp(VPC_ID_PATTERN),
  'VPC ids such as vpc-0123456789abcdef0, with commas between them',
);
export const requirementName = one(
  /^[a-z][a-z0-9-]{0,39}$/,
  'the name of a requirement: lower-case letters, digits and hyphens',
);
/** PutConfigRule: https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRule.html */
export const ruleName = one(/^[^\s]{1,128}$/, 'the name of a Config rule');

export const accountIds = listOf(/^\d{12}$/, 'account ids of twelve digits, with commas between them');
/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const roleName = one(
  /^[\w+=,.@-]{1,64}$/,
  'the name of an IAM role without its path: up to 64 letters, digits and _+=,.@-',
);
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const externalId = one(
  /^[\w+=,.@:/-]{2,1224}$/,
  'an external ID: 2 to 1224 letters, digits and _+=,.@:/-',
);

const MOST_AT_ONCE = 128;

export function concurrency(given: string): number {
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < 1 || number > MOST_AT_ONCE)
    throw new InvalidArgumentError(`Got '${given}', allowed: 1 to ${MOST_AT_ONCE}.`);
  return number;
}

const DESTINATION = 'the ARN of a bucket with its prefix, of a log group or of a stream';

export function destinations(given: string, before: readonly string[] | undefined): readonly string[] {
  if (!['s3', 'logs', 'firehose'].includes(parseArn(given)?.service ?? ''))
    throw new InvalidArgumentError(`Got '${given}', allowed: ${DESTINATION}.`);
  return [...(before ?? []), given];
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function endpointUrl(given: string): string {
  const { protocol, hostname } = URL.canParse(given) ? new URL(given) : { protocol: '', hostname: '' };
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new InvalidArgumentError(`Got '${given}', allowed: a URL such as http://127.0.0.1:4599.`);
  if (protocol === 'http:' && !LOOPBACK.test(hostname))
    throw new InvalidArgumentError(
      `Got '${given}', allowed: https://, or http:// to 127.0.0.1 or localhost: session tokens are part of every call.`,
    );
  return given;
}
