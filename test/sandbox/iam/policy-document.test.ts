import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { policy } from './requests';

const statement = { Effect: 'Allow', Action: 'ec2:CreateFlowLogs', Resource: '*' };
const one = (differences: object) => ({
  Version: '2012-10-17',
  Statement: [{ ...statement, ...differences }],
});
const condition = (block: unknown) => one({ Condition: block });

it('reads what a policy says, single values as lists', () => {
  const document = one({
    Sid: 'Create',
    Resource: ['*'],
    Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:A': 'a' } },
  });
  expect(parsePolicyDocument(document, 'inline policy')).toEqual({
    version: '2012-10-17',
    statements: [
      {
        where: 'inline policy statement 1 (Create)',
        sid: 'Create',
        effect: 'Allow',
        principal: undefined,
        actions: ['ec2:CreateFlowLogs'],
        resources: ['*'],
        conditions: [
          {
            where: 'inline policy statement 1 (Create) Condition ForAnyValue:StringLikeIfExists aws:A',
            operator: {
              name: 'ForAnyValue:StringLikeIfExists',
              set: 'ForAnyValue',
              comparison: 'like',
              negated: false,
              ifExists: true,
            },
            key: 'aws:A',
            values: ['a'],
          },
        ],
      },
    ],
  });
});

it.each([
  ['a single statement', { Version: '2012-10-17', Id: 'id', Statement: statement }, '2012-10-17'],
  ['no version, which is the old one', { Statement: [statement] }, '2008-10-17'],
])('accepts %s', (_title, document, version) => {
  expect(parsePolicyDocument(document, 'policy')).toMatchObject({
    version,
    statements: [{ effect: 'Allow' }],
  });
});

