import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  CfnEventInvokeConfig,
  CfnPermission,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeWildcard } from './acknowledgements';
import type { AppSettings } from './app-settings';
import { type RoleSettings, roleProps } from './role-settings';

export interface RuleFunctionProps {
  readonly functionCode: Code;
  readonly logRetentionDays: AppSettings['logRetentionDays'];
  /** A change can ask for the history of a resource that EC2 does not show. */
  readonly listensToChanges: boolean;
  /** For requirements that subnets can meet. */
  readonly readsSubnets: boolean;
  /** For requirements whose remediations are capped: what waits has a remediation exception. */
  readonly capsRemediations: boolean;
  readonly roles: RoleSettings;
}

/**
 * The function that answers AWS Config and the remediation, for all requirements. It reserves no concurrency: Lambda
 * retries what is throttled for six hours, while a reservation would take from the rest of the account.
 */
export class RuleFunction extends Construct {
  readonly function: LambdaFunction;
  readonly failureQueue: Queue;
  /** Config refuses a rule whose function it may not invoke: rules depend on this. */
  readonly permission: CfnPermission;

  constructor(scope: Construct, id: string, props: RuleFunctionProps) {
    super(scope, id);
    const { functionCode, logRetentionDays } = props;
    const logGroup = new LogGroup(this, 'LogGroup', {
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.failureQueue = this.defineFailureQueue();
    this.function = new LambdaFunction(this, 'Function', {
      description: 'Judges whether VPCs have the flow logs that each requirement asks for',
      code: functionCode,
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.minutes(5),
      role: this.defineExecutionRole(logGroup, props),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
    });
    // L1: the L2 destination would also grant GetQueueAttributes and GetQueueUrl.
    new CfnEventInvokeConfig(this, 'AsynchronousInvocations', {
      functionName: this.function.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: Duration.hours(6).toSeconds(),
      destinationConfig: { onFailure: { destination: this.failureQueue.queueArn } },
    });
    this.permission = new CfnPermission(this, 'InvokedByConfig', {
      action: 'lambda:InvokeFunction',
      functionName: this.function.functionArn,
      principal: 'config.amazonaws.com',
      // A rule's ARN would be circular: a rule cannot be made before it may invoke its function.
      // https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_nodejs.html#restricted-lambda-policy
      sourceAccount: Stack.of(this).account,
    });
  }

  private defineFailureQueue(): Queue {
    const queue = new Queue(this, 'FailureQueue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(queue, 'SQS3', 'It is the queue of dead letters itself: nothing consumes it but people.');
    return queue;
  }

  /** Exactly what the function calls. AWSLambdaBasicExecutionRole would let it write to every log group. */
  private defineExecutionRole(
    logGroup: LogGroup,
    { listensToChanges, readsSubnets, capsRemediations, roles }: RuleFunctionProps,
  ): Role {
    const configRules = Stack.of(this).formatArn({
      service: 'config',
      resource: 'config-rule',
      resourceName: '*',
    });
    const role = new Role(this, 'ExecutionRole', {
      ...roleProps(this, roles),
      description: 'What the function that judges VPC flow logs may do',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        ReadAndReport: new PolicyDocument({
          statements: [
            allow(
              ['ec2:DescribeVpcs', 'ec2:DescribeFlowLogs', ...(readsSubnets ? ['ec2:DescribeSubnets'] : [])],
              '*',
            ),
            allow(
              [
                'config:PutEvaluations',
                ...(listensToChanges ? ['config:GetResourceConfigHistory'] : []),
                ...(capsRemediations
                  ? ['config:DescribeRemediationExceptions', 'config:PutRemediationExceptions']
                  : []),
              ],
              '*',
            ),
            allow(['config:GetComplianceDetailsByConfigRule'], configRules),
            allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
            allow(['sqs:SendMessage'], this.failureQueue.queueArn),
          ],
        }),
      },
    });
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_config.html, and list_ec2.html
    acknowledgeWildcard(role, '*', 'EC2 and Config offer no resource types for these actions.');
    acknowledgeWildcard(role, configRules, 'A rule depends on its function: its own ARN would be circular.');
    return role;
  }
}

const allow = (actions: string[], resource: string): PolicyStatement =>
  new PolicyStatement({ actions, resources: [resource] });
