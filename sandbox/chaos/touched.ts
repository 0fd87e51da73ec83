import type { World } from '../world';

/** When others last did something to a VPC, or to all of them. */
export class Touched {
  private readonly vpcs = new Map<string, number>();
  private all = Number.NEGATIVE_INFINITY;

  constructor(private readonly world: World) {}

  note(vpcId: string): void {
    this.vpcs.set(vpcId, this.world.scheduler.now().getTime());
  }

  noteAll(): void {
    this.all = this.world.scheduler.now().getTime();
  }

  /** Whether it happened within the last `seconds`. */
  isRecent(vpcId: string, seconds: number): boolean {
    const last = Math.max(this.all, this.vpcs.get(vpcId) ?? Number.NEGATIVE_INFINITY);
    return last >= this.world.scheduler.now().getTime() - seconds * 1000;
  }
}
