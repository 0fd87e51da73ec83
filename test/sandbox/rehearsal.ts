import {
  type ComplianceType,
  ConfigServiceClient,
  DescribeRemediationExceptionsCommand,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import {
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DescribeFlowLogsCommand,
  EC2Client,
  type FlowLog,
} from '@aws-sdk/client-ec2';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import {
  type AutomationExecution,
  DescribeAutomationExecutionsCommand,
  GetAutomationExecutionCommand,
  SSMClient,
  StartAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import { type AssemblyStack, readAssembly } from '../../sandbox/cloudformation/assembly';
import type { DeployedStack } from '../../sandbox/cloudformation/deployment';
import { Sandbox, type SandboxOptions } from '../../sandbox/sandbox';
import { deployToExisting } from '../../sandbox/scenarios/existing-destinations';
import { ASSEMBLY } from '../assembly';

const START = new Date('2027-01-04T08:00:00Z');
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
/** Marks the flow logs that the remediation creates. */
const OWNERSHIP_TAG = 'vpc-flow-logs-compliance:requirement';
/** The bucket of whoever makes flow logs by hand. */
export const OWN_BUCKET = 'own-logs';

/** A template that a test may change: JSON of any shape. */
export interface MutableTemplate {
  Resources: Record<string, MutableResource>;
  [member: string]: any;
}

export interface MutableResource {
  Type: string;
  Properties: Record<string, any>;
  [member: string]: any;
}

export type Change = (template: MutableTemplate) => void;

/** The only stack of the assembly, its template a copy that was changed. */
export function changedStack(change: Change = () => undefined, assembly = ASSEMBLY): AssemblyStack {
  const [stack] = readAssembly(assembly);
  if (!stack) throw new Error('the assembly holds no stack');
  const template = structuredClone(stack.template) as unknown as MutableTemplate;
  change(template);
  return { ...stack, template: template as unknown as AssemblyStack['template'] };
}

export interface RehearsalOptions extends Partial<SandboxOptions> {
  readonly change?: Change;
  /** Another configuration than that of cdk.json. */
  readonly assembly?: string;
}

const running: Rehearsal[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((rehearsal) => rehearsal.close()));
});

/** A sandbox in which the assembly, with the change made to it, is deployed. It is closed after the test. */
export async function rehearse({ change, assembly, ...options }: RehearsalOptions = {}): Promise<Rehearsal> {
  const rehearsal = await openSandbox(options);
  await rehearsal.deployToExisting(change, assembly);
  return rehearsal;
}

/** A sandbox with nothing in it. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<Rehearsal> {
  const rehearsal = new Rehearsal(await Sandbox.start({ start: START, ...options }));
  running.push(rehearsal);
  return rehearsal;
}

/** One verdict, as Config shows it. */
export interface Shown {
  readonly type: ComplianceType | undefined;
  readonly annotation: string | undefined;
}

export class Rehearsal {
  readonly ec2: EC2Client;
  readonly config: ConfigServiceClient;
  readonly ssm: SSMClient;
  readonly s3: S3Client;
  private stack: DeployedStack | undefined;

  constructor(readonly sandbox: Sandbox) {
    const settings = { ...sandbox.administrator(), maxAttempts: 1 };
    this.ec2 = new EC2Client(settings);
    this.config = new ConfigServiceClient(settings);
    this.ssm = new SSMClient(settings);
    this.s3 = new S3Client({ ...settings, forcePathStyle: true });
  }

  async close(): Promise<void> {
    for (const client of [this.ec2, this.config, this.ssm, this.s3]) client.destroy();
    await this.sandbox.close();
  }

  deploy(change?: Change, assembly?: string): void {
    const stack = changedStack(change, assembly);
    this.take(stack, this.sandbox.deploy(stack));
  }

  /** Into an account that has what the stack names, whose owners paste what it puts out. */
  async deployToExisting(change?: Change, assembly?: string): Promise<void> {
    const stack = changedStack(change, assembly);
    this.take(stack, await deployToExisting(this.sandbox, stack));
  }

