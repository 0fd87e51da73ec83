import type { FlowLogShape } from '../../../fleet/deployed/documented-flow-log';
import type { RemedySources } from '../../../fleet/remedies/candidates';
import { type Gap, planRemedy, type RemedyPlan } from '../../../fleet/remedies/plan-remedy';
import type { PlannedFlowLog } from '../../../fleet/remedies/planned-flow-log';
import type { AuditRequirement } from '../../../fleet/requirements';
import { type FlowLog, judge } from '../../../policy';
import { destinationAt, RECOMMENDED_FIELDS } from '../../../runbook';
import { PLACE, requirement as parametersOf, VPC_ID, vpc } from '../../policy/builders';

export const NOW = new Date('2026-06-15T12:00:00Z');
export const ROLE = 'arn:aws:iam::111122223333:role/delivery';
export const GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs';
export const STREAM = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs';
export const CENTRAL = 'arn:aws:s3:::central-flow-logs';

export const NOTHING_DEPLOYED: RemedySources = { deployed: { requirements: [], doubts: [] } };

/** A destination as a flag names it. */
export function named(arn: string, deliveryRoleArn?: string): NonNullable<RemedySources['named']> {
  const read = destinationAt(arn, { deliveryRoleArn }, '');
  if (!read.ok) throw new Error(`the test's own destination is refused: ${JSON.stringify(read.issues)}`);
  return read.value;
}

export interface GapCase {
  readonly required?: Readonly<Record<string, unknown>>;
  readonly flowLogs?: readonly FlowLog[];
  readonly written?: Partial<AuditRequirement>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A VPC that the requirement is not met by, judged as an audit does. */
export function gapOf({ required = {}, flowLogs = [], written = {}, tags = {} }: GapCase = {}): Gap {
  const requirement: AuditRequirement = {
    name: 'all-traffic',
    source: 'flags',
    parameters: parametersOf(required),
    ...written,
  };
  const facts = { vpc: vpc({ tags }), place: PLACE, flowLogs };
  const verdict = judge({ ...facts, parameters: requirement.parameters, now: NOW });
  return { ...facts, requirement, verdict };
}

export const planOf = (gap: GapCase, sources: RemedySources): RemedyPlan =>
  planRemedy(gapOf(gap), sources, NOW);

export const planned = (given: Partial<PlannedFlowLog> = {}): PlannedFlowLog => ({
  vpcId: VPC_ID,
  place: PLACE,
  requirement: 'all-traffic',
  destinationType: 's3',
  logDestination: `${CENTRAL}/all-traffic/0a1b2c3d/`,
  deliveryRoleArn: undefined,
  trafficType: 'ALL',
  maxAggregationInterval: 600,
  fields: RECOMMENDED_FIELDS,
  fileFormat: 'parquet',
  hiveCompatiblePartitions: true,
  perHourPartition: false,
  ...given,
});

const WITHOUT_FILES = { fileFormat: undefined, hiveCompatiblePartitions: false, perHourPartition: false };

export const plannedToGroup = (given: Partial<FlowLogShape> = {}): PlannedFlowLog =>
  planned({
    destinationType: 'cloud-watch-logs',
    logDestination: GROUP,
    deliveryRoleArn: ROLE,
    ...WITHOUT_FILES,
    ...given,
  });

export const plannedToStream = (given: Partial<FlowLogShape> = {}): PlannedFlowLog =>
  planned({ destinationType: 'kinesis-data-firehose', logDestination: STREAM, ...WITHOUT_FILES, ...given });
