import type { TraceEvent } from '../trace';
import type { Deeds } from './deeds';
import { DestinationFailures } from './destination-failures';
import { ExecutionDeeds } from './execution-deeds';
import { VpcDeeds } from './vpc-deeds';

/** What others do while the product works: at times that the seed chooses, and in the midst of what it does. */
export class Disturbances {
  private readonly vpcs: VpcDeeds;
  private readonly destinations: DestinationFailures;
  private readonly executions: ExecutionDeeds;

  constructor(deeds: Deeds) {
    this.vpcs = new VpcDeeds(deeds);
    this.destinations = new DestinationFailures(deeds);
    const end = deeds.sandbox.world.scheduler.now().getTime() + deeds.length * 1000;
    this.executions = new ExecutionDeeds(deeds, end);
  }

  destroy(): void {
    this.destinations.destroy();
    this.executions.destroy();
  }

  /** Puts everything on the scheduler that does not wait for the product. */
  plan(): void {
    this.vpcs.plan();
    this.destinations.plan();
  }

  react(event: TraceEvent): void {
    this.executions.react(event);
  }
}
