import {
  DescribeConfigRulesCommand,
  DescribeRemediationConfigurationsCommand,
  DescribeRemediationExceptionsCommand,
  DescribeRemediationExecutionStatusCommand,
  StartRemediationExecutionCommand,
} from '@aws-sdk/client-config-service';
import {
  DescribeFlowLogsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type FlowLog,
} from '@aws-sdk/client-ec2';
import { GetDocumentCommand } from '@aws-sdk/client-ssm';
import type { FleetClients } from '../../../fleet/aws/clients';
import type { Station } from '../../../fleet/aws/connect';
import { parseParameters, printParameters } from '../../../policy';
import { type AutomationDocument, ruleDescription } from '../../../runbook';
import { PLACE } from '../../policy/builders';
import { documentOf } from '../../runbook/builders';

export interface PlayedRequirement {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly destination?: Readonly<Record<string, unknown>>;
  readonly mode?: 'manual' | 'automatic' | 'observe';
  /** What somebody made of the document. */
  readonly change?: (document: AutomationDocument) => unknown;
}

export interface PlayedOptions {
  readonly requirements?: readonly PlayedRequirement[];
  /** Each with the flow logs that it has. */
  readonly vpcs: Readonly<Record<string, readonly Partial<FlowLog>[]>>;
  /** VPCs of which every execution fails. */
  readonly broken?: readonly string[];
  /** VPCs of which executions succeed, and nothing is created. */
  readonly lying?: readonly string[];
  /** VPCs that Config takes for compliant. */
  readonly stale?: readonly string[];
  readonly exceptions?: Readonly<Record<string, Date | undefined>>;
  /** VPCs that Config refuses so often, since it is busy. */
  readonly busy?: Readonly<Record<string, number>>;
  /** VPCs of which no execution ever ends. */
  readonly stuck?: readonly string[];
  /** Seconds after its start for which Config still shows the execution before. */
  readonly lateStatus?: number;
  /** Executions that failed before. */
  readonly failedBefore?: readonly string[];
  /** What the names of rules begin with. @default rule- */
  readonly rulePrefix?: string;
  /** What a rule's parameters are instead. */
  readonly inputParameters?: string;
  /** Seconds that an execution takes once it has begun. */
  readonly seconds?: number;
}

interface Execution {
  state: 'QUEUED' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  readonly invokedAt: number;
  updatedAt: number;
  readonly beginsAt: number;
  readonly endsAt: number;
  readonly before: Execution | undefined;
}

interface Call {
  readonly name: string;
  readonly input: any;
}

const YESTERDAY = Date.parse('2026-06-14T12:00:00Z');
const FAILED_YESTERDAY: Execution = {
  state: 'FAILED',
  invokedAt: YESTERDAY,
  updatedAt: YESTERDAY,
  beginsAt: YESTERDAY,
  endsAt: YESTERDAY,
  before: undefined,
};
const START = Date.parse('2026-06-15T12:00:00Z');

/** An account and Region in which Config remediates as its documentation has it, in virtual time, one start a second. */
export class PlayedRegion {
  readonly calls: Call[] = [];
  readonly starts = new Map<string, number>();
  readonly executions = new Map<string, Map<string, Execution>>();
  mostInFlight = 0;
  /** Told before each call; what it throws is the answer. */
  onCall: (call: Call, index: number) => void = () => undefined;
  /** Told after a call was performed; what it throws is the answer all the same. */
  afterCall: (call: Call, index: number) => void = () => undefined;
  private time = START;
  private nextStart = START;
  private created = 0;
  private readonly prefix: string;
  private readonly busy: Map<string, number>;
  private readonly flowLogs: FlowLog[];
  private readonly requirements: readonly PlayedRequirement[];

  constructor(private readonly options: PlayedOptions) {
    this.prefix = options.rulePrefix ?? 'rule-';
    this.requirements = options.requirements ?? [{ name: 'all-traffic' }];
    this.busy = new Map(Object.entries(options.busy ?? {}));
    for (const { name } of this.requirements)
      this.executions.set(
        `${this.prefix}${name}`,
        new Map(options.failedBefore?.map((vpcId) => [vpcId, FAILED_YESTERDAY])),
      );
    this.flowLogs = Object.entries(options.vpcs).flatMap(([vpcId, flowLogs]) =>
      flowLogs.map((given) => this.flowLog(vpcId, given)),
    );
  }

  get station(): Station {
    const client = { send: (command: unknown) => this.answer(command) };
    const clients = { config: client, ec2: client, ssm: client } as unknown as FleetClients;
    return { place: PLACE, clients };
  }

  readonly clock = (): Date => new Date(this.time);

  readonly sleep = (milliseconds: number): Promise<void> => {
    this.advance(milliseconds);
    return Promise.resolve();
  };

  flowLogsOf(vpcId: string): readonly FlowLog[] {
    return this.flowLogs.filter(({ ResourceId }) => ResourceId === vpcId);
  }

