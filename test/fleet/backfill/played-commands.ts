import type { Faults, MadeCall, Output } from '../../../sandbox/faults';
import { NO_FAULTS } from '../../../sandbox/faults';
import { ApiError } from '../../../sandbox/wire/api-error';

/** Calls that whoever types the command makes, those that change something among them; and what becomes of them. */
export class OperatorCalls implements Faults {
  readonly made: string[] = [];
  /** Of calls of an operation, one in so many is refused for coming too fast. */
  throttled = new Map<string, number>();
  readonly deliveries = NO_FAULTS.deliveries;
  readonly queued = NO_FAULTS.queued;
  readonly killsAnswer = NO_FAULTS.killsAnswer;
  readonly slowsStep = NO_FAULTS.slowsStep;
  readonly showsFlowLogAfter = NO_FAULTS.showsFlowLogAfter;
  readonly longestPage = NO_FAULTS.longestPage;

  call: Faults['call'] = (_world, call, perform): Promise<Output> => {
    if (call.caller.kind === 'role') return perform(call.input);
    this.made.push(call.operation);
    return this.isThrottled(call) ? Promise.reject(THROTTLED) : perform(call.input);
  };

  of(operation: string): number {
    return this.made.filter((each) => each === operation).length;
  }

  get changing(): readonly string[] {
    return this.made.filter((operation) => !/^(Describe|Get|List)/.test(operation));
  }

  private isThrottled({ operation }: MadeCall): boolean {
    const every = this.throttled.get(operation);
    return every !== undefined && this.of(operation) % every === 1;
  }
}

const THROTTLED = new ApiError('ThrottlingException', 'Rate exceeded');
