import type { RegionState, World } from '../world';
import { exceptionOf, isDeployed, putException } from './remediation-exceptions';
import { isUnderway, startRemediation } from './remediation-run';
import type { ConfigRule, EvaluationResult, RemediationConfiguration, RemediationRecord } from './state';

/**
 * Automatic remediation, in rounds: some time after a non-compliant result Config takes a snapshot of what is
 * non-compliant and works through it, within the rate and error limits of the configuration. A result that turned
 * compliant meanwhile does not stop a remediation: the snapshot may be stale, as PutRemediationConfigurations warns.
 */
export function considerRemediation(world: World, region: RegionState, rule: ConfigRule): void {
  if (!rule.remediation?.automatic || rule.remediationRound !== 'none' || eligible(world, rule).length === 0)
    return;
  rule.remediationRound = 'scheduled';
  world.scheduler.after(world.delays.remediation, () => runRound(world, region, rule));
}

const eligible = (world: World, rule: ConfigRule): readonly string[] =>
  [...rule.results.values()]
    .filter(
      ({ complianceType, outlivedException }) => complianceType === 'NON_COMPLIANT' && !outlivedException,
    )
    .filter((result) => !isSettled(world, rule, result))
    .map(({ resourceId }) => resourceId)
    .filter((resourceId) => isOpen(world, rule, resourceId))
    // In what order Config works is not documented; results come in that of batches, which race each other.
    .sort();

/** Config retries what failed, until an exception stops it; what succeeded waits for a new evaluation. */
const isSettled = (world: World, rule: ConfigRule, result: EvaluationResult): boolean =>
  !world.assumptions.succeededRemediationRepeats &&
  rule.remediations.get(result.resourceId)?.settled === result;

/** Neither excepted nor remediated at the moment, by whomever, nor waiting for its retry. */
const isOpen = (world: World, rule: ConfigRule, resourceId: string): boolean =>
  !exceptionOf(rule, resourceId, world.scheduler.now()) &&
  !isUnderway(rule.remediations.get(resourceId)) &&
  !isResting(world, rule.remediations.get(resourceId));

/** Seconds between a failure and the next attempt, beyond those of a round. */
const RESTS = { soon: 0, late: 2 * 3600 } as const;

function isResting({ assumptions, scheduler }: World, record: RemediationRecord | undefined): boolean {
  const failed = record?.failures.at(-1)?.getTime();
  const rest = RESTS[assumptions.failedRemediationRetries] * 1000;
  return failed !== undefined && scheduler.now().getTime() < failed + rest;
}

/** Of a number of resources; one execution may always run. */
const share = ({ assumptions }: World, percentage: number, of: number): number =>
  assumptions.ratesRound === 'down'
    ? Math.floor((percentage * of) / 100)
    : Math.ceil((percentage * of) / 100);

function runRound(world: World, region: RegionState, rule: ConfigRule): void {
  const { remediation } = rule;
  const waiting = [...eligible(world, rule)];
  if (!isDeployed(region, rule) || !remediation?.automatic || waiting.length === 0) {
    rule.remediationRound = 'none';
    return;
  }
  rule.remediationRound = 'running';
  const atOnce = Math.max(1, share(world, remediation.concurrentExecutionRatePercentage, waiting.length));
  const errorsAllowed = share(world, remediation.errorPercentage, waiting.length);
  let [running, errors] = [0, 0];
  const startMore = (): void => {
    while (running < atOnce && errors <= errorsAllowed && mayGoOn(region, rule, remediation)) {
      const resourceId = waiting.shift();
      if (resourceId === undefined) break;
      if (!isOpen(world, rule, resourceId)) continue;
      running += 1;
      const onEnd = (succeeded: boolean): void => {
        running -= 1;
        errors += succeeded ? 0 : 1;
        if (!succeeded || world.assumptions.succeededRemediationCounts)
          noteAttempt(world, region, rule, remediation, resourceId);
        startMore();
      };
      startRemediation(world, region, { rule, configuration: remediation, resourceId, onEnd });
    }
    if (running === 0 && rule.remediationRound === 'running') endRound(world, region, rule, waiting.length);
  };
  startMore();
}

/** Neither the rule nor its remediation was deleted or replaced meanwhile. */
const mayGoOn = (region: RegionState, rule: ConfigRule, remediation: RemediationConfiguration): boolean =>
  isDeployed(region, rule) && rule.remediation === remediation;

function endRound(world: World, region: RegionState, rule: ConfigRule, left: number): void {
  if (left > 0) world.event({ actor: 'config', text: `too many failures: ${left} remediations not started` });
  rule.remediationRound = 'none';
  considerRemediation(world, region, rule);
}

/** Enough failures within the window make a remediation exception: from then on only a person or the API goes on. */
function noteAttempt(
  world: World,
  region: RegionState,
  rule: ConfigRule,
  { maximumAutomaticAttempts, retryAttemptSeconds }: RemediationConfiguration,
  resourceId: string,
): void {
  const record = rule.remediations.get(resourceId);
  if (!record) return;
  const now = world.scheduler.now();
  const windowStart = now.getTime() - retryAttemptSeconds * 1000;
  record.failures = [...record.failures.filter((time) => time.getTime() >= windowStart), now];
  const attempts = record.failures.length;
  const rest = RESTS[world.assumptions.failedRemediationRetries];
  if (rest > 0) world.scheduler.after(rest, () => considerRemediation(world, region, rule));
  if (attempts < maximumAutomaticAttempts) return;
  const message = `${attempts} automatic remediation attempts failed within ${retryAttemptSeconds} seconds`;
  const onExpiry = (): void => considerRemediation(world, region, rule);
  putException(world, rule, resourceId, { message, expirationTime: undefined }, onExpiry);
  world.event({
    actor: 'config',
    vpcId: resourceId,
    text: `remediation exception after ${attempts} failed attempts`,
  });
}
