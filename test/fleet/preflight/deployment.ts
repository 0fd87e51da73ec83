import { AssociateKmsKeyCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfigServiceClient,
  DescribeRemediationConfigurationsCommand,
} from '@aws-sdk/client-config-service';
import { EC2Client } from '@aws-sdk/client-ec2';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import {
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { PutBucketEncryptionCommand, S3Client, type ServerSideEncryptionByDefault } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { DeployedRequirement as Discovered } from '../../../fleet/deployed/deployed-requirement';
import { discover } from '../../../fleet/deployed/discover';
import { isUnreadable } from '../../../fleet/deployed/documented-flow-log';
import {
  type DeployedDestination,
  type DeployedRequirement,
  type Finding,
  PERMISSIONS,
  preflight,
} from '../../../fleet/preflight';
import { type Rehearsal, rehearse } from '../../sandbox/rehearsal';
import { policyText } from './place';

const clientsOf = (settings: ReturnType<Rehearsal['sandbox']['administrator']>) => ({
  config: new ConfigServiceClient(settings),
  ec2: new EC2Client(settings),
  firehose: new FirehoseClient(settings),
  iam: new IAMClient(settings),
  kms: new KMSClient(settings),
  logs: new CloudWatchLogsClient(settings),
  s3: new S3Client({ ...settings, forcePathStyle: true, followRegionRedirects: true }),
  ssm: new SSMClient(settings),
  sts: new STSClient(settings),
});

type Clients = ReturnType<typeof clientsOf>;

const open: Clients[] = [];

afterEach(() => {
  for (const clients of open.splice(0)) for (const client of Object.values(clients)) client.destroy();
});

const toExamined = ({ remediation, ...requirement }: Discovered): DeployedRequirement => ({
  ...requirement,
  mode: remediation.mode,
  destination:
    remediation.mode === 'observe' || isUnreadable(remediation.document) ? undefined : remediation.document,
});

/** An assembly deployed in the sandbox, and what the preflight finds there. */
export class Deployment {
  private constructor(
    readonly rehearsal: Rehearsal,
    readonly clients: Clients,
    private readonly examined: readonly DeployedRequirement[],
  ) {}

  static async of(assembly: string): Promise<Deployment> {
    const rehearsal = await rehearse({ assembly });
    const clients = clientsOf(rehearsal.sandbox.administrator());
    open.push(clients);
    const { requirements } = await discover(clients);
    return new Deployment(rehearsal, clients, requirements.map(toExamined));
  }

  async findings(clients = this.clients): Promise<readonly Finding[]> {
    const { place, world } = this.rehearsal.sandbox;
    return await preflight(clients, { place, now: world.scheduler.now() }, this.examined);
  }

  async problems(): Promise<readonly Finding[]> {
    return (await this.findings()).filter(({ status }) => status === 'problem');
  }

  get bucket(): string {
    return this.rehearsal.refs('AWS::S3::Bucket')[0] ?? '';
  }

  private get destination(): DeployedDestination {
    const [found] = this.examined;
    if (!found?.destination) throw new Error('nothing is remediated');
    return found.destination;
  }

  /** Without `:*`. */
  get logGroupArn(): string {
    return this.destination.logDestination;
  }

  get logGroup(): string {
    return this.logGroupArn.split(':').at(-1) ?? '';
  }

  get deliveryRole(): string {
    return this.destination.deliveryRoleArn?.split('/').at(-1) ?? '';
  }

  async automationRole(): Promise<string> {
    const command = new DescribeRemediationConfigurationsCommand({
      ConfigRuleNames: [this.rehearsal.ruleName],
    });
    const { RemediationConfigurations: [remediation] = [] } = await this.clients.config.send(command);
    return (
      remediation?.Parameters?.['AutomationAssumeRole']?.StaticValue?.Values?.[0]?.split('/').at(-1) ?? ''
    );
  }

  async makeRole(RoleName: string, trust: object, ...statements: readonly object[]): Promise<string> {
    const AssumeRolePolicyDocument = policyText(trust);
    const { Role } = await this.clients.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }),
    );
    const PolicyDocument = policyText(...statements);
    await this.clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
    return Role?.Arn ?? '';
  }

  /** A key that its account's policies decide about, and no service but the one that is given may use. */
  async makeKey(service?: string): Promise<string> {
    const account = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' };
    const Policy = policyText(
      account,
      ...(service === undefined ? [] : [{ ...account, Principal: { Service: service } }]),
    );
    const { KeyMetadata } = await this.clients.kms.send(new CreateKeyCommand({ Policy }));
    return KeyMetadata?.Arn ?? '';
  }

  /** @param keyId of AWS's own key, unless one is given */
  async encryptBucket(keyId?: string): Promise<void> {
    const byDefault: ServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyId };
    await this.clients.s3.send(
      new PutBucketEncryptionCommand({
        Bucket: this.bucket,
        ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] },
      }),
    );
  }

  async encryptGroup(kmsKeyId: string): Promise<void> {
    await this.clients.logs.send(new AssociateKmsKeyCommand({ logGroupName: this.logGroup, kmsKeyId }));
  }

  /** Replaces whom a role trusts. */
  async trust(RoleName: string, Service: string, Condition?: object): Promise<void> {
    const statement = { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole', Condition };
    const PolicyDocument = policyText(statement);
    await this.clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  }

  /** Replaces what the delivery role may do. */
  async allowDelivery(...statements: readonly object[]): Promise<void> {
    const { iam } = this.clients;
    const RoleName = this.deliveryRole;
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    for (const PolicyName of PolicyNames)
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    const PolicyDocument = policyText(...statements);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'changed', PolicyDocument }));
  }

  /** A VPC, until the remediation has created its flow log. */
  async makeCoveredVpc(): Promise<void> {
    const vpcId = await this.rehearsal.createVpc();
    await this.rehearsal.minutesUntil(async () => (await this.rehearsal.compliance(vpcId)) === 'COMPLIANT');
  }

  /** Somebody who may do what the preflight says that it needs, and nothing else. */
  async doctor(): Promise<Clients> {
    const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' };
    const statements = PERMISSIONS.map(({ action, resource }) => ({
      Effect: 'Allow',
      Action: action,
      Resource: resource,
    }));
    const RoleArn = await this.makeRole('doctor', trust, ...statements);
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'doctor' });
    const { Credentials } = await this.clients.sts.send(command);
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      ...{ sessionToken: Credentials?.SessionToken },
    };
    const clients = clientsOf({ ...this.rehearsal.sandbox.administrator(), credentials });
    open.push(clients);
    return clients;
  }

  /** Another answer of Config's recorder than the sandbox's, whose recorder cannot be changed. */
  answerInstead(commandName: string, change: (answer: any) => void): void {
    this.clients.config.middlewareStack.add(
      (next, context) => async (given) => {
        const result = await next(given);
        if (context['commandName'] === commandName) change(result.output);
        return result;
      },
      { step: 'deserialize', priority: 'high' },
    );
  }
}
