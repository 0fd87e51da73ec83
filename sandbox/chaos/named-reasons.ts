import type { AutomationExecution } from '../automation/executions';
import type { ConfigState } from '../config/state';
import { type Input, textOf } from '../operation';
import type { RegionState, World } from '../world';
import { shownFlowLogs, type Truth } from './oracle';

/** Whether an annotation names what the verdict rests on, by what EC2 shows at this moment. */
export function namesReason(
  world: World,
  region: RegionState,
  exemptTagKey: string | undefined,
  {
    vpcId,
    truth,
    annotation,
  }: { readonly vpcId: string; readonly truth: Truth; readonly annotation: string },
): boolean {
  if (truth === 'NOT_APPLICABLE') return annotation.includes(whyNot(world, region, exemptTagKey, vpcId));
  const shown = shownFlowLogs(world, region, vpcId);
  if (shown.length === 0) return annotation.startsWith('no flow log');
  return shown.some(({ flowLogId }) => annotation.includes(flowLogId));
}

/** The account that owns the VPC, the date until which it is exempt, or that it is gone. */
function whyNot(world: World, region: RegionState, exemptTagKey: string | undefined, vpcId: string): string {
  const vpc = region.vpcs.get(vpcId);
  if (vpc) return vpc.tags[exemptTagKey ?? ''] ?? 'a tag that exempts it';
  const owner = world.regionOfAllAccounts(region.place).find(({ vpcs }) => vpcs.has(vpcId));
  return owner?.place.accountId ?? 'does not exist';
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
  if (invocation.messageType === 'ScheduledNotification')
    return timestamp.getTime() === invocation.invokedTime.getTime();
  const time = timestamp.toISOString();
  return [...items.values()].some((history) =>
    history.some(({ configurationItemCaptureTime }) => configurationItemCaptureTime === time),
  );
}
