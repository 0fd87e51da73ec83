/** ARNs as values: destinations are compared part by part, never as strings, so that `bucket` never approves `bucket2`. */

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const [, partition, service, region, accountId, resource] =
    /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text) ?? [];
  if (!partition || !service || region === undefined || accountId === undefined || !resource)
    return undefined;
  return { partition, service, region, accountId, resource };
}

/**
 * The one spelling of a destination. EC2 returns log groups without the `:*` that CloudFormation's `Arn` attribute
 * carries, buckets with or without a trailing slash, and EC2's API reference writes streams as `deliverystream:name`
 * where Firehose's own ARNs have a slash. In `log-group:*` the `*` is the name.
 */
function normalizeDestination(text: string): string {
  const trimmed = text.trim();
  const arn = parseArn(trimmed);
  if (arn?.service === 'logs') return trimmed.replace(/(:log-group:[^:]+):\*$/, '$1');
  if (arn?.service === 's3') return trimmed.replace(/\/+$/, '');
  if (arn?.service === 'firehose') return trimmed.replace(/:deliverystream:/, ':deliverystream/');
  return trimmed;
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

const matchesParts = (globs: readonly string[], parts: readonly string[]): boolean =>
  globs.length === parts.length && globs.every((glob, index) => matchesPart(glob, parts[index] ?? ''));

/** Two pointers instead of a regular expression: a pattern is operator input and must not backtrack. */
function matchesPart(glob: string, text: string): boolean {
  if (!glob.includes('*')) return glob === text;
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at === -1 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
