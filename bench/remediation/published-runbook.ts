/**
 * The calls of ASR-EnableVPCFlowLogs, the published runbook of Automated Security Response on AWS, in our own words: it
 * makes a log group, looks until it is there, creates flow logs, and looks until they are ACTIVE. The tagging steps that
 * newer releases add, and the runbooks that call it, are left out.
 *
 * https://github.com/aws-solutions/automated-security-response-on-aws/blob/main/source/remediation_runbooks/scripts/EnableVPCFlowLogs.py
 */
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateFlowLogsCommand, DescribeFlowLogsCommand } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CALL_SECONDS } from '../../sandbox/automation/step-result';
import { type Account, coverElsewhere, createVpc, flowLogsOf, inAccount, now } from './account';
import { type Remediated, tally } from './remediated';

/** Its defaults. */
const WAIT_SECONDS = 5;
const MOST_LOOKS = 12;
/** It scripts everything in one. */
const STEPS = 1;

/** @param startsAfter seconds from CreateVpc until it begins: as many as until our execution did */
export const remediateNewVpcAsPublished = (startsAfter: number): Promise<Remediated> =>
  inAccount(async (account) => {
    const stack = await makeStack(account);
    const created = now(account);
    const vpcId = await createVpc(account);
    await account.sandbox.advance(startsAfter);
    return await remediate(account, vpcId, stack, created);
  });

/** Of a VPC that somebody covered. */
export const remediateCoveredVpcAsPublished = (): Promise<Remediated> =>
  inAccount(async (account) => {
    const stack = await makeStack(account);
    const created = now(account);
    const vpcId = await createVpc(account);
    await coverElsewhere(account, vpcId);
    return await remediate(account, vpcId, stack, created);
  });

async function remediate(
  account: Account,
  vpcId: string,
  stack: PublishedStack,
  created: number,
): Promise<Remediated> {
  const from = now(account);
  const before = flowLogsOf(account, vpcId).length;
  const script = new Script(account, `VPCFlowLogs/${vpcId}`);
  // Our executions take as long to begin.
  await account.sandbox.advance(1);
  const begun = now(account);
  await script.enableFlowLogs(vpcId, stack);
  const flowLogs = flowLogsOf(account, vpcId);
  const creation = flowLogs[before]?.creationTime.getTime();
  return {
    calls: tally(script.operations),
    steps: STEPS,
    scriptSeconds: (now(account) - begun) / 1000,
    startedAfter: (from - created) / 1000,
    flowLogAfter: creation === undefined ? undefined : (creation - created) / 1000,
    seconds: (now(account) - from) / 1000,
    flowLogs: flowLogs.length,
  };
}

class Script {
  readonly operations: string[] = [];
  private readonly logs: CloudWatchLogsClient;

  constructor(
    private readonly account: Account,
    private readonly group: string,
  ) {
    this.logs = new CloudWatchLogsClient(account.sandbox.administrator());
  }

  async enableFlowLogs(vpcId: string, { roleArn, keyArn }: PublishedStack): Promise<void> {
    try {
      await this.makeGroup(keyArn);
      await this.lookUntil(() => this.groupIsThere());
      await this.createFlowLogs(vpcId, roleArn);
      await this.lookUntil(() => this.flowLogIsActive());
    } finally {
      this.logs.destroy();
    }
  }

  private async makeGroup(kmsKeyId: string): Promise<void> {
    try {
      await this.calling('CreateLogGroup', () =>
        this.logs.send(new CreateLogGroupCommand({ logGroupName: this.group, kmsKeyId })),
      );
    } catch (error) {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    }
  }

  private async groupIsThere(): Promise<boolean> {
    const { logGroups = [] } = await this.calling('DescribeLogGroups', () =>
      this.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: this.group })),
    );
    return logGroups.some(({ logGroupName }) => logGroupName === this.group);
  }

  /** What it answers in `Unsuccessful` is not read. */
  private async createFlowLogs(vpcId: string, roleArn: string): Promise<void> {
    await this.calling('CreateFlowLogs', () =>
      this.account.ec2.send(
        new CreateFlowLogsCommand({
          DeliverLogsPermissionArn: roleArn,
          LogGroupName: this.group,
          ResourceIds: [vpcId],
          ResourceType: 'VPC',
          TrafficType: 'REJECT',
          LogDestinationType: 'cloud-watch-logs',
        }),
      ),
    );
  }

  private async flowLogIsActive(): Promise<boolean> {
    const Filter = [{ Name: 'log-group-name', Values: [this.group] }];
    const { FlowLogs = [] } = await this.calling('DescribeFlowLogs', () =>
      this.account.ec2.send(new DescribeFlowLogsCommand({ Filter })),
    );
    return FlowLogs.length === 1 && FlowLogs[0]?.FlowLogStatus === 'ACTIVE';
  }

  private async lookUntil(isSo: () => Promise<boolean>): Promise<void> {
    for (let looks = 1; !(await isSo()); looks += 1) {
      await this.account.sandbox.advance(WAIT_SECONDS);
      if (looks >= MOST_LOOKS) throw new Error(`${this.group} is not there after ${MOST_LOOKS} looks`);
    }
  }

  /** A call takes as long as those of our steps do. */
  private async calling<T>(operation: string, send: () => Promise<T>): Promise<T> {
    this.operations.push(operation);
    const answer = await send();
    await this.account.sandbox.advance(CALL_SECONDS);
    return answer;
  }
}

/** What its stack makes beforehand. */
interface PublishedStack {
  /** By which flow logs write. */
  readonly roleArn: string;
  /** That encrypts the log groups. */
  readonly keyArn: string;
}

const makeStack = async (account: Account): Promise<PublishedStack> => ({
  roleArn: await makeDeliveryRole(account),
  keyArn: await makeKey(account),
});

async function makeDeliveryRole({ sandbox }: Account): Promise<string> {
  const iam = new IAMClient(sandbox.administrator());
  const RoleName = 'published-flow-logs';
  const Principal = { Service: 'vpc-flow-logs.amazonaws.com' };
  const trust = { Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
  const Action = ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogGroups'];
  const grant = { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = JSON.stringify(grant);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'deliver', PolicyDocument }));
  iam.destroy();
  if (!Role?.Arn) throw new Error('IAM made no role');
  return Role.Arn;
}

async function makeKey({ sandbox }: Account): Promise<string> {
  const { partition, region, accountId } = sandbox.place;
  const kms = new KMSClient(sandbox.administrator());
  const allow = (Principal: object, Action: string | readonly string[]) => ({
    ...{ Effect: 'Allow', Principal, Action, Resource: '*' },
  });
  const Statement = [
    allow({ AWS: `arn:${partition}:iam::${accountId}:root` }, 'kms:*'),
    allow({ Service: `logs.${region}.amazonaws.com` }, [
      ...['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    ]),
  ];
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
  );
  kms.destroy();
  if (!KeyMetadata?.Arn) throw new Error('KMS made no key');
  return KeyMetadata.Arn;
}
