import { ArnFormat, CfnOutput, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DEFAULT_RETENTION_DAYS, type LogGroupSettings, type Requirement, shapeIdOf } from '../runbook';
import { allowedKey, type Encryption, logGroupKeyStatement } from './key-statements';

export interface FlowLogGroupProps extends Encryption {
  readonly requirement: Requirement;
  readonly retentionDays?: LogGroupSettings['retentionDays'];
}

/**
 * The log group of one requirement and record format, when no other is named. It outlives the stack, and so do the flow
 * logs to it; a changed format gets another group, and the flow logs that exist keep this one.
 */
export class FlowLogGroup extends Construct {
  /** Without the `:*` at its end, which EC2 neither takes nor lists. */
  readonly logGroupArn: string;
  readonly logGroupName: string;

  constructor(scope: Construct, { requirement, retentionDays, ...encryption }: FlowLogGroupProps) {
    super(scope, `LogGroup-${requirement.name}-${shapeIdOf(requirement)}`);
    const logGroup = new LogGroup(this, 'LogGroup', {
      retention: retentionDays ?? DEFAULT_RETENTION_DAYS,
      encryptionKey: allowedKey(this, encryption, logGroupKeyStatement(this)),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.logGroupArn = logGroupArnOf(this, logGroup);
    this.logGroupName = logGroup.logGroupName;
    new CfnOutput(this, 'Arn', {
      value: this.logGroupArn,
      description: `Log group that flow logs of the requirement ${requirement.name} are delivered to; name it as logGroupArn to adopt it in another deployment`,
    });
  }
}

/** The ARN as EC2 takes it. */
export const logGroupArnOf = (scope: Construct, { logGroupArn, logGroupName }: ILogGroup): string =>
  Token.isUnresolved(logGroupArn)
    ? Stack.of(scope).formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      })
    : logGroupArn.replace(/:\*$/, '');
