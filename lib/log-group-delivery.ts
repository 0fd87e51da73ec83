import { Token } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { LogGroupSettings } from '../runbook';
import type { Delivery, DeliveryRequest, DeliveryWay } from './delivery';
import { DeliveryRole, type DeliveryRoleProps } from './delivery-role';
import { existingDeliveryRole, type WrittenLogGroup } from './existing-delivery-role';
import { FlowLogGroup, logGroupArnOf } from './flow-log-group';
import { refuseAlias, refuseBoth, refuseForExisting, writtenArn } from './one-of-two';
import { claimsOf } from './place-claims';

/** What flow logs to CloudWatch Logs look like, and where they go. */
export interface CloudWatchLogsDestinationProps {
  /**
   * A log group of this app.
   *
   * @default - the log group of logGroupArn
   */
  readonly logGroup?: ILogGroup;

  /**
   * ARN of an existing log group of this account and Region.
   *
   * @default - the stack makes a log group, one per requirement and record format
   */
  readonly logGroupArn?: string;

  /**
   * Days that the log group that the stack makes keeps its records.
   *
   * @default - 365
   */
  readonly retentionDays?: LogGroupSettings['retentionDays'];

  /**
   * A key of this app that encrypts the log group that the stack makes. A statement is added to its policy where CDK owns
   * that, and put out by the stack where not.
   *
   * @default - the key of kmsKeyArn
   */
  readonly encryptionKey?: IKey;

  /**
   * ARN of a key that encrypts the log group that the stack makes. The stack puts out the statement that its policy needs.
   *
   * @default - a key that CloudWatch Logs manages
   */
  readonly kmsKeyArn?: string;

  /**
   * A role of this app by which VPC Flow Logs writes to the log group. Its trust and its policy get what they need where CDK
   * owns them; where not, the stack puts it out.
   *
   * @default - the role of deliveryRoleArn
   */
  readonly deliveryRole?: IRole;

  /**
   * ARN of an existing role of this account, by which VPC Flow Logs writes to the log group. The stack puts out what it needs.
   *
   * @default - the stack makes a role for each log group
   */
  readonly deliveryRoleArn?: string;

  /**
   * Fields of a record, in order.
   *
   * @default - the default format and the fields that investigations ask for first
   */
  readonly fields?: readonly string[];
}

type NamedLogGroup = Pick<DeliveryRoleProps, 'logGroupName'> & WrittenLogGroup;

export class LogGroupDelivery implements DeliveryWay {
  constructor(private readonly props: CloudWatchLogsDestinationProps) {
    const { logGroup, logGroupArn, encryptionKey, kmsKeyArn, deliveryRole, deliveryRoleArn, retentionDays } =
      props;
    refuseBoth(['logGroup', logGroup], ['logGroupArn', logGroupArn]);
    refuseBoth(['encryptionKey', encryptionKey], ['kmsKeyArn', kmsKeyArn]);
    refuseBoth(['deliveryRole', deliveryRole], ['deliveryRoleArn', deliveryRoleArn]);
    refuseAlias(encryptionKey);
    refuseForExisting('log group', this.existingArn, { encryptionKey, kmsKeyArn, retentionDays });
  }

  get settings(): Readonly<Record<string, unknown>> {
    const { logGroup: _, encryptionKey: __, deliveryRole: ___, ...settings } = this.props;
    return {
      ...settings,
      type: 'cloud-watch-logs',
      logGroupArn: writtenArn(this.existingArn),
      kmsKeyArn: writtenArn(this.keyArn),
      deliveryRoleArn: writtenArn(this.roleArn),
    };
  }

  get groupOfTheApp(): string | undefined {
    return Token.isUnresolved(this.existingArn) ? this.existingArn : undefined;
  }

  get claims() {
    return claimsOf([
      {
        setting: 'logGroupArn',
        arn: this.existingArn,
        parts: ['Region', 'account'],
        remedy: 'name a log group of the account and Region that the stack is deployed to',
      },
      {
        setting: 'kmsKeyArn',
        arn: this.keyArn,
        parts: ['Region'],
        remedy: 'name a key of the same Region as the log group that the stack makes',
      },
      {
        setting: 'deliveryRoleArn',
        arn: this.roleArn,
        parts: ['account'],
        remedy: 'name a role of the account that the stack is deployed to',
      },
    ]);
  }

  deliver(scope: Construct, request: DeliveryRequest): Delivery {
    const { ready, ...logGroup } = this.logGroup(scope, request);
    const { logGroupArn } = logGroup;
    const role = this.deliveryRole(scope, logGroup, request);
    return {
      target: { type: 'cloud-watch-logs', logGroupArn, deliveryRoleArn: role.roleArn },
      ready: [...ready, ...role.ready],
    };
  }

  private logGroup(scope: Construct, { requirement }: DeliveryRequest) {
    const { logGroup, logGroupArn } = this.props;
    if (logGroup) {
      const { logGroupName } = logGroup;
      return {
        logGroupArn: logGroupArnOf(scope, logGroup),
        logGroupName,
        construct: logGroup,
        ready: [logGroup],
      };
    }
    if (logGroupArn !== undefined) {
      const arn = logGroupArn.replace(/:\*$/, '');
      const logGroupName = arn.replace(/^.*:log-group:/, '');
      return { logGroupArn: arn, logGroupName, construct: undefined, ready: [] };
    }
    const own = new FlowLogGroup(scope, { requirement, ...this.props });
    return { logGroupArn: own.logGroupArn, logGroupName: own.logGroupName, construct: own, ready: [own] };
  }

  private deliveryRole(scope: Construct, logGroup: NamedLogGroup, { roles }: DeliveryRequest) {
    const { deliveryRole, deliveryRoleArn } = this.props;
    const given = deliveryRole ?? deliveryRoleArn;
    if (given !== undefined) return existingDeliveryRole(scope, given, logGroup);
    const { role } = DeliveryRole.of(scope, { ...logGroup, roles });
    return { roleArn: role.roleArn, ready: [role] };
  }

  private get existingArn(): string | undefined {
    return this.props.logGroup?.logGroupArn ?? this.props.logGroupArn;
  }

  private get keyArn(): string | undefined {
    return this.props.encryptionKey?.keyArn ?? this.props.kmsKeyArn;
  }

  private get roleArn(): string | undefined {
    return this.props.deliveryRole?.roleArn ?? this.props.deliveryRoleArn;
  }
}
