import { startExecution } from '../automation/executions';
import type { RegionState, World } from '../world';
import type { ConfigRule, EvaluationResult, RemediationConfiguration, RemediationRecord } from './state';

/**
 * Automatic remediation, in rounds: some time after a non-compliant result Config takes a snapshot of what is
 * non-compliant and works through it, within the rate and error limits of the configuration. A result that turned
 * compliant meanwhile does not stop a remediation: the snapshot may be stale, as PutRemediationConfigurations warns.
 */
export function considerRemediation(world: World, region: RegionState, rule: ConfigRule): void {
  if (!rule.remediation?.automatic || rule.remediationRound !== 'none' || eligible(rule).length === 0) return;
  rule.remediationRound = 'scheduled';
  world.scheduler.after(world.delays.remediation, () => runRound(world, region, rule));
}

const eligible = (rule: ConfigRule): readonly string[] =>
  [...rule.results.values()]
    .filter((result) => result.complianceType === 'NON_COMPLIANT' && !isSettled(rule, result))
    .map(({ resourceId }) => resourceId);

/** Config retries what failed, until an exception stops it; what succeeded waits for a new evaluation. */
function isSettled(rule: ConfigRule, result: EvaluationResult): boolean {
  const record = rule.remediations.get(result.resourceId);
  return record !== undefined && (record.exceptionSince !== undefined || record.settled === result);
}

/** Percentages round down, but one execution may always run. */
const share = (percentage: number, of: number): number => Math.floor((percentage * of) / 100);

function runRound(world: World, region: RegionState, rule: ConfigRule): void {
  const { remediation } = rule;
  const waiting = [...eligible(rule)];
  if (!remediation || waiting.length === 0) {
    rule.remediationRound = 'none';
    return;
  }
  rule.remediationRound = 'running';
  const atOnce = Math.max(1, share(remediation.concurrentExecutionRatePercentage, waiting.length));
  const errorsAllowed = share(remediation.errorPercentage, waiting.length);
  let [running, errors] = [0, 0];
  const startMore = (): void => {
    while (running < atOnce && errors <= errorsAllowed) {
      const resourceId = waiting.shift();
      if (resourceId === undefined) break;
      running += 1;
      remediate(world, region, rule, remediation, resourceId, (succeeded) => {
        running -= 1;
        errors += succeeded ? 0 : 1;
        startMore();
      });
    }
    if (running === 0 && rule.remediationRound === 'running') endRound(world, region, rule, waiting.length);
  };
  startMore();
}

function endRound(world: World, region: RegionState, rule: ConfigRule, left: number): void {
  if (left > 0) world.event({ actor: 'config', text: `too many failures: ${left} remediations not started` });
  rule.remediationRound = 'none';
  considerRemediation(world, region, rule);
}

function remediate(
  world: World,
  region: RegionState,
  rule: ConfigRule,
  remediation: RemediationConfiguration,
  resourceId: string,
  done: (succeeded: boolean) => void,
): void {
  const record = remediationRecord(world, rule, resourceId);
  record.state = 'IN_PROGRESS';
  const result = rule.results.get(resourceId);
  record.invocationTime = world.scheduler.now();
  const execution = startExecution(world, region, {
    documentName: remediation.documentName,
    parameters: parametersFor(remediation, resourceId),
    about: resourceId,
    onEnd: ({ status }) => {
      record.state = status === 'Success' ? 'SUCCEEDED' : 'FAILED';
      record.settled = status === 'Success' ? result : undefined;
      if (record.state === 'FAILED') noteFailure(world, remediation, record, resourceId);
      done(record.state === 'SUCCEEDED');
    },
  });
  record.executionIds.push(execution.id);
}

function remediationRecord(world: World, rule: ConfigRule, resourceId: string): RemediationRecord {
  const known = rule.remediations.get(resourceId);
  if (known) return known;
  const record: RemediationRecord = {
    state: 'QUEUED',
    settled: undefined,
    executionIds: [],
    failures: [],
    exceptionSince: undefined,
    invocationTime: world.scheduler.now(),
  };
  rule.remediations.set(resourceId, record);
  return record;
}

/** Enough failures within the window make a remediation exception: from then on only a person or the API goes on. */
function noteFailure(
  world: World,
  { maximumAutomaticAttempts, retryAttemptSeconds }: RemediationConfiguration,
  record: RemediationRecord,
  vpcId: string,
): void {
  const now = world.scheduler.now();
  const windowStart = now.getTime() - retryAttemptSeconds * 1000;
  record.failures = [...record.failures.filter((time) => time.getTime() >= windowStart), now];
  if (record.failures.length < maximumAutomaticAttempts) return;
  record.exceptionSince = now;
  world.event({
    actor: 'config',
    vpcId,
    text: `remediation exception after ${record.failures.length} failed attempts`,
  });
}

const parametersFor = (
  { parameters }: RemediationConfiguration,
  resourceId: string,
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      parameter.kind === 'resource-id' ? [resourceId] : parameter.values,
    ]),
  );
