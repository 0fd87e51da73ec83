import { Stack } from 'aws-cdk-lib';
import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct, IDependable } from 'constructs';
import { trustStatement, writingStatements } from './delivery-role-statements';
import { idOf, putOutStatements } from './put-out-statements';
import { forSharedPolicy } from './shared-policy';

export interface ExistingDeliveryRole {
  readonly roleArn: string;
  readonly ready: readonly IDependable[];
}

export interface WrittenLogGroup {
  readonly logGroupArn: string;
  /** Where it is a construct, and not only an ARN. */
  readonly construct: IConstruct | undefined;
}

/** A delivery role that is not ours: a role of the app gets what it needs, and for any other the stack puts it out. */
export function existingDeliveryRole(
  scope: Construct,
  given: IRole | string,
  logGroup: WrittenLogGroup,
): ExistingDeliveryRole {
  const roleArn = typeof given === 'string' ? given : given.roleArn;
  if (typeof given === 'string' || !Role.isRole(given) || !given.assumeRolePolicy) {
    putOutTrust(scope, roleArn);
    putOutPolicy(scope, roleArn, logGroup);
    return { roleArn, ready: [] };
  }
  given.assumeRolePolicy.addStatements(forSharedPolicy(trustStatement(scope)));
  if (dependsOnUs(scope, given, logGroup)) {
    putOutPolicy(scope, roleArn, logGroup);
    return { roleArn, ready: [given] };
  }
  const results = writingStatements(scope, logGroup.logGroupArn).map((statement) =>
    given.addToPrincipalPolicy(forSharedPolicy(statement)),
  );
  return { roleArn, ready: [given, ...results.flatMap((each) => each.policyDependable ?? [])] };
}

/** The stack of the role would need the log group of ours, which needs the role: no order to deploy them in. */
const dependsOnUs = (scope: Construct, role: IRole, { construct }: WrittenLogGroup): boolean =>
  construct !== undefined && Stack.of(construct) === Stack.of(scope) && Stack.of(role) !== Stack.of(scope);

const putOutTrust = (scope: Construct, roleArn: string): void =>
  putOutStatements(scope, {
    id: 'DeliveryRoleTrust',
    arn: roleArn,
    statements: [trustStatement(scope)],
    describe: (name) =>
      `The trust policy of ${roleOf(name)} needs this: without it, flow logs fail to deliver`,
  });

const putOutPolicy = (scope: Construct, roleArn: string, { logGroupArn }: WrittenLogGroup): void =>
  putOutStatements(scope, {
    id: `DeliveryRolePolicy-${idOf(scope, logGroupArn)}`,
    arn: roleArn,
    statements: writingStatements(scope, logGroupArn),
    describe: (name) =>
      `A policy of ${roleOf(name)} needs these statements: without them, flow logs fail to deliver`,
  });

const roleOf = (name: string | undefined): string =>
  name ? `the role ${name}` : 'the existing delivery role';
