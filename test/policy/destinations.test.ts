import { isSameDestination, parseArn } from '../../policy';
import { approves } from '../../policy/arn';
import { LOG_GROUP, STREAM } from './builders';

const s3 = (rest: string): string => `arn:aws:s3:::${rest}`;
const logs = (rest: string): string => `arn:aws:logs:eu-west-1:111122223333:${rest}`;

describe('a destination is approved', () => {
  it.each<readonly [string, string, string]>([
    ['by its own ARN', s3('b'), s3('b')],
    ['with a slash after the bucket', s3('b'), s3('b/')],
    ['when the pattern ends in a slash', s3('b/'), s3('b')],
    ['below an approved bucket', s3('b'), s3('b/p/q/')],
    ['below an approved folder', s3('b/p'), s3('b/p/q')],
    ['by /* after the bucket, also without a folder', s3('b/*'), s3('b')],
    ['by /* after a folder, also without one below', s3('b/p/*'), s3('b/p/')],
    ['by several /* at the end, which say no more', s3('b/*/*'), s3('b')],
    ['by * within a bucket name', s3('org-logs-*'), s3('org-logs-eu/team')],
    ['by * for nothing', s3('org-logs*'), s3('org-logs')],
    ['by * between two parts of a name', s3('*-logs-*-eu'), s3('org-logs-prod-eu')],
    ['by several * that may match in several ways', s3('a*b*b'), s3('abab-b')],
    ['by * for a whole folder', s3('b/*/flow'), s3('b/team/flow/x')],
    ['by a log group ARN with :*, as CloudFormation gives it', `${LOG_GROUP}:*`, LOG_GROUP],
    ['when EC2 gives :*', LOG_GROUP, `${LOG_GROUP}:*`],
    ['by * for every log group', logs('log-group:*'), LOG_GROUP],
    ['by * for every log group with :*', logs('log-group:*:*'), LOG_GROUP],
    ['by * across the slashes of a log group name', logs('log-group:/vpc/*'), logs('log-group:/vpc/a/b')],
    ['by * for Region and account', 'arn:aws:logs:*:*:log-group:flow', LOG_GROUP],
    ['by * within the account', 'arn:aws:logs:eu-west-1:1111*:log-group:flow', LOG_GROUP],
    ['by a stream ARN', STREAM, STREAM],
    ['by a stream ARN in the spelling of the EC2 API reference', STREAM, STREAM.replace('/', ':')],
    ['by * for every stream', 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/*', STREAM],
    ['in aws-cn', 'arn:aws-cn:s3:::b', 'arn:aws-cn:s3:::b/p'],
    [
      'in aws-us-gov',
      'arn:aws-us-gov:logs:*:*:log-group:f',
      'arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:f',
    ],
    ['by * for the partition', 'arn:aws*:s3:::b', 'arn:aws-cn:s3:::b'],
  ])('%s', (_, pattern, destination) => expect(approves(pattern, destination)).toBe(true));
});

describe('a destination is not approved', () => {
  it.each<readonly [string, string, string]>([
    ['when only the start of the bucket name is the same', s3('b'), s3('b2')],
    ['when only the end of the bucket name is the same', s3('logs'), s3('my-logs')],
    ['when only the start of the folder is the same', s3('b/p'), s3('b/pq')],
    ['above an approved folder', s3('b/p'), s3('b')],
    ['by a bucket in capitals', s3('B'), s3('b')],
    ['by * in the bucket for the folder too', s3('org-*'), 'arn:aws:s3:::other/org-'],
    ['by * for more than stands before an end', s3('*-logs'), s3('org-logs-2')],
    ['by * across slashes', s3('b/*/flow'), s3('b/x/y/flow')],
    ['by * in the bucket across the slash', s3('*/flow'), s3('a/b/flow')],
    ['by . for any character', s3('a.c'), s3('abc')],
    ['by a regular expression', s3('(a|b)+'), s3('a')],
    ['by ? for one character', s3('a?c'), s3('abc')],
    ['by an anchor', s3('b$'), s3('b')],
    ['by overlapping ends of a pattern', s3('aba*aba'), s3('ababa')],
    ['by pieces out of order', s3('a*b*c*d'), s3('acbd')],
    ['by a piece whose letters stand apart', s3('a*bc*d'), s3('abxcd')],
    ['by a piece that only the end holds', s3('a*x*x'), s3('ax')],
    ['in another partition', 'arn:aws:s3:::b', 'arn:aws-cn:s3:::b'],
    [
      'in another Region',
      'arn:aws:logs:eu-*:*:log-group:flow',
      'arn:aws:logs:us-east-1:111122223333:log-group:flow',
    ],
    ['in another account', LOG_GROUP, LOG_GROUP.replace('111122223333', '111122223334')],
    ['by a folder that is deeper, though * stands for it', s3('b/*/flow'), s3('b')],
    ['below the name of a log group, which is no folder', logs('log-group:flow'), logs('log-group:flow/x')],
    ['as a stream of an approved log group', logs('log-group:flow'), logs('log-group:flow:log-stream:x')],
    ['by a log group whose name is longer', logs('log-group:flow-2'), LOG_GROUP],
    ['by a log group whose name is shorter', logs('log-group:flo'), LOG_GROUP],
    ['by * of an account across the colon', 'arn:aws:logs:eu-west-1:*:flow', LOG_GROUP],
    ['of another service', 'arn:aws:firehose:eu-west-1:111122223333:log-group:flow', LOG_GROUP],
    ['when it is no ARN', s3('*'), 'b'],
    ['when it is empty', s3('*'), ''],
    ['by text that is no ARN', '*', s3('b')],
    ['by nothing', '', s3('b')],
    ['when it only has the form of a bucket', s3('b'), 'arn:aws:s3:::'],
  ])('%s', (_, pattern, destination) => expect(approves(pattern, destination)).toBe(false));

  it('by a * of its own: only the pattern has wildcards', () =>
    expect(approves(s3('b'), s3('*'))).toBe(false));

  // A pattern that backtracks would keep the test from ending.
  it('and a pattern of hundreds of * is answered', () =>
    expect(approves(s3(`${'a*'.repeat(400)}b`), s3('a'.repeat(1000)))).toBe(false));
});

it.each<readonly [string, string, string, boolean]>([
  ['a bucket with and without a slash', s3('b'), s3('b/'), true],
  ['a log group with and without :*', LOG_GROUP, `${LOG_GROUP}:*`, true],
  ['a stream in both spellings', STREAM, STREAM.replace('/', ':'), true],
  ['a folder with one slash at its end and with two', s3('b/p/'), s3('b/p//'), true],
  ['a bucket and its folder', s3('b'), s3('b/p'), false],
  ['two buckets', s3('b'), s3('b2'), false],
  ['a log group with :* amid its parts', logs('log-group:a:*:x'), logs('log-group:a:x'), false],
  [
    'deliverystream in both spellings, but of another service than Firehose',
    'arn:aws:other:eu-west-1:111122223333:deliverystream:flow',
    'arn:aws:other:eu-west-1:111122223333:deliverystream/flow',
    false,
  ],
  ['log groups where one is named by :*', logs('log-group:*'), logs('log-group'), false],
])('%s: the same destination or not', (_, left, right, same) => {
  expect(isSameDestination(left, right)).toBe(same);
  expect(isSameDestination(right, left)).toBe(same);
});

it('an ARN keeps the colons of its resource', () =>
  expect(parseArn('arn:aws:logs:eu-west-1:111122223333:log-group:a:*')).toEqual({
    partition: 'aws',
    service: 'logs',
    region: 'eu-west-1',
    accountId: '111122223333',
    resource: 'log-group:a:*',
  }));

it.each([
  '',
  'arn',
  'arn:aws:s3',
  'arn:aws:s3:::',
  'arn::s3:::b',
  'arn:aws::::b',
  'xarn:aws:s3:::b',
  'urn:aws:s3:::b',
  's3://b',
])('%j is no ARN', (text) => expect(parseArn(text)).toBeUndefined());