  private take(stack: AssemblyStack, deployed: DeployedStack): void {
    this.stack = deployed;
    this.types = new Map(Object.entries(stack.template.Resources).map(([id, { Type }]) => [id, Type]));
  }

  private types = new Map<string, string>();

  /** What the resources of a type answer to Ref. */
  refs(type: string): readonly string[] {
    return [...this.types]
      .filter(([, each]) => each === type)
      .map(([logicalId]) => this.stack?.resources.get(logicalId)?.ref ?? '');
  }

  get ruleName(): string {
    return this.refs('AWS::Config::ConfigRule')[0] ?? '';
  }

  advance(seconds: number): Promise<void> {
    return this.sandbox.advance(seconds);
  }

  /** Lets time pass by minutes until something holds; tells how many minutes it took. */
  async minutesUntil(holds: () => Promise<boolean>, atMost = 24 * 60): Promise<number> {
    for (let minutes = 0; minutes <= atMost; minutes += 1) {
      if (await holds()) return minutes;
      await this.advance(MINUTE);
    }
    throw new Error(`it did not happen within ${atMost} minutes`);
  }

  async createVpc(tags: Readonly<Record<string, string>> = {}): Promise<string> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const TagSpecifications = Tags.length > 0 ? [{ ResourceType: 'vpc' as const, Tags }] : undefined;
    const answer = await this.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications }));
    return answer.Vpc?.VpcId ?? '';
  }

  async deleteVpc(VpcId: string): Promise<void> {
    await this.ec2.send(new DeleteVpcCommand({ VpcId }));
  }

  async createSubnet(VpcId: string, CidrBlock = '10.0.1.0/24'): Promise<string> {
    const { Subnet } = await this.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }));
    return Subnet?.SubnetId ?? '';
  }

  async createInterface(SubnetId: string): Promise<void> {
    await this.ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }));
  }

  async tag(vpcId: string, Key: string, Value: string): Promise<void> {
    await this.ec2.send(new CreateTagsCommand({ Resources: [vpcId], Tags: [{ Key, Value }] }));
  }

  async untag(vpcId: string, Key: string): Promise<void> {
    await this.ec2.send(new DeleteTagsCommand({ Resources: [vpcId], Tags: [{ Key }] }));
  }

  /** RAM is not modelled: another account's VPC is shared by hand. */
  async sharedVpc(): Promise<string> {
    const owner = '444455556666';
    const neighbour = new EC2Client(this.sandbox.administrator(owner));
    const { Vpc } = await neighbour.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
    neighbour.destroy();
    const { world, place } = this.sandbox;
    const stored = world.region({ ...place, accountId: owner }).vpcs.get(Vpc?.VpcId ?? '');
    stored?.sharedWith.push(place.accountId);
    return stored?.vpcId ?? '';
  }

  /** A flow log as somebody's own code creates it, to a bucket that takes it. */
  async createFlowLog(
    vpcId: string,
    request: Partial<CreateFlowLogsCommandInput> = {},
  ): Promise<string | undefined> {
    await this.openBucket(OWN_BUCKET);
    const answer = await this.ec2.send(
      new CreateFlowLogsCommand({
        ResourceType: 'VPC',
        ResourceIds: [vpcId],
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: `arn:aws:s3:::${OWN_BUCKET}`,
        ...request,
      }),
    );
    return answer.FlowLogIds?.[0];
  }

  private readonly opening = new Map<string, Promise<void>>();

  /** A bucket that lets the delivery service in. Whoever asks while it is being made waits for it. */
  async openBucket(name: string): Promise<void> {
    const opening = this.opening.get(name) ?? this.makeBucket(name);
    this.opening.set(name, opening);
    await opening.finally(() => this.opening.delete(name));
  }

  private async makeBucket(Bucket: string): Promise<void> {
    const { world, place } = this.sandbox;
    const arn = `arn:${place.partition}:s3:::${Bucket}`;
    if (world.bucket(arn)) return;
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: 's3:*',
      Resource: [arn, `${arn}/*`],
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await this.s3.send(new CreateBucketCommand({ Bucket }));
    await this.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  }

  async deleteFlowLog(flowLogId: string | undefined): Promise<void> {
    await this.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [flowLogId ?? ''] }));
  }

  async flowLogsOf(vpcId: string): Promise<readonly FlowLog[]> {
    const Filter = [{ Name: 'resource-id', Values: [vpcId] }];
    const { FlowLogs = [] } = await this.ec2.send(new DescribeFlowLogsCommand({ Filter }));
    return FlowLogs;
  }

  /** Ids of the flow logs that the remediation created. */
  async ours(vpcId: string): Promise<readonly string[]> {
    const flowLogs = await this.flowLogsOf(vpcId);
    return flowLogs
      .filter(({ Tags = [] }) => Tags.some(({ Key }) => Key === OWNERSHIP_TAG))
      .map(({ FlowLogId = '' }) => FlowLogId);
  }

  async result(vpcId: string): Promise<Shown | undefined> {
    const { EvaluationResults = [] } = await this.config.send(
      new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: this.ruleName, Limit: 100 }),
    );
    const found = EvaluationResults.find(
      (each) => each.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId === vpcId,
    );
    return found && { type: found.ComplianceType, annotation: found.Annotation };
  }

  async compliance(vpcId: string): Promise<string> {
    return (await this.result(vpcId))?.type ?? 'not judged';
  }

  /** VPCs that Config gave up on. */
  async exceptions(): Promise<readonly (string | undefined)[]> {
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await this.config.send(
        new DescribeRemediationExceptionsCommand({ ConfigRuleName: this.ruleName, NextToken }),
      );
      ids.push(...(answer.RemediationExceptions ?? []).map(({ ResourceId }) => ResourceId));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return ids;
  }

  /** All executions, oldest first, with their steps. */
  async executions(): Promise<readonly AutomationExecution[]> {
    const { AutomationExecutionMetadataList = [] } = await this.ssm.send(
      new DescribeAutomationExecutionsCommand({}),
    );
    const ids = AutomationExecutionMetadataList.map(
      ({ AutomationExecutionId = '' }) => AutomationExecutionId,
    );
    return await Promise.all([...ids].reverse().map((id) => this.execution(id)));
  }

  async execution(AutomationExecutionId: string): Promise<AutomationExecution> {
    const answer = await this.ssm.send(new GetAutomationExecutionCommand({ AutomationExecutionId }));
    if (!answer.AutomationExecution) throw new Error(`there is no execution ${AutomationExecutionId}`);
    return answer.AutomationExecution;
  }

  /** Somebody starts the document by hand and waits for its end. */
  async remediate(vpcId: string): Promise<AutomationExecution> {
    const { AutomationExecutionId = '' } = await this.ssm.send(
      new StartAutomationExecutionCommand({
        DocumentName: this.refs('AWS::SSM::Document')[0],
        Parameters: { VpcId: [vpcId], AutomationAssumeRole: [this.automationRoleArn] },
      }),
    );
    await this.advance(30 * MINUTE);
    return await this.execution(AutomationExecutionId);
  }

  private get automationRoleArn(): string {
    const [rule] = this.sandbox.home.config.rules.values();
    const role = rule?.remediation?.parameters['AutomationAssumeRole'];
    return role?.kind === 'static' ? (role.values[0] ?? '') : '';
  }

  /** Messages of the failure queue; SQS is not modelled as an API. */
  get failureQueue(): readonly string[] {
    return [...this.sandbox.home.queues.values()].flatMap(({ messages }) => messages);
  }

  /** Everything that happened, as `minutes:seconds actor: text`. */
  get story(): readonly string[] {
    return this.sandbox.world.trace.events.map(({ time, actor, vpcId, text }) => {
      const seconds = (time.getTime() - START.getTime()) / 1000;
      const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      return `${clock} ${actor}: ${vpcId ? `${vpcId} ` : ''}${text}`;
    });
  }

  /** The steps that an execution took. */
  static steps({ StepExecutions = [] }: AutomationExecution): readonly (string | undefined)[] {
    return StepExecutions.map(({ StepName }) => StepName);
  }
}