  callsOf(name: string): readonly Call[] {
    return this.calls.filter((call) => call.name === name);
  }

  get underWay(): number {
    return [...this.executions.values()].flatMap((each) => [...each.values()]).filter(isUnderWay).length;
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
    for (const [rule, executions] of this.executions)
      for (const [vpcId, execution] of executions) this.play(rule, vpcId, execution);
  }

  private play(rule: string, vpcId: string, execution: Execution): void {
    if (execution.state === 'QUEUED' && execution.beginsAt <= this.time) {
      execution.state = 'IN_PROGRESS';
      execution.updatedAt = execution.beginsAt;
    }
    if (execution.state !== 'IN_PROGRESS' || execution.endsAt > this.time) return;
    execution.updatedAt = execution.endsAt;
    const { broken = [], lying = [] } = this.options;
    execution.state = broken.includes(vpcId) ? 'FAILED' : 'SUCCEEDED';
    const requirement = this.requirements.find(({ name }) => `${this.prefix}${name}` === rule);
    if (execution.state === 'FAILED' || lying.includes(vpcId) || !requirement) return;
    const creation = this.creationOf(requirement);
    const isThere = this.flowLogsOf(vpcId).some((each) => each.LogDestination === creation.LogDestination);
    if (!isThere) this.flowLogs.push(this.flowLog(vpcId, creation));
  }

  private flowLog(vpcId: string, given: Partial<FlowLog>): FlowLog {
    this.created += 1;
    return {
      FlowLogId: `fl-${this.created}`,
      ResourceId: vpcId,
      TrafficType: 'ALL',
      FlowLogStatus: 'ACTIVE',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::elsewhere',
      MaxAggregationInterval: 600,
      ...given,
    };
  }

  private document(requirement: PlayedRequirement): AutomationDocument {
    const { name, parameters = {}, destination, mode = 'manual' } = requirement;
    return documentOf({ name, parameters, remediation: { mode }, ...(destination && { destination }) });
  }

  private creationOf(requirement: PlayedRequirement): Partial<FlowLog> {
    const step = this.document(requirement).mainSteps.find(({ name }) => name === 'CreateFlowLog');
    const inputs: Readonly<Record<string, any>> = { ...step?.inputs };
    return {
      LogDestination: inputs['LogDestination'],
      LogDestinationType: inputs['LogDestinationType'],
      LogFormat: inputs['LogFormat'],
      TrafficType: inputs['TrafficType'],
      MaxAggregationInterval: inputs['MaxAggregationInterval'],
    };
  }

  private async answer(command: unknown): Promise<unknown> {
    const given = command as { readonly constructor: { readonly name: string }; readonly input: any };
    const call = { name: given.constructor.name.replace(/Command$/, ''), input: given.input };
    const index = this.calls.push(call) - 1;
    this.onCall(call, index);
    await Promise.resolve();
    const answer = this.perform(command);
    this.afterCall(call, index);
    return answer;
  }

  private perform(command: unknown): unknown {
    if (command instanceof DescribeVpcsCommand)
      return {
        Vpcs: Object.keys(this.options.vpcs).map((VpcId) => ({ VpcId, OwnerId: PLACE.accountId, Tags: [] })),
      };
    if (command instanceof DescribeFlowLogsCommand) return { FlowLogs: [...this.flowLogs] };
    if (command instanceof DescribeSubnetsCommand) return { Subnets: [] };
    if (command instanceof DescribeConfigRulesCommand)
      return { ConfigRules: this.requirements.map((each) => this.rule(each)) };
    if (command instanceof DescribeRemediationConfigurationsCommand)
      return {
        RemediationConfigurations: this.requirements
          .filter(({ mode }) => mode !== 'observe')
          .map((each) => this.configuration(each)),
      };
    if (command instanceof GetDocumentCommand) return this.documentNamed(command.input.Name);
    if (command instanceof DescribeRemediationExceptionsCommand) return this.exceptions(command.input);
    if (command instanceof DescribeRemediationExecutionStatusCommand) return this.statuses(command.input);
    if (command instanceof StartRemediationExecutionCommand) return this.start(command.input);
    throw new Error('a call that is not played');
  }

