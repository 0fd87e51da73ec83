import * as fc from 'fast-check';
import { evaluate } from '../../../../fleet/preflight/iam/evaluate';
import { parsePolicy } from '../../../../fleet/preflight/iam/policy-document';
import { ABSENT } from '../../../../fleet/preflight/iam/policy-request';
import { evaluateResourcePolicy } from '../../../../sandbox/iam/evaluate';
import { parsePolicyDocument } from '../../../../sandbox/iam/policy-document';

const SERVICE = 'delivery.logs.amazonaws.com';
const KEYS = {
  'aws:SourceAccount': '111122223333',
  'aws:SourceArn': 'arn:aws:logs:eu-central-1:111122223333:*',
  'aws:SecureTransport': 'true',
};

const values = fc.uniqueArray(
  fc.constantFrom('111122223333', '444455556666', '1111*', '*', 'arn:aws:logs:*:111122223333:*', 'vpce-1'),
  { minLength: 1, maxLength: 2 },
);
const arns = fc.uniqueArray(
  fc.constantFrom('arn:aws:logs:*:111122223333:*', 'arn:aws:ec2:*:111122223333:*', 'arn:*:*:*:*:*'),
  { minLength: 1, maxLength: 2 },
);
const key = fc.constantFrom('aws:SourceAccount', 'AWS:SourceArn', 'aws:SourceVpce');
const texts = fc
  .tuple(
    fc.constantFrom(
      ...['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'],
      ...['StringEqualsIfExists', 'StringNotLikeIfExists'],
    ),
    key,
    values,
  )
  .map(([operator, name, wanted]) => ({ [operator]: { [name]: wanted } }));
const sources = fc
  .tuple(fc.constantFrom('ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEqualsIfExists'), key, arns)
  .filter(([, name]) => name !== 'aws:SourceAccount')
  .map(([operator, name, wanted]) => ({ [operator]: { [name]: wanted } }));
const flags = fc
  .tuple(
    fc.constantFrom('Bool', 'Null'),
    fc.constantFrom('aws:SecureTransport', 'aws:SourceVpce'),
    fc.boolean(),
  )
  .map(([operator, name, wanted]) => ({ [operator]: { [name]: String(wanted) } }));

const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.constantFrom<unknown>(
      '*',
      { AWS: '*' },
      { Service: SERVICE },
      { Service: 'ec2.amazonaws.com' },
    ),
    action: fc.constantFrom<object>(
      { Action: 's3:*' },
      { Action: 's3:Put*' },
      { Action: 's3:putobject' },
      { Action: ['s3:GetObject', '*'] },
      { Action: 's3:GetObject' },
    ),
    Resource: fc.constantFrom<unknown>(
      ...[
        '*',
        'arn:aws:s3:::logs/*',
        'arn:aws:s3:::other/*',
        'arn:aws:s3:::logs',
        'arn:aws:s3:::l*/AWSLogs/?/*',
      ],
    ),
    condition: fc.option(fc.oneof(texts, sources, flags), { nil: undefined }),
  })
  .map(({ action, condition, ...elements }) => ({
    ...elements,
    ...action,
    ...(condition && { Condition: condition }),
  }));

const EFFECTS = { Allow: 'allowed', Deny: 'denied', None: 'not-allowed' } as const;

test('the preflight and the sandbox, written apart, judge any policy of these elements alike', () =>
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), (Statement) => {
      const document = { Version: '2012-10-17', Statement };
      const request = { action: 's3:PutObject', resource: 'arn:aws:s3:::logs/AWSLogs/1/records.gz' };
      const theirs = evaluateResourcePolicy(parsePolicyDocument(document, 'policy'), {
        ...request,
        principal: { kind: 'service', service: SERVICE },
        context: KEYS,
      });
      const ours = evaluate([parsePolicy('policy', JSON.stringify(document))], {
        ...request,
        services: [SERVICE],
        context: { ...KEYS, 'aws:SourceVpce': ABSENT },
      });
      expect(ours.effect).toBe(EFFECTS[theirs.effect]);
    }),
    { numRuns: 2000 },
  ));
