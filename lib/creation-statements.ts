import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { DeliveryTarget } from '../runbook';

/**
 * What whoever creates a flow log needs for its destination, besides ec2:CreateFlowLogs.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export function creationStatements(stack: Stack, target: DeliveryTarget): PolicyStatement[] {
  switch (target.type) {
    case 's3':
      // s3:PutBucketPolicy is left out on purpose: with it, AWS rewrites the bucket's policy.
      return [createLogDelivery('DeliverToS3')];
    case 'cloud-watch-logs':
      return [
        new PolicyStatement({
          sid: 'PassDeliveryRole',
          actions: ['iam:PassRole'],
          resources: [target.deliveryRoleArn],
          conditions: { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } },
        }),
      ];
    case 'kinesis-data-firehose':
      return [createLogDelivery('DeliverToFirehose'), ...streamStatements(stack, target.deliveryStreamArn)];
  }
}

const createLogDelivery = (sid: string): PolicyStatement =>
  new PolicyStatement({ sid, actions: ['logs:CreateLogDelivery'], resources: ['*'] });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-Firehose.html */
const streamStatements = (stack: Stack, deliveryStreamArn: string): PolicyStatement[] => [
  // The service-linked role writes only to streams that are tagged LogDeliveryEnabled, which creation does.
  new PolicyStatement({
    sid: 'TagStream',
    actions: ['firehose:TagDeliveryStream'],
    resources: [deliveryStreamArn],
  }),
  new PolicyStatement({
    sid: 'MakeServiceLinkedRole',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [
      stack.formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName: 'aws-service-role/delivery.logs.amazonaws.com/AWSServiceRoleForLogDelivery',
      }),
    ],
    conditions: { StringEquals: { 'iam:AWSServiceName': 'delivery.logs.amazonaws.com' } },
  }),
];
