import { type AutomationExecution, ExecutionLimitExceeded, startExecution } from '../automation/executions';
import { startParameters } from '../automation/start-parameters';
import { takeStart } from '../automation/start-rate';
import { CONFIG_REMEDIATION_ROLE, serviceLinkedRoleArn } from '../iam/service-linked-role';
import type { RegionState, World } from '../world';
import { isDeployed } from './remediation-exceptions';
import type { ConfigRule, RemediationConfiguration, RemediationRecord } from './state';

/** A remediation of one resource, by itself or by hand. */
export interface Remediation {
  readonly rule: ConfigRule;
  readonly configuration: RemediationConfiguration;
  readonly resourceId: string;
  readonly onEnd: (succeeded: boolean) => void;
}

export const isUnderway = (record: RemediationRecord | undefined): boolean =>
  record?.state === 'QUEUED' || record?.state === 'IN_PROGRESS';

/** Queues it: no faster than StartAutomationExecution takes, one a second. */
export function startRemediation(world: World, region: RegionState, remediation: Remediation): void {
  const { rule, resourceId } = remediation;
  const record = recordOf(world, rule, resourceId);
  record.invocationTime = world.scheduler.now();
  update(world, record, 'QUEUED');
  inTurn(world, region, () => start(world, region, remediation, record));
}

function inTurn(world: World, { config }: RegionState, run: () => void): void {
  const now = world.scheduler.now();
  const at = config.nextStart && config.nextStart > now ? config.nextStart : now;
  config.nextStart = new Date(at.getTime() + 1000);
  if (at.getTime() === now.getTime()) run();
  else world.scheduler.after((at.getTime() - now.getTime()) / 1000, run);
}

function start(world: World, region: RegionState, remediation: Remediation, record: RemediationRecord): void {
  const refusal = startProblem(region, remediation);
  if (refusal === undefined && !takeStart(region, world.scheduler.now())) {
    inTurn(world, region, () => start(world, region, remediation, record));
    return;
  }
  const problem = refusal ?? execute(world, region, remediation, record);
  record.startFailure = problem;
  if (problem === undefined) return;
  const text = `remediation not started: ${problem}`;
  world.event({ actor: 'config', vpcId: remediation.resourceId, text });
  end(world, remediation, record, false);
}

/** Why nothing was started, or undefined. */
function execute(
  world: World,
  region: RegionState,
  remediation: Remediation,
  record: RemediationRecord,
): string | undefined {
  const { rule, configuration, resourceId } = remediation;
  const result = rule.results.get(resourceId);
  try {
    const execution = startExecution(world, region, {
      documentName: configuration.documentName,
      parameters: parametersFor(remediation),
      executedBy: serviceLinkedRoleArn(region.place, CONFIG_REMEDIATION_ROLE),
      about: resourceId,
      onEnd: ({ status }: AutomationExecution) => {
        record.settled = status === 'Success' ? result : undefined;
        end(world, remediation, record, status === 'Success');
      },
    });
    record.executionIds.push(execution.id);
    update(world, record, 'IN_PROGRESS');
    return undefined;
  } catch (error) {
    if (!(error instanceof ExecutionLimitExceeded)) throw error;
    return error.message;
  }
}

function end(world: World, { onEnd }: Remediation, record: RemediationRecord, succeeded: boolean): void {
  update(world, record, succeeded ? 'SUCCEEDED' : 'FAILED');
  onEnd(succeeded);
}

/** What StartAutomationExecution would refuse. */
function startProblem(region: RegionState, remediation: Remediation): string | undefined {
  const { rule, configuration } = remediation;
  if (!isDeployed(region, rule)) return `rule ${rule.name} was deleted`;
  const document = region.documents.get(configuration.documentName)?.content;
  if (!document) return `document ${configuration.documentName} does not exist`;
  const values = startParameters(document, parametersFor(remediation));
  return typeof values === 'string' ? values : undefined;
}

function update(world: World, record: RemediationRecord, state: RemediationRecord['state']): void {
  record.state = state;
  record.lastUpdatedTime = world.scheduler.now();
}

function recordOf(world: World, rule: ConfigRule, resourceId: string): RemediationRecord {
  const known = rule.remediations.get(resourceId);
  if (known) return known;
  const now = world.scheduler.now();
  const record: RemediationRecord = {
    state: 'QUEUED',
    settled: undefined,
    executionIds: [],
    failures: [],
    startFailure: undefined,
    invocationTime: now,
    lastUpdatedTime: now,
  };
  rule.remediations.set(resourceId, record);
  return record;
}

const parametersFor = ({
  configuration,
  resourceId,
}: Remediation): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(configuration.parameters).map(([name, parameter]) => [
      name,
      parameter.kind === 'resource-id' ? [resourceId] : parameter.values,
    ]),
  );