  private rule({ name, parameters = {} }: PlayedRequirement) {
    const parsed = parseParameters(parameters);
    if (!parsed.ok) throw new Error('parameters of the test are refused');
    return {
      ConfigRuleName: `${this.prefix}${name}`,
      ConfigRuleArn: `arn:aws:config:eu-west-1:111122223333:config-rule/${name}`,
      Description: ruleDescription(name),
      Source: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: 'arn:function' },
      InputParameters: this.options.inputParameters ?? JSON.stringify(printParameters(parsed.value)),
    };
  }

  private configuration({ name, mode = 'manual' }: PlayedRequirement) {
    return {
      ConfigRuleName: `${this.prefix}${name}`,
      TargetId: `document-${name}`,
      Automatic: mode === 'automatic',
      Parameters: {
        VpcId: { ResourceValue: { Value: 'RESOURCE_ID' } },
        AutomationAssumeRole: { StaticValue: { Values: ['arn:aws:iam::111122223333:role/automation'] } },
      },
    };
  }

  private documentNamed(documentName: string | undefined): unknown {
    const requirement = this.requirements.find(({ name }) => `document-${name}` === documentName);
    if (!requirement) throw Object.assign(new Error('no document'), { name: 'InvalidDocument' });
    const document = this.document(requirement);
    return { Content: JSON.stringify(requirement.change ? requirement.change(document) : document) };
  }

  private exceptions({ ResourceKeys = [] }: DescribeRemediationExceptionsCommand['input']) {
    const asked = ResourceKeys.map(({ ResourceId }) => ResourceId);
    return {
      RemediationExceptions: Object.entries(this.options.exceptions ?? {})
        .filter(([vpcId]) => asked.includes(vpcId))
        .map(([ResourceId, ExpirationTime]) => ({ ResourceId, Message: 'until the move', ExpirationTime })),
    };
  }

  private statuses({
    ConfigRuleName = '',
    ResourceKeys,
  }: DescribeRemediationExecutionStatusCommand['input']) {
    if (ResourceKeys && ResourceKeys.length > 100) throw new Error('more than a hundred keys');
    const asked = ResourceKeys?.map(({ resourceId }) => resourceId);
    return {
      RemediationExecutionStatuses: [...(this.executions.get(ConfigRuleName) ?? [])]
        .filter(([vpcId]) => asked === undefined || asked.includes(vpcId))
        .flatMap(([vpcId, execution]) => {
          const shown = this.shown(execution);
          return shown ? [[vpcId, shown] as const] : [];
        })
        .map(([resourceId, execution]) => ({
          ResourceKey: { resourceType: 'AWS::EC2::VPC', resourceId },
          State: execution.state,
          InvocationTime: new Date(execution.invokedAt),
          LastUpdatedTime: new Date(execution.updatedAt),
          StepDetails:
            execution.state === 'FAILED'
              ? [{ Name: 'Fail', State: 'FAILED', ErrorMessage: 'flow logs are not in place' }]
              : [],
        })),
    };
  }

  private shown(execution: Execution): Execution | undefined {
    const { lateStatus = 0 } = this.options;
    return this.time < execution.invokedAt + lateStatus * 1000 ? execution.before : execution;
  }

  private start({ ConfigRuleName = '', ResourceKeys = [] }: StartRemediationExecutionCommand['input']) {
    if (ResourceKeys.length === 0 || ResourceKeys.length > 100) throw new Error('1 to 100 keys');
    const executions = this.executions.get(ConfigRuleName) ?? new Map<string, Execution>();
    this.executions.set(ConfigRuleName, executions);
    const problems = ResourceKeys.map(({ resourceId = '' }) => ({
      resourceId,
      problem: this.startProblem(executions.get(resourceId), resourceId),
    }));
    for (const { resourceId, problem } of problems)
      if (problem === undefined)
        executions.set(resourceId, this.begin(ConfigRuleName, resourceId, executions.get(resourceId)));
    this.mostInFlight = Math.max(this.mostInFlight, this.underWay);
    const failed = problems.filter(({ problem }) => problem !== undefined);
    return {
      FailureMessage: failed[0]?.problem,
      FailedItems: failed.map(({ resourceId }) => ({ resourceType: 'AWS::EC2::VPC', resourceId })),
    };
  }

  private startProblem(execution: Execution | undefined, vpcId: string): string | undefined {
    if (this.options.stale?.includes(vpcId)) return 'The resource is already compliant.';
    const left = this.busy.get(vpcId) ?? 0;
    this.busy.set(vpcId, left - 1);
    if (left > 0) return 'Rate exceeded. Please try again.';
    return execution && isUnderWay(execution) ? 'A remediation of the resource is in progress.' : undefined;
  }

  private begin(rule: string, vpcId: string, before: Execution | undefined): Execution {
    const key = `${rule} ${vpcId}`;
    this.starts.set(key, (this.starts.get(key) ?? 0) + 1);
    const beginsAt = Math.max(this.time, this.nextStart);
    this.nextStart = beginsAt + 1000;
    return {
      before,
      state: 'QUEUED',
      invokedAt: this.time,
      updatedAt: this.time,
      beginsAt,
      endsAt: this.options.stuck?.includes(vpcId)
        ? Number.POSITIVE_INFINITY
        : beginsAt + (this.options.seconds ?? 37) * 1000,
    };
  }
}

const isUnderWay = ({ state }: Execution): boolean => state === 'QUEUED' || state === 'IN_PROGRESS';

export const vpcIdOf = (index: number): string => `vpc-${index.toString(16).padStart(17, '0')}`;

/** So many VPCs without flow logs. */
export const bareVpcs = (count: number): Readonly<Record<string, readonly Partial<FlowLog>[]>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [vpcIdOf(index), []]));
