import type { LeftBehind } from '../../sandbox/cloudformation/stack';
import { aftercareOf, printAftercare } from '../../sandbox/scenarios/lifecycle/aftercare';
import { resource, ruleResources, StackAccount } from './cloudformation/stack-account';
import { nodeFunction, role } from './small-stack';

const RETAINED = { DeletionPolicy: 'Retain' };

function retained(resources: Parameters<StackAccount['update']>[0]) {
  const account = new StackAccount(resources);
  const { inventory } = account;
  const { left } = account.delete();
  return left.map((each: LeftBehind) => printAftercare(each, aftercareOf(each, inventory)));
}

describe('of what stays behind, the transcript tells', () => {
  test('how to adopt a bucket, and when to remove it', () => {
    const Bucket = resource('AWS::S3::Bucket', { BucketName: 'logs-1' }, RETAINED);
    expect(retained({ Bucket })).toEqual([
      'left behind (retained): logs-1, bucket of flow logs; adopt: "bucketArn": "arn:aws:s3:::logs-1"; remove: once no flow log needs it: empty it, all versions too, then aws s3api delete-bucket --bucket logs-1',
    ]);
  });

  test('how to adopt a log group, by its ARN without an end', () => {
    const Group = resource('AWS::Logs::LogGroup', { LogGroupName: 'logs' }, RETAINED);
    expect(retained({ Group })).toEqual([
      'left behind (retained): logs, log group of flow logs; adopt: "logGroupArn": "arn:aws:logs:eu-central-1:111122223333:log-group:logs"; remove: once no flow log needs it: aws logs delete-log-group --log-group-name logs',
    ]);
  });

  test('how to adopt a delivery role, and to remove it with its policies', () => {
    const { Properties } = role('vpc-flow-logs.amazonaws.com');
    const PolicyDocument = { Statement: { Effect: 'Allow', Action: 'logs:*', Resource: '*' } };
    const Policies = [{ PolicyName: 'Write', PolicyDocument }];
    const Role = resource('AWS::IAM::Role', { ...Properties, RoleName: 'delivery', Policies }, RETAINED);
    expect(retained({ Role })).toEqual([
      'left behind (retained): delivery, delivery role of flow logs; adopt: "deliveryRoleArn": "arn:aws:iam::111122223333:role/delivery"; remove: once no flow log needs it: aws iam delete-role-policy --role-name delivery --policy-name Write; aws iam delete-role --role-name delivery',
    ]);
  });

  test("nothing to adopt of a function's own log", () => {
    const LoggingConfig = { LogFormat: 'JSON', LogGroup: { Ref: 'Group' } };
    const resources = {
      Group: resource('AWS::Logs::LogGroup', { LogGroupName: 'own' }, RETAINED),
      Role: role('lambda.amazonaws.com'),
      Function: nodeFunction({ LoggingConfig }),
    };
    expect(retained(resources)).toEqual([
      "left behind (retained): own, the function's own log; remove: aws logs delete-log-group --log-group-name own",
    ]);
  });

  test('how to remove a rule and a remediation that could not be deleted', () => {
    const account = new StackAccount(ruleResources());
    account.remediation('IN_PROGRESS');
    const { left } = account.update(ruleResources({ ruleName: 'other' }));
    expect(left.map((each) => aftercareOf(each, new Map()).remove)).toEqual([
      'aws configservice delete-remediation-configuration --config-rule-name rule',
      'aws configservice delete-config-rule --config-rule-name rule',
    ]);
  });
});
