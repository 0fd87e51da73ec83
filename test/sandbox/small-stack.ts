import type { AssemblyStack, Template } from '../../sandbox/cloudformation/assembly';

/** A stack of a few resources, for what the product's own template would hide. */
export const smallStack = (
  Resources: Template['Resources'],
  assetFolders: ReadonlyMap<string, string> = new Map(),
): AssemblyStack => ({ stackName: 'Small', template: { Resources }, assetFolders });

const trust = (service: string) => ({
  Statement: { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' },
});

export const role = (service: string, Condition?: object) => {
  const document = trust(service);
  const Statement = Condition ? { ...document.Statement, Condition } : document.Statement;
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement } } };
};

/** A function whose code is the asset `code.zip`. */
export const nodeFunction = (others: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Handler: 'index.handler',
    LoggingConfig: { LogFormat: 'JSON' },
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Runtime: 'nodejs24.x',
    ...others,
  },
});
