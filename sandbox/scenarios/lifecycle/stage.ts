import { ConfigServiceClient, StartConfigRulesEvaluationCommand } from '@aws-sdk/client-config-service';
import type { AssemblyStack } from '../../cloudformation/assembly';
import { deleteResource } from '../../cloudformation/deletion';
import type { DeployedStack, LeftBehind, StackChange } from '../../cloudformation/stack';
import { deleteStack } from '../../cloudformation/stack-deletion';
import { updateStack } from '../../cloudformation/stack-update';
import { isRefusal } from '../../cloudformation/stack-work';
import type { ConfigRule } from '../../config/state';
import { Sandbox, type SandboxOptions } from '../../sandbox';
import { prepareDestinations } from '../existing-destinations';
import { aftercareOf, printAftercare } from './aftercare';
import type { FlowLogsContext } from './contexts';
import { LifecycleEstate } from './estate';
import { type LifecycleInvariant, LifecycleWatch } from './watch';

/** Synthesizes the app with these settings. */
export type Synthesize = (flowLogs: FlowLogsContext) => Promise<AssemblyStack>;

const MINUTE = 60;
const HOUR = 3600;
const PATIENCE = 12 * HOUR;

/** An account in which one stack comes, changes and goes, with everything that an operator would do about it. */
export class LifecycleStage {
  readonly watch: LifecycleWatch;
  private readonly estate: LifecycleEstate;
  private readonly config: ConfigServiceClient;
  private deployed: DeployedStack | undefined;
  /** Where the story begins: what was there before is told by every scenario. */
  private beginning = 0;

  private constructor(
    readonly sandbox: Sandbox,
    private readonly synthesize: Synthesize,
    watches: (watch: LifecycleWatch) => void,
  ) {
    this.estate = new LifecycleEstate(sandbox);
    this.config = new ConfigServiceClient({ ...sandbox.administrator(), maxAttempts: 1 });
    this.watch = new LifecycleWatch(sandbox.world, sandbox.home);
    watches(this.watch);
  }

  /** Whoever plays on it closes it. */
  static async open(options: SandboxOptions, synthesize: Synthesize): Promise<LifecycleStage> {
    let watch: LifecycleWatch | undefined;
    const sandbox = await Sandbox.start({ ...options, onTask: () => watch?.look() });
    return new LifecycleStage(sandbox, synthesize, (each) => {
      watch = each;
    });
  }

  async close(): Promise<void> {
    this.estate.destroy();
    this.config.destroy();
    await this.sandbox.close();
  }

  /** What happened since the story began, one event a line, VPCs by their names. */
  get events() {
    return this.sandbox.world.trace.events.slice(this.beginning);
  }

  get names(): ReadonlyMap<string, string> {
    return new Map([...this.estate.vpcs].map(([name, id]) => [id, name]));
  }

  /** Rules, whoever they belong to. */
  get rules(): readonly ConfigRule[] {
    return [...this.sandbox.home.config.rules.values()];
  }

  /** Rules that were not left behind by it. */
  get rulesOfStack(): readonly ConfigRule[] {
    const refs = [...this.stack.resources.values()].map(({ ref }) => ref);
    return this.rules.filter(({ name }) => refs.includes(name));
  }

  /** What is deployed. */
  get stack(): DeployedStack {
    if (!this.deployed) throw new Error('nothing is deployed');
    return this.deployed;
  }

  begin(): void {
    this.beginning = this.sandbox.world.trace.events.length;
  }

  tell(text: string): void {
    this.sandbox.world.event({ actor: 'scenario', text });
  }

  advance(seconds: number): Promise<void> {
    return this.sandbox.advance(seconds);
  }

  createVpc(name: string): Promise<void> {
    return this.estate.createVpc(name);
  }

  createOwnFlowLog(name: string): Promise<void> {
    return this.estate.createOwnFlowLog(name);
  }

  /** Others make what the settings name, and paste nothing yet. */
  async prepare(flowLogs: FlowLogsContext): Promise<void> {
    await prepareDestinations(this.sandbox, await this.synthesize(flowLogs));
  }

  /** Creates the stack, or updates it. @returns how the update ended, undefined where the stack is new */
  async deploy(why: string, flowLogs: FlowLogsContext): Promise<StackChange | undefined> {
    return this.deployStack(why, await this.synthesize(flowLogs));
  }

  /** A deployment that must not come about: the stack is as it was, or not there at all. */
  async refused(why: string, flowLogs: FlowLogsContext): Promise<void> {
    const stack = await this.synthesize(flowLogs);
    try {
      this.deployStack(why, stack);
      this.watch.report('whole', `it was deployed: ${why}`);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.tell(error.message);
    }
  }

