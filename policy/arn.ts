/** ARNs as values: destinations are compared part by part, never as strings, so that `bucket` never approves `bucket2`. */

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

const ARN =
  /^arn:(?<partition>[^:]+):(?<service>[^:]+):(?<region>[^:]*):(?<accountId>[^:]*):(?<resource>.+)/s;

export const parseArn = (text: string): Arn | undefined => ARN.exec(text)?.groups as Arn | undefined;

/**
 * The one spelling of a destination. EC2 returns log groups without the `:*` that CloudFormation's `Arn` attribute
 * carries, buckets with or without a trailing slash, and EC2's API reference writes streams as `deliverystream:name`
 * where Firehose's own ARNs have a slash. In `log-group:*` the `*` is the name.
 */
function normalizeDestination(text: string): string {
  const arn = parseArn(text);
  if (arn?.service === 'logs') return text.replace(/(:log-group:[^:]+):\*$/, '$1');
  if (arn?.service === 's3') return text.replace(/\/+$/, '');
  if (arn?.service === 'firehose') return text.replace(/:deliverystream:/, ':deliverystream/');
  return text;
}

/** Whether two ARNs name the same place that records are written to. */
export const isSameDestination = (left: string, right: string): boolean =>
  normalizeDestination(left) === normalizeDestination(right);

/**
 * Whether an approved destination covers a flow log's. `*` stands for any text within one part: a part ends at `:`,
 * and in S3 at `/` too. A bucket approves its prefixes, and a prefix those below it: `bucket/*` says no more than `bucket`.
 */
export function approves(pattern: string, destination: string): boolean {
  const approved = parseArn(normalizeDestination(pattern));
  const actual = parseArn(normalizeDestination(destination));
  if (!approved || !actual) return false;
  const head: readonly (readonly [string, string])[] = [
    [approved.partition, actual.partition],
    [approved.service, actual.service],
    [approved.region, actual.region],
    [approved.accountId, actual.accountId],
  ];
  if (!head.every(([glob, text]) => matchesPart(glob, text))) return false;
  return approved.service === 's3'
    ? approvesPath(approved.resource, actual.resource)
    : matchesParts(approved.resource.split(':'), actual.resource.split(':'));
}

function approvesPath(pattern: string, path: string): boolean {
  const globs = pattern.replace(/(\/\*)+$/, '').split('/');
  const segments = path.split('/');
  return matchesParts(globs, segments.slice(0, globs.length));
}

function matchesParts([glob, ...globs]: readonly string[], [part, ...parts]: readonly string[]): boolean {
  if (glob === undefined || part === undefined) return glob === part;
  return matchesPart(glob, part) && matchesParts(globs, parts);
}

/** Piece by piece instead of a regular expression: a pattern is operator input and must not backtrack. */
function matchesPart(glob: string, text: string): boolean {
  const first = glob.indexOf('*');
  if (first === -1) return glob === text;
  const last = glob.lastIndexOf('*');
  const start = glob.slice(0, first);
  const end = glob.slice(last + 1);
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return false;
  let rest = text.slice(start.length, text.length - end.length);
  for (const piece of glob.slice(first + 1, last).split('*')) {
    const at = rest.indexOf(piece);
    if (at === -1) return false;
    rest = rest.slice(at + piece.length);
  }
  return true;
}
