import { ConfigServiceClient, GetComplianceDetailsByConfigRuleCommand } from '@aws-sdk/client-config-service';
import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  EC2Client,
  type FlowLog,
} from '@aws-sdk/client-ec2';
import { SSMClient, StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import { InvalidDocument } from '../automation/document';
import { AssemblyError, type AssemblyStack } from '../cloudformation/assembly';
import type { DeployedStack } from '../cloudformation/deployment';
import { PolicyError } from '../iam/policy-error';
import { Sandbox } from '../sandbox';
import { deployToExisting } from '../scenarios/existing-destinations';
import { ScenarioError } from '../scenarios/only-rule';
import type { CallRecord, TraceEvent } from '../trace';
import type { Role } from '../world';
import { readableNames } from './readable-names';
import { RehearsedRequirement } from './rehearsed-requirement';
import type { NamedRole } from './report';
import { readableName } from './template-json';

const START = new Date('2027-01-04T08:00:00Z');

const REFUSALS = [AssemblyError, PolicyError, InvalidDocument];

/** The stack cannot be deployed. */
export class DeploymentRefused extends Error {
  constructor(
    problem: string,
    readonly calls: readonly CallRecord[],
  ) {
    super(problem);
    this.name = 'DeploymentRefused';
  }
}

/** A sandbox with one stack deployed, and the account's administrator in front of it. */
export class Stage {
  readonly ec2: EC2Client;
  private readonly config: ConfigServiceClient;
  private readonly ssm: SSMClient;

  private constructor(
    readonly sandbox: Sandbox,
    private readonly stack: AssemblyStack,
    private readonly deployed: DeployedStack,
  ) {
    const settings = { ...sandbox.administrator(), maxAttempts: 1 };
    this.ec2 = new EC2Client(settings);
    this.config = new ConfigServiceClient(settings);
    this.ssm = new SSMClient(settings);
  }

  /** Whoever plays on it closes it. @throws DeploymentRefused */
  static async open(stack: AssemblyStack): Promise<Stage> {
    const sandbox = await Sandbox.start({ start: START });
    try {
      return new Stage(sandbox, stack, await deployToExisting(sandbox, stack));
    } catch (error) {
      await sandbox.close();
      if (!REFUSALS.some((type) => error instanceof type)) throw error;
      throw new DeploymentRefused((error as Error).message, sandbox.world.trace.calls);
    }
  }

  async close(): Promise<void> {
    for (const client of [this.ec2, this.config, this.ssm]) client.destroy();
    await this.sandbox.close();
  }

  get events(): readonly TraceEvent[] {
    return this.sandbox.world.trace.events;
  }

  /** In the order of the template. */
  get requirements(): readonly RehearsedRequirement[] {
    const rules = [...this.sandbox.home.config.rules.values()];
    if (rules.length === 0) throw new ScenarioError('the scenarios need a rule: the stack has none');
    return rules.map((rule) => new RehearsedRequirement(this.sandbox, this.stack, rule));
  }

  /** One function serves all of them. */
  get functionArn(): string {
    return only([...this.sandbox.home.functions.values()], 'function').arn;
  }

  /** Seconds after which every rule has swept. */
  get longestSchedule(): number | undefined {
    const seconds = this.requirements.flatMap(({ rule }) => rule.frequencySeconds ?? []);
    return seconds.length > 0 ? Math.max(...seconds) : undefined;
  }

  /** Every role of the stack by the name that the template gives it, and those whose policies it puts out. */
  get roles(): readonly NamedRole[] {
    const ids = this.logicalIdsOf('AWS::IAM::Role');
    const made = ids.map((id): NamedRole => {
      const arn = this.deployed.resources.get(id)?.attributes['Arn'];
      return [readableName(id), only([this.sandbox.world.role(arn ?? '')].filter(isThere), 'role')];
    });
    const arns = new Set(made.map(([, { arn }]) => arn));
    const named = this.deliveryRoles
      .filter(({ arn }) => !arns.has(arn))
      .map((role): NamedRole => [role.name, role]);
    return [...made, ...named];
  }

  /** By which flow logs are written to log groups, each once. */
  get deliveryRoles(): readonly Role[] {
    const roles = this.requirements.flatMap(({ delivery }) =>
      delivery.kind === 'log group' ? [[delivery.role.arn, delivery.role] as const] : [],
    );
    return [...new Map(roles).values()];
  }

  get readable(): (text: string) => string {
    return readableNames(this.deployed, this.sandbox.place);
  }

  get executionRole(): Role {
    const { roleArn } = only([...this.sandbox.home.functions.values()], 'function');
    return only([this.sandbox.world.role(roleArn)].filter(isThere), 'role');
  }

  private logicalIdsOf(type: string): readonly string[] {
    const resources = Object.entries(this.stack.template.Resources);
    return resources.filter(([, { Type }]) => Type === type).map(([id]) => id);
  }

  advance(seconds: number): Promise<void> {
    return this.sandbox.advance(seconds);
  }

  /** In the scope of every requirement. */
  async createVpc(): Promise<string> {
    const tags = Object.assign({}, ...this.requirements.map(({ scopeTags }) => scopeTags));
    const Tags = Object.entries<string>(tags).map(([Key, Value]) => ({ Key, Value }));
    const TagSpecifications = Tags.length > 0 ? [{ ResourceType: 'vpc' as const, Tags }] : undefined;
    const create = new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications });
    const { Vpc } = await this.ec2.send(create);
    return Vpc?.VpcId ?? '';
  }

  async createSubnet(VpcId: string): Promise<string> {
    const { Subnet } = await this.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
    return Subnet?.SubnetId ?? '';
  }

  async flowLogsOf(vpcId: string): Promise<readonly FlowLog[]> {
    const Filter = [{ Name: 'resource-id', Values: [vpcId] }];
    return (await this.ec2.send(new DescribeFlowLogsCommand({ Filter }))).FlowLogs ?? [];
  }

  async deleteFlowLogs(flowLogs: readonly FlowLog[]): Promise<void> {
    const FlowLogIds = flowLogs.map(({ FlowLogId = '' }) => FlowLogId);
    await this.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds }));
  }

  /** Starts the document, as an operator does where nothing starts it by itself. */
  async startRemediation(
    { remediation, automationRole }: RehearsedRequirement,
    vpcId: string,
  ): Promise<void> {
    await this.ssm.send(
      new StartAutomationExecutionCommand({
        DocumentName: remediation.documentName,
        Parameters: { VpcId: [vpcId], AutomationAssumeRole: [automationRole.arn] },
      }),
    );
  }

  /** The verdict about a VPC, as an operator reads it. */
  async verdict({ rule }: RehearsedRequirement, vpcId: string): Promise<string> {
    const { EvaluationResults = [] } = await this.config.send(
      new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: rule.name, Limit: 100 }),
    );
    const result = EvaluationResults.find(
      (each) => each.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId === vpcId,
    );
    return result ? `${result.ComplianceType}: ${result.Annotation}` : 'not judged';
  }
}

const isThere = <T>(each: T | undefined): each is T => each !== undefined;

function only<T>(found: readonly T[], what: string): T {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0)
    throw new ScenarioError(`the scenarios are for one ${what}: the stack has ${found.length}`);
  return first;
}
