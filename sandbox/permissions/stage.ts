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
import type { ConfigRule, RemediationConfiguration } from '../config/state';
import { PolicyError } from '../iam/policy-error';
import { Sandbox } from '../sandbox';
import { pasteDeliveryStatements } from '../scenarios/central-bucket';
import { ScenarioError } from '../scenarios/only-rule';
import type { CallRecord, TraceEvent } from '../trace';
import type { Bucket, Role } from '../world';
import { readableNames } from './readable-names';
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
      const deployed = sandbox.deploy(stack);
      await pasteDeliveryStatements(sandbox, deployed);
      return new Stage(sandbox, stack, deployed);
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

  /** The stack's rule; the scenarios are about one requirement. */
  get rule(): ConfigRule {
    return only([...this.sandbox.home.config.rules.values()], 'rule');
  }

  get remediation(): RemediationConfiguration {
    return only(
      [this.rule.remediation].filter((each) => each !== undefined),
      'remediation',
    );
  }

  /** Every role of the stack, by the name that the template gives it. */
  get roles(): readonly NamedRole[] {
    const ids = this.logicalIdsOf('AWS::IAM::Role');
    return ids.map((id) => [readableName(id), this.role(this.deployed.resources.get(id)?.attributes['Arn'])]);
  }

  get readable(): (text: string) => string {
    return readableNames(this.deployed, this.sandbox.place);
  }

  get executionRole(): Role {
    return this.role(only([...this.sandbox.home.functions.values()], 'function').roleArn);
  }

  get automationRole(): Role {
    const parameter = this.remediation.parameters['AutomationAssumeRole'];
    return this.role(parameter?.kind === 'static' ? parameter.values[0] : undefined);
  }

  /** Where the remediation delivers to. */
  get bucket(): Bucket {
    const { world, place } = this.sandbox;
    const bucket = world.bucket(`arn:${place.partition}:s3:::${this.destination.split('/')[0]}`);
    return only(
      [bucket].filter((each) => each !== undefined),
      'bucket',
    );
  }

  /** Whether the bucket is the stack's own, and not somebody's who pastes what the stack puts out. */
  get madeTheBucket(): boolean {
    return this.logicalIdsOf('AWS::S3::Bucket').length > 0;
  }

  /** The call by which the document creates a flow log: references are not resolved yet. */
  get creation(): Readonly<Record<string, unknown>> {
    const document = this.sandbox.home.documents.get(this.remediation.documentName);
    const step = document?.content.steps.find(({ inputs }) => inputs['Api'] === 'CreateFlowLogs');
    const { Service, Api, ...input } = only(
      [step].filter((each) => each !== undefined),
      'creation',
    ).inputs;
    return input;
  }

  private get destination(): string {
    return String(this.creation['LogDestination']).replace(/^arn:[^:]+:s3:::/, '');
  }

  private role(arn: string | undefined): Role {
    return only(
      [this.sandbox.world.role(arn ?? '')].filter((each) => each !== undefined),
      'role',
    );
  }

  private logicalIdsOf(type: string): readonly string[] {
    const resources = Object.entries(this.stack.template.Resources);
    return resources.filter(([, { Type }]) => Type === type).map(([id]) => id);
  }

  advance(seconds: number): Promise<void> {
    return this.sandbox.advance(seconds);
  }

  async createVpc(): Promise<string> {
    const { Vpc } = await this.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
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
  async startRemediation(vpcId: string): Promise<void> {
    await this.ssm.send(
      new StartAutomationExecutionCommand({
        DocumentName: this.remediation.documentName,
        Parameters: { VpcId: [vpcId], AutomationAssumeRole: [this.automationRole.arn] },
      }),
    );
  }

  /** The verdict about a VPC, as an operator reads it. */
  async verdict(vpcId: string): Promise<string> {
    const { EvaluationResults = [] } = await this.config.send(
      new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: this.rule.name, Limit: 100 }),
    );
    const result = EvaluationResults.find(
      (each) => each.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId === vpcId,
    );
    return result ? `${result.ComplianceType}: ${result.Annotation}` : 'not judged';
  }
}

function only<T>(found: readonly T[], what: string): T {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0)
    throw new ScenarioError(`the scenarios are for one ${what}: the stack has ${found.length}`);
  return first;
}
