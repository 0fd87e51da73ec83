import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { policyText, readPolicy } from '../../../sandbox/iam-api/written-policy';

const statement = (change: object = {}) => ({
  ...{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::logs/*', ...change },
});

it.each([
  ['one statement', statement()],
  ['a Sid', statement({ Sid: 'Writers' })],
  ['a denial', statement({ Effect: 'Deny' })],
  [
    'several actions and resources',
    statement({ Action: ['s3:*', 'ec2:Describe?'], Resource: ['*', 'arn:aws:s3:::a'] }),
  ],
  ['everyone', statement({ Principal: '*' })],
  ['everyone, as AWS principal', statement({ Principal: { AWS: '*' } })],
  ['services', statement({ Principal: { Service: ['a.amazonaws.com', 'b.amazonaws.com'] } })],
  [
    'a role',
    statement({ Principal: { AWS: 'arn:aws:iam::111122223333:role/r', Service: 'a.amazonaws.com' } }),
  ],
  ['an account', statement({ Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } })],
  ['no resource', { Effect: 'Allow', Principal: { Service: 'a.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  [
    'conditions of several operators and keys',
    statement({
      Condition: {
        StringEquals: { 'aws:SourceAccount': '1', 'aws:PrincipalAccount': ['2', '3'] },
        'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': 'a*' },
      },
    }),
  ],
])('a policy of a template is written as somebody would: %s', (_title, json) => {
  const document = { Version: '2012-10-17', Statement: [json] };
  const text = policyText(parsePolicyDocument(document, 'template'), 'aws-cn');
  expect(JSON.parse(text)).toEqual(document);
});

it('an account is written as its root, in the partition of whoever asks', () => {
  const document = { Statement: statement({ Principal: { AWS: '111122223333' } }) };
  const text = policyText(parsePolicyDocument(document, 'template'), 'aws-us-gov');
  expect(JSON.parse(text)).toMatchObject({
    Version: '2008-10-17',
    Statement: [{ Principal: { AWS: 'arn:aws-us-gov:iam::111122223333:root' } }],
  });
});

it('a policy that came as text is that text', () => {
  const text = ` ${JSON.stringify({ Statement: [statement()] }, null, 2)}\n`;
  expect(policyText(readPolicy(text, 'bucket'), 'aws')).toBe(text);
});
