import type { Faults } from '../../sandbox/faults';

/** A call that reached an endpoint. */
export interface ObservedCall {
  readonly operation: string;
  /** By whoever set the scene, and no role of the stack. */
  readonly byAdministrator: boolean;
  readonly time: Date;
}

/** The same faults, with every call on record. */
export const observing = (faults: Faults, record: (call: ObservedCall) => void): Faults => ({
  ...faults,
  call(world, made, perform) {
    const { operation, caller } = made;
    const byAdministrator = caller.kind === 'administrator';
    record({ operation, byAdministrator, time: world.scheduler.now() });
    return faults.call(world, made, perform);
  },
});
