import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FlowLogsCompliance, LogDestination } from '../../lib';
import { allOf, assertionsOf, deployed, functionCode, newApp, onlyOf, outputsOf, rendered } from './deployed';

const STREAM = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs';

const delivering = (): Template =>
  deployed({
    requirements: [{ name: 'rejects', destination: LogDestination.firehose({ deliveryStreamArn: STREAM }) }],
  });

const createdBy = (template: Template) =>
  rendered(onlyOf(template, 'AWS::SSM::Document').Properties.Content).mainSteps.find(
    ({ name }: any) => name === 'CreateFlowLog',
  ).inputs;

describe('a stream', () => {
  it('receives the flow logs, and nothing is made or put out for it', () => {
    const template = delivering();
    expect(createdBy(template)).toMatchObject({
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: STREAM,
    });
    expect(createdBy(template)).not.toHaveProperty('DeliverLogsPermissionArn');
    expect(outputsOf(template)).toEqual([]);
    template.resourceCountIs('AWS::S3::Bucket', 0);
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-Firehose.html
  it('is tagged by whoever creates the flow log, who also makes the service-linked role of log delivery', () => {
    const statements = allOf(delivering(), 'AWS::IAM::Role')
      .flatMap(({ Properties }) => Properties.Policies)
      .filter(({ PolicyName }) => PolicyName === 'JudgeAndCreate')
      .flatMap(({ PolicyDocument }) => rendered(PolicyDocument.Statement));
    expect(statements.slice(-3).map(({ Sid: _, Effect: __, ...statement }) => statement)).toEqual([
      { Action: 'logs:CreateLogDelivery', Resource: '*' },
      { Action: 'firehose:TagDeliveryStream', Resource: STREAM },
      {
        Action: 'iam:CreateServiceLinkedRole',
        Resource:
          'arn:aws:iam::111122223333:role/aws-service-role/delivery.logs.amazonaws.com/AWSServiceRoleForLogDelivery',
        Condition: { StringEquals: { 'iam:AWSServiceName': 'delivery.logs.amazonaws.com' } },
      },
    ]);
  });

  it('may be one whose ARN only deployment knows', () => {
    const stack = new Stack(newApp(), 'Own');
    const deliveryStreamArn = new CfnParameter(stack, 'Stream').valueAsString;
    new FlowLogsCompliance(stack, 'FlowLogs', {
      functionCode,
      requirements: [{ name: 'a', destination: LogDestination.firehose({ deliveryStreamArn }) }],
    });
    const template = Template.fromStack(stack);
    expect(createdBy(template).LogDestination).toBe('<Stream>');
    expect(assertionsOf(template)).toEqual([]);
  });
});
