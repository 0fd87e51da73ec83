import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Sandbox, type SandboxOptions } from '../../sandbox/sandbox';

export const START = new Date('2027-01-04T08:00:00Z');
export const OWNER = '111122223333';
export const NEIGHBOUR = '444455556666';

type Settings = ReturnType<Sandbox['administrator']>;

/** The clients of one caller. */
export class Clients {
  readonly firehose: FirehoseClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly sts: STSClient;

  constructor(administrator: Settings, own: Partial<Settings> = {}) {
    const settings = { ...administrator, ...own, maxAttempts: 1 };
    this.firehose = new FirehoseClient(settings);
    this.iam = new IAMClient(settings);
    this.kms = new KMSClient(settings);
    this.lambda = new LambdaClient(settings);
    this.logs = new CloudWatchLogsClient(settings);
    this.s3 = new S3Client({ ...settings, forcePathStyle: true });
    this.sts = new STSClient(settings);
    clients.push(this);
  }

  destroy(): void {
    const { firehose, iam, kms, lambda, logs, s3, sts } = this;
    for (const client of [firehose, iam, kms, lambda, logs, s3, sts]) client.destroy();
  }
}

const clients: Clients[] = [];
const sandboxes: Sandbox[] = [];

afterEach(async () => {
  for (const each of clients.splice(0)) each.destroy();
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()));
});

/** An empty sandbox and its administrator, who can make others. It is closed after the test. */
export class Account extends Clients {
  private constructor(readonly sandbox: Sandbox) {
    super(sandbox.administrator());
  }

  static async open(options: Partial<SandboxOptions> = {}): Promise<Account> {
    const sandbox = await Sandbox.start({ start: START, ...options });
    sandboxes.push(sandbox);
    return new Account(sandbox);
  }

  administratorOf(accountId: string): Clients {
    return new Clients(this.sandbox.administrator(accountId));
  }

  in(region: string): Clients {
    return new Clients(this.sandbox.administrator(), { region });
  }

  /** A role that may do what the statements say, assumed; made by the API, as everything here. */
  async asRole(name: string, ...statements: readonly object[]): Promise<Clients> {
    const RoleArn = await this.makeRole(name, trusting(OWNER));
    if (statements.length > 0) {
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      const input = { RoleName: name, PolicyName: 'all', PolicyDocument };
      await this.iam.send(new PutRolePolicyCommand(input));
    }
    return await this.assuming(RoleArn);
  }

  async makeRole(RoleName: string, trust: object): Promise<string> {
    const AssumeRolePolicyDocument = JSON.stringify(trust);
    const { Role } = await this.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    return Role?.Arn ?? '';
  }

  async assuming(RoleArn: string, sts = this.sts): Promise<Clients> {
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'tester' }));
    return new Clients(this.sandbox.administrator(), {
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        ...{ sessionToken: Credentials?.SessionToken },
      },
    });
  }
}

export const allow = (Action: string | readonly string[], Resource = '*') => ({
  ...{ Effect: 'Allow', Action, Resource },
});

/** A trust policy that leaves it to an account, or to one of its roles. */
export const trusting = (AWS: string, Condition?: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', ...(Condition && { Condition }) },
  ],
});
