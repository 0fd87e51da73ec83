import { conditionHolds } from '../../../../fleet/preflight/iam/condition';
import { ABSENT } from '../../../../fleet/preflight/iam/policy-request';
import { isUnclear } from '../../../../fleet/preflight/iam/ternary';

const context = {
  'aws:SourceAccount': '111122223333',
  'aws:SourceArn': 'arn:aws:logs:eu-central-1:111122223333:*',
  'aws:SecureTransport': 'true',
  'aws:SourceVpce': ABSENT,
  'aws:TagKeys': ['team', 'cost'],
} as const;

const holds = (operator: string, key: string, ...values: string[]) => {
  const answer = conditionHolds({ operator, key, values }, context);
  return isUnclear(answer) ? answer.unclear : answer;
};

describe('a key that the request has', () => {
  test.each([
    ['StringEquals', 'aws:SourceAccount', '111122223333', 'yes'],
    ['StringEquals', 'AWS:sourceaccount', '111122223333', 'yes'],
    ['StringEquals', 'aws:SourceAccount', '1111*', 'no'],
    ['StringNotEquals', 'aws:SourceAccount', '111122223333', 'no'],
    ['StringNotEquals', 'aws:SourceAccount', '444455556666', 'yes'],
    ['StringEqualsIgnoreCase', 'aws:SecureTransport', 'TRUE', 'yes'],
    ['StringNotEqualsIgnoreCase', 'aws:SecureTransport', 'TRUE', 'no'],
    ['StringLike', 'aws:SourceAccount', '1111*', 'yes'],
    ['StringNotLike', 'aws:SourceAccount', '1111*', 'no'],
    ['StringLike', 'aws:SourceArn', 'arn:aws:logs:*:111122223333:*', 'yes'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:logs:*:111122223333:*', 'yes'],
    ['ArnEquals', 'aws:SourceArn', 'arn:aws:logs:*:111122223333:*', 'yes'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:ec2:*:111122223333:*', 'no'],
    ['ArnNotLike', 'aws:SourceArn', 'arn:aws:ec2:*:111122223333:*', 'yes'],
    ['ArnNotEquals', 'aws:SourceArn', 'arn:aws:logs:*:*:*', 'no'],
    ['Bool', 'aws:SecureTransport', 'true', 'yes'],
    ['Bool', 'aws:SecureTransport', 'false', 'no'],
    ['BoolIfExists', 'aws:SecureTransport', 'false', 'no'],
    ['Null', 'aws:SourceAccount', 'false', 'yes'],
    ['Null', 'aws:SourceAccount', 'true', 'no'],
  ])('%s %s %s: %s', (operator, key, value, expected) => {
    expect(holds(operator, key, value)).toBe(expected);
  });

  test('is compared with each of several values: one is enough', () => {
    expect(holds('StringEquals', 'aws:SourceAccount', '444455556666', '111122223333')).toBe('yes');
    expect(holds('StringNotEquals', 'aws:SourceAccount', '444455556666', '111122223333')).toBe('no');
  });
});

describe('a key that the request certainly lacks', () => {
  test.each([
    ['StringEquals', 'no'],
    ['StringLike', 'no'],
    ['StringNotEquals', 'yes'],
    ['StringNotLike', 'yes'],
    ['StringEqualsIfExists', 'yes'],
    ['StringNotEqualsIfExists', 'yes'],
    ['ForAllValues:StringEquals', 'yes'],
    ['ForAnyValue:StringEquals', 'no'],
    ['ForAnyValue:StringEqualsIfExists', 'yes'],
    ['ForAnyValue:StringNotEquals', 'no'],
  ])('under %s: %s', (operator, expected) => {
    expect(holds(operator, 'aws:SourceVpce', 'vpce-1')).toBe(expected);
  });

  test('is what Null asks for', () => {
    expect(holds('Null', 'aws:SourceVpce', 'true')).toBe('yes');
    expect(holds('Null', 'aws:SourceVpce', 'false')).toBe('no');
  });
});

describe('a key with a list of values', () => {
  test.each([
    ['ForAllValues:StringEquals', ['team', 'cost', 'more'], 'yes'],
    ['ForAllValues:StringEquals', ['team'], 'no'],
    ['ForAnyValue:StringEquals', ['team'], 'yes'],
    ['ForAnyValue:StringEquals', ['more'], 'no'],
    ['ForAllValues:StringNotEquals', ['more'], 'yes'],
    ['ForAnyValue:StringLike', ['te*'], 'yes'],
  ])('%s %j: %s', (operator, values, expected) => {
    expect(holds(operator, 'aws:TagKeys', ...values)).toBe(expected);
  });
});

describe('is not clear, and says why', () => {
  test.each([
    ['StringEquals', 'aws:SourceOrgID', 'o-1', 'what aws:SourceOrgID is in this request is not known'],
    ['Null', 'aws:SourceOrgID', 'true', 'what aws:SourceOrgID is in this request is not known'],
    ['IpAddress', 'aws:SourceIp', '10.0.0.0/8', 'the condition operator IpAddress is not evaluated here'],
    [
      'DateLessThan',
      'aws:CurrentTime',
      '2027-01-01',
      'the condition operator DateLessThan is not evaluated here',
    ],
    ['NullIfExists', 'aws:SourceArn', 'true', 'the condition operator NullIfExists is not evaluated here'],
    [
      'StringEquals',
      'aws:SourceAccount',
      '$' + '{aws:x}',
      'the value of aws:SourceAccount has a policy variable',
    ],
    ['ArnLike', 'aws:SourceArn', '*', '* is no ARN of six parts'],
    [
      'StringEquals',
      'aws:TagKeys',
      'team',
      'StringEquals is asked about aws:TagKeys, which has a list of values',
    ],
  ])('%s %s %s', (operator, key, value, reason) => {
    expect(holds(operator, key, value)).toBe(reason);
  });
});
