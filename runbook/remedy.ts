import { type Issue, judge } from '../policy';
import {
  type CreatedFlowLog,
  createdFlowLog,
  expectedFlowLog,
  RECOMMENDED_FIELDS,
  shapeId,
} from './created-flow-log';
import type { DeliveryTarget, Destination } from './destination';
import type { DestinationSettings } from './destination-settings';
import { expectedTarget, SAMPLE_PLACE } from './expected-target';
import type { Requirement } from './requirement';

/** All of a requirement that decides about the flow log. */
type Remediable = Pick<Requirement, 'name' | 'parameters' | 'destination'>;

/** The flow log that a requirement's remediation creates. */
export const remedyOf = (requirement: Remediable, target: DeliveryTarget): CreatedFlowLog =>
  createdFlowLog(
    requirement.name,
    requirement.parameters,
    destinationOf(requirement.destination, target, recordFieldsOf(requirement)),
  );

/** The fields of a record: those that are written, or else the recommended ones and what the rule asks for besides. */
function recordFieldsOf({ parameters, destination }: Remediable): readonly string[] {
  const { requiredFields } = parameters;
  return destination.fields.length > 0
    ? destination.fields
    : [...RECOMMENDED_FIELDS, ...requiredFields.filter((field) => !RECOMMENDED_FIELDS.includes(field))];
}

function destinationOf(
  settings: DestinationSettings,
  target: DeliveryTarget,
  fields: readonly string[],
): Destination {
  if (target.type !== 's3') return { ...target, fields };
  if (settings.type !== 's3') throw new Error(`a bucket for a requirement that asks for ${settings.type}`);
  const { prefix, fileFormat, hiveCompatiblePartitions, perHourPartition } = settings;
  return { ...target, prefix, fields, fileFormat, hiveCompatiblePartitions, perHourPartition };
}

/**
 * The name of a log group that the stack makes for this requirement: a changed format gets a group of its own, while the
 * flow logs that exist keep theirs.
 */
export const shapeIdOf = (requirement: Requirement): string =>
  shapeId(remedyOf(requirement, expectedTarget(requirement)));

const SAMPLE_VPC_ID = 'vpc-00000000000000000';

/**
 * Asks the judge about the flow log that remediation would create. A requirement that its own remedy does not meet would
 * create, and pay for, flow logs without end. Where remediation only observes, there is none to ask about.
 */
export function remedyIssues(requirement: Requirement): readonly Issue[] {
  if (requirement.remediation.mode === 'observe') return [];
  const verdict = judge({
    vpc: { vpcId: SAMPLE_VPC_ID, ownerId: SAMPLE_PLACE.accountId, isDefault: false, tags: {} },
    flowLogs: [expectedFlowLog(remedyOf(requirement, expectedTarget(requirement)), SAMPLE_VPC_ID)],
    place: SAMPLE_PLACE,
    parameters: { ...requirement.parameters, scopeTags: {}, exemptVpcIds: [] },
    now: new Date(0),
  });
  const fieldIssues = beyondCreateFlowLogs(requirement);
  if (verdict.reason === 'covered') return fieldIssues;
  return [
    ...fieldIssues,
    {
      setting: `requirement ${requirement.name}`,
      got: verdict.annotation,
      allowed: 'a destination whose flow log meets the parameters',
      remedy: 'change the destination or the parameters so that they agree',
    },
  ];
}

/** These fields need permissions that the automation role does not have, and the tag fields a list of tag keys as well. */
const FIELDS_BEYOND_CREATE_FLOW_LOGS = /^ecs-|^(instance|interface|asg)-tag/;

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html, versions 7 and 11 */
function beyondCreateFlowLogs(requirement: Requirement): readonly Issue[] {
  const fields = remedyOf(requirement, expectedTarget(requirement)).destination.fields.filter((field) =>
    FIELDS_BEYOND_CREATE_FLOW_LOGS.test(field),
  );
  if (fields.length === 0) return [];
  return [
    {
      setting: `requirement ${requirement.name}`,
      got: `the fields ${fields.join(', ')}`,
      allowed: 'fields that EC2 records without further permissions, so no fields of ECS and no tags',
      remedy: 'leave them out, or observe only and create these flow logs yourself',
    },
  ];
}
