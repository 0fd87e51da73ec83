import type { World } from '../world';
import type { StackChange, StackEvent } from './stack';

/** Puts what became of each resource, and of the stack, into the trace. */
export function tellEvents(world: World, stackName: string, change: StackChange): StackChange {
  const tell = (text: string): void => world.event({ actor: 'cloudformation', text });
  for (const event of change.events) tell(eventText(event));
  tell([`${stackName}: ${change.status}`, change.reason].filter((part) => part !== undefined).join(', '));
  return change;
}

const eventText = ({ status, logicalId, type, reason }: StackEvent): string =>
  [`${status} ${type} ${logicalId}`, reason].filter((part) => part !== undefined).join(': ');
