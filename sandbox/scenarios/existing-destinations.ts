import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose';
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { arnParts } from '../arn';
import type { AssemblyStack } from '../cloudformation/assembly';
import type { DeployedStack } from '../cloudformation/deployment';
import { keyIdIn } from '../kms/key-access';
import { newKey } from '../kms/keys';
import type { Sandbox } from '../sandbox';
import { pasteDeliveryStatements } from './central-bucket';
import { type NamedResources, namedResources, pastedOutputs } from './named-resources';

/** Deploys a stack into an account that has what the stack names, whose owners paste what it puts out and nothing else. */
export async function deployToExisting(sandbox: Sandbox, stack: AssemblyStack): Promise<DeployedStack> {
  await prepareDestinations(sandbox, stack);
  const deployed = sandbox.deploy(stack);
  await pasteStatements(sandbox, stack, deployed);
  return deployed;
}

/** What must be there before the deployment. Twice is the same as once. */
export async function prepareDestinations(sandbox: Sandbox, stack: AssemblyStack): Promise<void> {
  const owner = new Owner(sandbox);
  const named = namedResources(stack, sandbox.place);
  try {
    await owner.makeKeys(named, stack);
    await owner.makeBoundaries(named);
    await owner.makeDeliveryRoles(named);
    await owner.makeLogGroups(named);
    await owner.makeStreams(named);
  } finally {
    owner.destroy();
  }
}

/** What the owners paste once the stack has put it out. */
export async function pasteStatements(
  sandbox: Sandbox,
  stack: AssemblyStack,
  deployed: DeployedStack,
): Promise<void> {
  await pasteDeliveryStatements(sandbox, deployed);
  const owner = new Owner(sandbox);
  try {
    await owner.openDeliveryRoles(namedResources(stack, sandbox.place), stack);
  } finally {
    owner.destroy();
  }
}

const nameIn = (arn: string): string => arn.replace(/^.*[:/]/, '');

/** Of a role or policy: `/team/` of `role/team/name`. */
const pathIn = (arn: string): string =>
  arnParts(arn)
    ?.resource.replace(/^[a-z]+/, '')
    .replace(/[^/]+$/, '') ?? '/';

const policyOf = (Statement: unknown): string => JSON.stringify({ Version: '2012-10-17', Statement });

const trusting = (Effect: 'Allow' | 'Deny', Service: string): string =>
  policyOf({ Effect, Principal: { Service }, Action: 'sts:AssumeRole' });

/** The administrator who has had all of it for long. */
class Owner {
  private readonly firehose: FirehoseClient;
  private readonly iam: IAMClient;
  private readonly kms: KMSClient;
  private readonly logs: CloudWatchLogsClient;

  constructor(private readonly sandbox: Sandbox) {
    const settings = sandbox.administrator();
    this.firehose = new FirehoseClient(settings);
    this.iam = new IAMClient(settings);
    this.kms = new KMSClient(settings);
    this.logs = new CloudWatchLogsClient(settings);
  }

  destroy(): void {
    for (const client of [this.firehose, this.iam, this.kms, this.logs]) client.destroy();
  }

  /** KMS chooses the id of a key, so that one of a given id is put into the world; its policy is pasted by API. */
  async makeKeys({ keys }: NamedResources, stack: AssemblyStack): Promise<void> {
    const { world, home, place } = this.sandbox;
    for (const arn of keys) {
      const keyId = keyIdIn(arn);
      if (keyId === undefined || home.keys.has(keyId)) continue;
      const key = { ...newKey({ world, region: home }, 'existing'), keyId, arn };
      home.keys.set(keyId, key);
      const root = { AWS: `arn:${place.partition}:iam::${place.accountId}:root` };
      const statements = pastedOutputs(stack, place, 'KeyStatements', keyId);
      const usual = { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' };
      const Policy = policyOf([usual, ...statements]);
      await this.kms.send(new PutKeyPolicyCommand({ KeyId: arn, Policy }));
    }
  }

  /** The organisation's boundary: here it is about what is created, and takes nothing away. */
  async makeBoundaries({ boundaries }: NamedResources): Promise<void> {
    for (const arn of boundaries) {
      if (this.sandbox.world.managedPolicy(arn)) continue;
      const PolicyDocument = policyOf({ Effect: 'Allow', Action: '*', Resource: '*' });
      const policy = { PolicyName: nameIn(arn), Path: pathIn(arn), PolicyDocument };
      await this.iam.send(new CreatePolicyCommand(policy));
    }
  }

  /** Roles that nobody can take yet. */
  async makeDeliveryRoles({ deliveryRoles }: NamedResources): Promise<void> {
    for (const arn of deliveryRoles) {
      if (this.sandbox.world.role(arn)) continue;
      const AssumeRolePolicyDocument = trusting('Deny', 'vpc-flow-logs.amazonaws.com');
      const role = { RoleName: nameIn(arn), Path: pathIn(arn), AssumeRolePolicyDocument };
      await this.iam.send(new CreateRoleCommand(role));
    }
  }

  async makeLogGroups({ logGroups }: NamedResources): Promise<void> {
    for (const arn of logGroups) {
      const logGroupName = arn.replace(/^.*:log-group:/, '');
      if (this.sandbox.home.logGroups.has(logGroupName)) continue;
      await this.logs.send(new CreateLogGroupCommand({ logGroupName }));
    }
  }

  /** ACTIVE for long. */
  async makeStreams({ streams }: NamedResources): Promise<void> {
    const { home, place } = this.sandbox;
    for (const arn of streams) {
      const DeliveryStreamName = nameIn(arn);
      if (home.streams.has(DeliveryStreamName)) continue;
      const destination = {
        RoleARN: await this.streamRole(`${DeliveryStreamName}-to-s3`),
        BucketARN: `arn:${place.partition}:s3:::${DeliveryStreamName}-records`,
      };
      await this.firehose.send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName,
          ExtendedS3DestinationConfiguration: destination,
        }),
      );
      const made = home.streams.get(DeliveryStreamName);
      if (made) made.status = 'ACTIVE';
    }
  }

  private async streamRole(RoleName: string): Promise<string> {
    const AssumeRolePolicyDocument = trusting('Allow', 'firehose.amazonaws.com');
    const { Role } = await this.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    return Role?.Arn ?? '';
  }

  async openDeliveryRoles({ deliveryRoles }: NamedResources, stack: AssemblyStack): Promise<void> {
    const { world, place } = this.sandbox;
    for (const arn of deliveryRoles) {
      const RoleName = nameIn(arn);
      const trust = pastedOutputs(stack, place, 'DeliveryRoleTrust', RoleName);
      const statements = pastedOutputs(stack, place, 'DeliveryRolePolicy', RoleName);
      if (trust.length > 0)
        await this.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: policyOf(trust) }));
      if (statements.length > 0)
        await this.iam.send(
          new PutRolePolicyCommand({
            ...{ RoleName, PolicyName: 'pasted' },
            PolicyDocument: policyOf(statements),
          }),
        );
      world.event({ actor: 'scenario', text: `role ${RoleName}: pasted from the outputs of the stack` });
    }
  }
}
