import { exists } from '../../cloudformation/existence';
import type { StackResource } from '../../cloudformation/stack';
import { deliveryStatus } from '../../ec2/delivery';
import type { RegionState, World } from '../../world';

/** What holds through every change and removal. */
export const LIFECYCLE_INVARIANTS = {
  delivers: 'no flow log stops delivering',
  deletesNothing: 'nothing is deleted in EC2',
  named: 'whatever stays behind is named, with what to do about it',
  whole: 'nothing is left that runs half',
  verdicts: 'the verdicts afterwards are right',
  once: 'nothing is created twice',
} as const;

export type LifecycleInvariant = keyof typeof LIFECYCLE_INVARIANTS;

export interface Broken {
  readonly invariant: LifecycleInvariant;
  readonly time: Date;
  readonly text: string;
}

/** Looks after every task, and after every operation on the stack. */
export class LifecycleWatch {
  readonly broken: Broken[] = [];
  private readonly delivering = new Set<string>();
  private readonly seen = new Set<string>();
  private readonly made = new Set<StackResource>();
  private readonly named = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly region: RegionState,
  ) {}

  look(): void {
    const { flowLogs, vpcs } = this.region;
    for (const id of this.seen)
      if (!flowLogs.has(id) && !vpcs.has(id)) this.report('deletesNothing', `${id} is gone`);
    for (const id of [...flowLogs.keys(), ...vpcs.keys()]) this.seen.add(id);
    for (const [id, flowLog] of flowLogs) {
      const { DeliverLogsStatus, DeliverLogsErrorMessage } = deliveryStatus(this.world, this.region, flowLog);
      if (DeliverLogsStatus === 'SUCCESS') this.delivering.add(id);
      if (DeliverLogsStatus === 'FAILED' && this.delivering.delete(id))
        this.report('delivers', `${id} to ${flowLog.logDestination}: ${DeliverLogsErrorMessage}`);
    }
  }

  /** Flow logs whose records arrive, as of the last look. */
  get deliveringFlowLogs(): number {
    return this.delivering.size;
  }

  /** The transcript has told of it. */
  name(resource: StackResource): void {
    this.named.add(keyOf(resource));
  }

  /** @param inventory what the stack holds after an operation */
  lookAtStack(inventory: ReadonlyMap<string, StackResource>): void {
    this.look();
    const held = new Set([...inventory.values()].map(keyOf));
    for (const resource of inventory.values()) this.made.add(resource);
    for (const resource of this.made) {
      const key = keyOf(resource);
      if (held.has(key) || this.named.has(key) || !exists(this.world, this.region, resource)) continue;
      this.report('named', `${resource.definition.Type} ${resource.created.ref} stayed behind untold`);
    }
    for (const problem of this.halves(held)) this.report('whole', problem);
  }

  report(invariant: LifecycleInvariant, text: string): void {
    if (this.broken.some((known) => known.invariant === invariant && known.text === text)) return;
    this.broken.push({ invariant, time: this.world.scheduler.now(), text });
  }

  /** Rules of the stack that cannot be evaluated, and remediations that cannot run. */
  private halves(held: ReadonlySet<string>): readonly string[] {
    const { config, functions, documents } = this.region;
    const rules = [...config.rules.values()].filter(({ name }) =>
      held.has(`AWS::Config::ConfigRule ${name}`),
    );
    return rules.flatMap(({ name, functionArn, remediation }) => {
      const role = remediation?.parameters['AutomationAssumeRole'];
      const roles = role?.kind === 'static' ? role.values : [];
      return [
        ...([...functions.values()].some(({ arn }) => arn === functionArn)
          ? []
          : [`rule ${name} has no function`]),
        ...(remediation && !documents.has(remediation.documentName)
          ? [`the remediation of ${name} has no document`]
          : []),
        ...roles.filter((arn) => !this.world.role(arn)).map((arn) => `${name}: role ${arn} does not exist`),
      ];
    });
  }
}

const keyOf = ({ definition, created, properties }: StackResource): string =>
  definition.Type === 'AWS::Config::RemediationConfiguration'
    ? `${definition.Type} ${properties['ConfigRuleName']}`
    : `${definition.Type} ${created.ref}`;
