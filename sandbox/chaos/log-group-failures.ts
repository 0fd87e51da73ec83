import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { deliveredTo, deliveryRoles } from './delivered-to';
import type { DestinationFailure, Failing, FailingType, Repair } from './destination-failures';

const nameIn = (roleArn: string): string => roleArn.replace(/^.*\//, '');

/** While it lasts, the role is refused what it did before. */
async function whileClosed(
  { deeds }: Failing,
  roleArns: readonly string[],
  start: () => Promise<Repair>,
): Promise<Repair> {
  const { closed } = deeds.parties;
  for (const roleArn of roleArns) closed.add(roleArn);
  const repair = await start();
  return async () => {
    await repair();
    for (const roleArn of roleArns) closed.delete(roleArn);
  };
}

const GROUP_DELETED: DestinationFailure = {
  kind: 'log group deleted and recreated',
  targets: (deeds) => deliveredTo(deeds, 'cloud-watch-logs'),
  start: async (failing, arn) => {
    const { logs } = failing.clients;
    const logGroupName = arn.replace(/^.*:log-group:/, '');
    const { logGroups = [] } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
    );
    const group = logGroups.find((each) => each.logGroupName === logGroupName);
    if (!group) return undefined;
    return await whileClosed(failing, deliveryRoles(failing.deeds), async () => {
      await logs.send(new DeleteLogGroupCommand({ logGroupName }));
      return async () => {
        await logs.send(new CreateLogGroupCommand({ logGroupName }));
        const { retentionInDays } = group;
        if (retentionInDays)
          await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
      };
    });
  },
};

const ROLE_WITHOUT_POLICY: DestinationFailure = {
  kind: 'delivery role without policy, then repaired',
  targets: deliveryRoles,
  start: async (failing, roleArn) => {
    const { iam } = failing.clients;
    const RoleName = nameIn(roleArn);
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    if (PolicyNames.length === 0) return undefined;
    return await whileClosed(failing, [roleArn], async () => {
      const repairs: Repair[] = [];
      for (const PolicyName of PolicyNames) {
        const written = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
        const PolicyDocument = decodeURIComponent(written.PolicyDocument ?? '');
        await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
        repairs.push(async () => {
          await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
        });
      }
      return async () => {
        for (const repair of repairs) await repair();
      };
    });
  },
};

const ROLE_WITHOUT_TRUST: DestinationFailure = {
  kind: 'delivery role without trust, then repaired',
  targets: deliveryRoles,
  start: async (failing, roleArn) => {
    const { iam } = failing.clients;
    const RoleName = nameIn(roleArn);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    const trustOf = (PolicyDocument: string) =>
      new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument });
    return await whileClosed(failing, [roleArn], async () => {
      await iam.send(trustOf(trust.replaceAll('vpc-flow-logs.amazonaws.com', 'ec2.amazonaws.com')));
      return async () => {
        await iam.send(trustOf(trust));
      };
    });
  },
};

export const LOG_GROUP_FAILURES: FailingType = {
  type: 'cloud-watch-logs',
  failures: [GROUP_DELETED, ROLE_WITHOUT_POLICY, ROLE_WITHOUT_TRUST],
};