  deployStack(why: string, stack: AssemblyStack): StackChange | undefined {
    const { world, home } = this.sandbox;
    this.tell(`$ cdk deploy  # ${why}`);
    if (!this.deployed) {
      this.deployed = this.sandbox.deploy(stack);
      this.watch.lookAtStack(this.deployed.inventory);
      return undefined;
    }
    return this.changed(updateStack(world, home, this.deployed, stack));
  }

  /** Deletes the stack, or what is left of it. */
  uninstall(why: string): StackChange {
    const { world, home } = this.sandbox;
    this.tell(`$ cdk destroy  # ${why}`);
    const change = this.changed(deleteStack(world, home, this.stack));
    if (change.status === 'DELETE_COMPLETE') this.deployed = undefined;
    return change;
  }

  private changed(change: StackChange): StackChange {
    const { inventory } = this.stack;
    this.deployed = change.stack;
    for (const left of change.left) {
      this.watch.name(left.resource);
      this.tell(printAftercare(left, aftercareOf(left, inventory)));
    }
    this.watch.lookAtStack(change.stack.inventory);
    return change;
  }

  /** An operator deletes by hand what no stack holds any more, what depends on another first. */
  removeByHand(left: readonly LeftBehind[]): void {
    const { world, home } = this.sandbox;
    for (const each of left.filter(({ why }) => why === 'not deleted')) {
      this.tell(`$ ${aftercareOf(each, new Map()).remove}`);
      deleteResource({ world, region: home, resource: each.resource });
    }
  }

  /** "when you want to test that a rule you updated is working as expected": StartConfigRulesEvaluation */
  async evaluate(): Promise<void> {
    const ConfigRuleNames = this.rules.map(({ name }) => name);
    this.tell(
      `$ aws configservice start-config-rules-evaluation --config-rule-names ${ConfigRuleNames.join(' ')}`,
    );
    await this.config.send(new StartConfigRulesEvaluationCommand({ ConfigRuleNames }));
  }

  /** Lets time pass until nothing is under way any more, and every verdict had the time to follow. */
  async settle(): Promise<void> {
    for (let passed = 0; passed < PATIENCE; passed += 30 * MINUTE) {
      await this.advance(30 * MINUTE);
      if (passed > 0 && !this.isBusy()) return;
    }
    this.watch.report('whole', `executions are still under way after ${PATIENCE / HOUR} hours`);
  }

  /** Past the next schedule of every rule, which is six hours. */
  async nextSweep(): Promise<void> {
    await this.advance(7 * HOUR);
    await this.settle();
  }

  private isBusy(): boolean {
    return [...this.sandbox.home.executions.values()].some(({ endTime }) => endTime === undefined);
  }

  /** Second by second, until something holds. */
  async until(what: string, holds: () => boolean): Promise<void> {
    for (let passed = 0; passed < HOUR; passed += 1) {
      if (holds()) return;
      await this.advance(1);
    }
    throw new Error(`the scenario waited an hour for nothing: ${what}`);
  }

  idOf(name: string): string {
    return this.estate.idOf(name);
  }

  /** What every rule that there is says of a VPC. */
  verdictsOf(name: string): readonly string[] {
    return this.rules.map(({ results }) => results.get(this.idOf(name))?.complianceType ?? 'not judged');
  }

  flowLogsOf(name: string): number {
    const id = this.idOf(name);
    return [...this.sandbox.home.flowLogs.values()].filter(({ resourceId }) => resourceId === id).length;
  }

  /** Every rule judges every VPC so, and each has as many flow logs. */
  expect(type: 'COMPLIANT' | 'NON_COMPLIANT', flowLogs: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(flowLogs)) {
      const verdicts = this.verdictsOf(name);
      if (verdicts.length === 0 || verdicts.some((verdict) => verdict !== type))
        this.watch.report('verdicts', `VPC ${name} is ${verdicts.join(', ') || 'not judged'}, not ${type}`);
      this.expectFlowLogs({ [name]: count });
    }
  }

  expectFlowLogs(counts: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(counts)) {
      const found = this.flowLogsOf(name);
      if (found !== count) this.check('once', `VPC ${name} has ${found} flow logs, not ${count}`, false);
    }
  }

  check(invariant: LifecycleInvariant, problem: string, holds: boolean): void {
    if (!holds) this.watch.report(invariant, problem);
  }
}
