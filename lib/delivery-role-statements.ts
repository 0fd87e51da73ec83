import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Who assumes a delivery role: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
export const flowLogsService = (scope: Construct): ServicePrincipal =>
  new ServicePrincipal('vpc-flow-logs.amazonaws.com', { conditions: flowLogsConditions(scope) });

const flowLogsConditions = (scope: Construct) => ({
  StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
  ArnLike: {
    'aws:SourceArn': Stack.of(scope).formatArn({
      service: 'ec2',
      resource: 'vpc-flow-log',
      resourceName: '*',
    }),
  },
});

/** What the trust policy of a delivery role must hold. */
export const trustStatement = (scope: Construct): PolicyStatement =>
  new PolicyStatement({
    sid: 'AssumedByFlowLogs',
    principals: [new ServicePrincipal('vpc-flow-logs.amazonaws.com')],
    actions: ['sts:AssumeRole'],
    conditions: flowLogsConditions(scope),
  });

/** What AWS asks for, but logs:CreateLogGroup: with it, a log group that somebody deleted comes back without its settings. */
export const writingStatements = (scope: Construct, logGroupArn: string): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'WriteFlowLogs',
    actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [`${logGroupArn}:*`],
  }),
  new PolicyStatement({
    sid: 'FindLogGroup',
    actions: ['logs:DescribeLogGroups'],
    resources: [logGroupsOf(scope)],
  }),
];

/** Whoever lists log groups lists those of the account and Region. */
export const logGroupsOf = (scope: Construct): string =>
  Stack.of(scope).formatArn({ service: 'logs', resource: 'log-group:*' });
