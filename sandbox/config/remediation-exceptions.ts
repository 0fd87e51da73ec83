import type { RegionState, World } from '../world';
import type { ConfigRule, RemediationException } from './state';

/** One that has ended is none. */
export function exceptionOf(
  rule: ConfigRule,
  resourceId: string,
  now: Date,
): RemediationException | undefined {
  const exception = rule.exceptions.get(resourceId);
  return exception?.expirationTime && exception.expirationTime <= now ? undefined : exception;
}

/** Attempts are counted anew from here. */
export function clearException(rule: ConfigRule, resourceId: string): void {
  rule.exceptions.delete(resourceId);
  const record = rule.remediations.get(resourceId);
  if (record) record.failures = [];
}

/** `onExpiry` is told at its end; by then it may have been put anew, or deleted. */
export function putException(
  world: World,
  rule: ConfigRule,
  resourceId: string,
  exception: RemediationException,
  onExpiry: () => void,
): void {
  rule.exceptions.set(resourceId, exception);
  const { expirationTime } = exception;
  if (!expirationTime) return;
  const seconds = Math.max(0, expirationTime.getTime() - world.scheduler.now().getTime()) / 1000;
  world.scheduler.after(seconds, () => {
    if (rule.exceptions.get(resourceId) === exception) end(world, rule, resourceId);
    onExpiry();
  });
}

function end({ assumptions }: World, rule: ConfigRule, resourceId: string): void {
  clearException(rule, resourceId);
  const result = rule.results.get(resourceId);
  if (result && assumptions.endedExceptionRemediates === 'with the next evaluation')
    result.outlivedException = true;
}

/** Whether the rule is still deployed: it may be deleted while its remediations wait. */
export const isDeployed = ({ config }: RegionState, rule: ConfigRule): boolean =>
  config.rules.get(rule.name) === rule;
