import type { AutomationExecution } from '../automation/executions';
import type { ConfigState, ConfigurationItem } from '../config/state';
import { type Input, textOf } from '../operation';
import type { Asked } from './asked';
import type { Oracle, Truth } from './oracle';

/** A verdict that agrees with the second judge. */
export interface GivenVerdict {
  readonly vpcId: string;
  readonly truth: Truth;
  readonly annotation: string;
}

/** Whether an annotation names what the verdict rests on, by what EC2 shows at this moment. */
export function namesReason(
  oracle: Oracle,
  asked: Asked,
  { vpcId, truth, annotation }: GivenVerdict,
): boolean {
  const shown = oracle.shown(vpcId);
  switch (truth) {
    case 'NOT_APPLICABLE':
      return annotation.includes(oracle.whyNot(asked, vpcId) ?? '');
    case 'COMPLIANT':
      return oracle.counting(asked, shown).some(({ flowLogId }) => annotation.includes(flowLogId));
    case 'NON_COMPLIANT':
      if (shown.length === 0) return annotation.startsWith('no flow log');
      return shown.some(({ flowLogId }) => annotation.includes(flowLogId));
  }
}

/** Whether an execution that a script ended says what the judge said last. */
export function tellsWhyItFailed({ steps, failureMessage = '' }: AutomationExecution): boolean {
  if (steps.at(-1)?.action !== 'aws:executeScript') return true;
  const judged = steps.findLast(({ outputs }) => 'Payload' in outputs);
  return judged !== undefined && failureMessage.includes(String(judged.outputs['Payload']));
}

/** Whether evaluations are ordered by when their event happened: an item's capture, or the schedule's call. */
export function isOrdered({ tokens, items }: ConfigState, input: Input, timestamp: unknown): boolean {
  const invocation = tokens.get(textOf(input, 'ResultToken') ?? '');
  if (!invocation || !(timestamp instanceof Date)) return false;
  const { messageType, invokedTime, about } = invocation;
  if (messageType === 'ScheduledNotification') return timestamp.getTime() === invokedTime.getTime();
  const time = timestamp.toISOString();
  return itemsOf(items, about).some((item) => item.configurationItemCaptureTime === time);
}

const itemsOf = (items: ConfigState['items'], about = ''): readonly ConfigurationItem[] =>
  (['AWS::EC2::VPC', 'AWS::EC2::FlowLog'] as const).flatMap((type) => items.get(`${type}/${about}`) ?? []);