it.each([
  ['no document', undefined, 'p: got nothing; a policy document is an object'],
  ['text', '{}', 'p: got "{}"; a policy document is an object'],
  [
    'an unknown element',
    { ...one({}), Statements: [] },
    'p: element Statements is not one; Version, Id, Statement are',
  ],
  [
    'an unknown version',
    { ...one({}), Version: '2020-01-01' },
    'p: got Version "2020-01-01"; 2012-10-17 and 2008-10-17 exist',
  ],
  ['no statement', { Version: '2012-10-17' }, 'p: has no Statement'],
  ['an empty statement list', policy(), 'p: has no Statement'],
  ['a statement that is none', { Statement: ['x'] }, 'p statement 1: got "x"; a statement is an object'],
  [
    'a misspelt element',
    one({ Sid: 'S', Actions: [] }),
    'p statement 1 (S): element Actions is not one; Sid, Effect, Principal, Action, Resource, Condition are',
  ],
  [
    'a missing Effect',
    one({ Effect: undefined }),
    'p statement 1: got Effect nothing; Allow or Deny is needed',
  ],
  [
    'an Effect in lower case',
    one({ Effect: 'allow' }),
    'p statement 1: got Effect "allow"; Allow or Deny is needed',
  ],
  ['a missing Action', one({ Action: undefined }), 'p statement 1 Action: is missing'],
  ['an empty Action', one({ Action: [] }), 'p statement 1 Action: is missing'],
  [
    'an action without service',
    one({ Action: 'CreateFlowLogs' }),
    'p statement 1 Action: got "CreateFlowLogs"; an action is "*" or service:Name, with * and ? in the name',
  ],
  ['a missing Resource', one({ Resource: undefined }), 'p statement 1 Resource: is missing'],
  [
    'a missing Resource of a policy that is not about being assumed',
    one({ Resource: undefined, Principal: '*' }),
    'p statement 1 Resource: is missing',
  ],
  [
    'a missing Resource without a Principal',
    one({ Action: 'sts:AssumeRole', Resource: undefined }),
    'p statement 1 Resource: is missing',
  ],
  [
    'an unresolved resource',
    one({ Resource: { Ref: 'Bucket' } }),
    'p statement 1 Resource: got {"Ref":"Bucket"}; text is needed',
  ],
  [
    'a short ARN',
    one({ Resource: 'arn:aws:sqs' }),
    'p statement 1 Resource: got "arn:aws:sqs"; a resource is "*" or an ARN with all of its six parts',
  ],
  ['NotAction', one({ NotAction: 'a:b' }), 'p statement 1: NotAction is not played; write Action'],
  ['NotResource', one({ NotResource: '*' }), 'p statement 1: NotResource is not played; write Resource'],
  ['NotPrincipal', one({ NotPrincipal: '*' }), 'p statement 1: NotPrincipal is not played; write Principal'],
  [
    'a principal of another kind',
    one({ Principal: { Federated: 'x' } }),
    'p statement 1 Principal: principals of kind Federated are not played; AWS and Service are',
  ],
  [
    'a principal that is text',
    one({ Principal: 'ec2.amazonaws.com' }),
    'p statement 1 Principal: got "ec2.amazonaws.com"; a principal is "*" or an object with AWS or Service',
  ],
  [
    'no principal at all',
    one({ Principal: {} }),
    'p statement 1 Principal: names nobody; give AWS or Service at least one name',
  ],
  [
    'a principal with a wildcard',
    one({ Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }),
    'p statement 1 Principal.AWS: got "arn:aws:iam::111122223333:role/*"; a principal is',
  ],
  [
    'every service',
    one({ Principal: { Service: '*' } }),
    'p statement 1 Principal.Service: got "*"; a service principal cannot have wildcards',
  ],
  [
    'an unknown operator',
    condition({ DateLessThan: { 'aws:CurrentTime': 'x' } }),
    'p statement 1 Condition: condition operator DateLessThan is not played; StringEquals, ',
  ],
  [
    'an operator in another case',
    condition({ stringEquals: { 'aws:A': 'x' } }),
    'p statement 1 Condition: condition operator stringEquals is not played',
  ],
  [
    'an unknown set operator',
    condition({ 'ForSomeValues:StringEquals': { 'aws:A': 'x' } }),
    'condition operator ForSomeValues:StringEquals is not played',
  ],
  [
    'NullIfExists',
    condition({ NullIfExists: { 'aws:A': 'true' } }),
    'condition operator NullIfExists is not one; Null takes neither a set operator nor IfExists',
  ],
  [
    'ForAllValues:Null',
    condition({ 'ForAllValues:Null': { 'aws:A': 'true' } }),
    'Null takes neither a set operator nor IfExists',
  ],
  ['a condition that is a list', condition([]), 'p statement 1 Condition: got []; an object is needed'],
  [
    'an operator without keys',
    condition({ Bool: 'true' }),
    'p statement 1 Condition Bool: got "true"; an object is needed',
  ],
  [
    'a key without values',
    condition({ Bool: { 'aws:A': [] } }),
    'p statement 1 Condition Bool aws:A: has no value; give it at least one',
  ],
  [
    'an unresolved value',
    condition({ StringEquals: { 'aws:A': { Ref: 'X' } } }),
    'p statement 1 Condition StringEquals aws:A: got {"Ref":"X"}; text, a number or a boolean is needed',
  ],
  [
    'a Bool that is neither',
    condition({ Bool: { 'aws:A': 'yes' } }),
    'p statement 1 Condition Bool aws:A: got "yes"; true or false is needed',
  ],
  [
    'a number that is none',
    condition({ NumericEquals: { 'aws:A': '1x' } }),
    'p statement 1 Condition NumericEquals aws:A: got "1x"; a number is needed',
  ],
  [
    'an ARN that is none',
    condition({ ArnLike: { 'aws:A': '*' } }),
    'p statement 1 Condition ArnLike aws:A: got "*"; an ARN of six parts is needed, * where any will do',
  ],
])('refuses %s', (_title, document, message) => {
  expect(() => parsePolicyDocument(document, 'p')).toThrow(message);
});
