import { listOf, matching, oneOf } from '../../policy';
import { destinationPattern, destinationTypeOf, type ScopeTags, scopeTags } from '../../policy/kinds';
import { BUCKET, LOG_GROUP, STREAM } from './builders';

it.each<readonly [readonly string[], string]>([
  [['s3'], 's3'],
  [['plain-text', 'parquet'], 'plain-text or parquet'],
  [['ALL', 'ACCEPT', 'REJECT'], 'ALL, ACCEPT or REJECT'],
])('%j is allowed as "%s"', (values, allowed) => expect(oneOf(values).allowed).toBe(allowed));

describe('a list', () => {
  const anything = listOf(matching(/^.*$/, 'anything'), 'anything');

  it.each(['', ' ', 'a,', ',a', 'a,,b', 'a, ,b'])(
    '%j is refused: an empty item is no value of any kind',
    (text) => expect(anything.parse(text)).toBeUndefined(),
  );

  it('holds each value once, without the spaces around it', () =>
    expect(anything.parse(' a ,b,a')).toEqual(['a', 'b']));
});

const partsOf = (service: string, resource: string) => (account: string) =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}`;

describe.each([
  ['cloud-watch-logs', partsOf('logs', 'log-group:flow')],
  ['kinesis-data-firehose', partsOf('firehose', 'deliverystream/flow')],
] as const)('the account of a destination of type %s', (type, arnOf) => {
  it.each(['111122223333', '*', '**', '1111*', '*3333', '1*3', '11*22*33'])('may be %s', (account) =>
    expect(destinationTypeOf(arnOf(account))).toBe(type),
  );

  it.each(['', '1111', '1111222233334', 'x*', '*x', 'x*1', '1*x', '1111?'])('may not be %j', (account) =>
    expect(destinationTypeOf(arnOf(account))).toBeUndefined(),
  );
});

it.each([
  ['text before the ARN of a bucket', `x${BUCKET}`],
  ['text before the ARN of a log group', `x${LOG_GROUP}`],
  ['text before the ARN of a stream', `x${STREAM}`],
  ['a service whose name ends like S3', 'arn:aws:xs3:::b'],
  ['a bucket with a colon', 'arn:aws:s3:::b:c'],
  ['a folder with a colon', 'arn:aws:s3:::b/c:d'],
  ['a stream of a log group', `${LOG_GROUP}:log-stream:x`],
  ['text after the name of a stream', `${STREAM}:x`],
  ['a partition in capitals', BUCKET.replace('aws', 'AWS')],
  ['no partition', BUCKET.replace('aws', '')],
])('%s is no destination', (_, text) => expect(destinationTypeOf(text)).toBeUndefined());

it.each(['"x"', '\\x', '{{x}}', 'x y', 'x\ny', 'ü'])(
  'a destination may not hold %j, wherever it stands',
  (text) => expect(destinationPattern.parse(`${BUCKET}/${text}/folder`)).toBeUndefined(),
);

describe('scope tags', () => {
  it.each<readonly [string, ScopeTags]>([
    ['a=b', { a: ['b'] }],
    [' a = b | c , d=e', { a: ['b', 'c'], d: ['e'] }],
    ['a=B|b', { a: ['b'] }],
    ['a=b=c', { a: ['b=c'] }],
  ])('%j are read', (text, tags) => expect(scopeTags.parse(text)).toEqual(tags));

  it.each(['a', '=b', '=a=b', 'a=', 'a=|b', 'a= |b', 'a=b, a=c', 'aws:a=b', 'a|b=c', 'a"=b', 'a=b\n'])(
    '%j are refused',
    (text) => expect(scopeTags.parse(text)).toBeUndefined(),
  );
});
