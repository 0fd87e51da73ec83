import { referencesIn, resolve, type Scope } from '../../../sandbox/cloudformation/intrinsics';

const scope: Scope = {
  place: { partition: 'aws-cn', region: 'cn-north-1', accountId: '111122223333' },
  stackName: 'Stack',
  stackId: 'arn:stack',
  resources: new Map([
    ['Bucket', { ref: 'bucket-1', attributes: { Arn: 'arn:bucket-1', 'Nested.Name': 'nested' } }],
  ]),
};

describe('an intrinsic function', () => {
  test.each([
    [{ Ref: 'Bucket' }, 'bucket-1'],
    [{ Ref: 'AWS::Region' }, 'cn-north-1'],
    [{ Ref: 'AWS::AccountId' }, '111122223333'],
    [{ Ref: 'AWS::Partition' }, 'aws-cn'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com.cn'],
    [{ Ref: 'AWS::StackName' }, 'Stack'],
    [{ Ref: 'AWS::StackId' }, 'arn:stack'],
    [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:bucket-1'],
    [{ 'Fn::GetAtt': 'Bucket.Arn' }, 'arn:bucket-1'],
    [{ 'Fn::GetAtt': ['Bucket', 'Nested.Name'] }, 'nested'],
    [{ 'Fn::GetAtt': 'Bucket.Nested.Name' }, 'nested'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Bucket' }, 'c']] }, 'a-bucket-1-c'],
    [{ 'Fn::Sub': `\${Bucket} in \${AWS::Region}: \${Bucket.Arn}` }, 'bucket-1 in cn-north-1: arn:bucket-1'],
    [{ 'Fn::Sub': `\${!Literal} \${Bucket}` }, `\${Literal} bucket-1`],
    [
      { List: [{ Ref: 'Bucket' }], Plain: `\${version}` },
      { List: ['bucket-1'], Plain: `\${version}` },
    ],
  ])('%j is %j', (value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  test.each([
    [{ Ref: 'Nobody' }, 'Ref Nobody'],
    [{ Ref: 'toString' }, 'Ref toString'],
    [{ Ref: 'AWS::NoValue' }, 'Ref AWS::NoValue'],
    [{ 'Fn::GetAtt': ['Bucket', 'Colour'] }, 'Bucket.Colour'],
    [{ 'Fn::GetAtt': ['Bucket', 'toString'] }, 'Bucket.toString'],
    [{ 'Fn::If': ['IsProduction', 1, 2] }, 'Fn::If'],
    [{ 'Fn::Sub': ['text', {}] }, 'Fn::Sub of a text only'],
    [{ 'Fn::Join': 'text' }, 'Fn::Join'],
  ])('%j is refused by name', (value, named) => {
    expect(() => resolve(value, scope)).toThrow(named);
  });

  test('tells what it refers to, at any depth', () => {
    const value = {
      A: [{ Ref: 'One' }],
      B: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Two', 'Arn'] }, { 'Fn::GetAtt': 'Three.Arn' }]] },
      C: { 'Fn::Sub': `\${Four} \${Five.Arn} \${!Six} \${AWS::Region}` },
    };
    expect(referencesIn(value)).toEqual(['One', 'Two', 'Three', 'Four', 'Five', 'AWS::Region']);
  });
});
