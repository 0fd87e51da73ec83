import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledgements';
import { flowLogsService, logGroupsOf, writingStatements } from './delivery-role-statements';
import { type RoleSettings, roleProps } from './role-settings';
import { stableHash } from './stable-hash';

export interface DeliveryRoleProps {
  /** Of an ARN that is written out, or of a log group of the app. */
  readonly logGroupName: string;
  /** Without the `:*`. */
  readonly logGroupArn: string;
  readonly roles: RoleSettings;
}

/** The role by which VPC Flow Logs writes to one log group. It outlives the stack, for the flow logs do. */
export class DeliveryRole extends Construct {
  readonly role: Role;

  private constructor(scope: Construct, id: string, { logGroupArn, roles }: DeliveryRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      ...roleProps(this, roles),
      description: 'How VPC Flow Logs writes to a log group; flow logs need it for as long as they exist',
      assumedBy: flowLogsService(this),
      // Inline: the role is never without its policy, nor kept without it.
      inlinePolicies: {
        WriteFlowLogs: new PolicyDocument({ statements: writingStatements(this, logGroupArn) }),
      },
    });
    this.role.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    acknowledgeWildcard(this.role, `${logGroupArn}:*`, 'Every flow log writes to streams of its own.');
    acknowledgeWildcard(this.role, logGroupsOf(this), 'Whoever lists log groups lists all of them.');
    new CfnOutput(this, 'Arn', {
      value: this.role.roleArn,
      description:
        'Role by which VPC Flow Logs writes to a log group; name it as deliveryRoleArn to adopt it in another deployment',
    });
  }

  /** One per log group: with another group, the role of the former one stays as it is, for the flow logs that use it. */
  static of(scope: Construct, props: DeliveryRoleProps): DeliveryRole {
    // Not by the ARN, which reads otherwise where the Region of the stack is known.
    const id = `DeliveryRole-${stableHash(scope, props.logGroupName)}`;
    const existing = scope.node.tryFindChild(id);
    return existing instanceof DeliveryRole ? existing : new DeliveryRole(scope, id, props);
  }
}
