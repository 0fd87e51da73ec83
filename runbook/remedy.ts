import { type Issue, judge, type Place } from '../policy';
import { type CreatedFlowLog, createdFlowLog, expectedFlowLog, RECOMMENDED_FIELDS } from './created-flow-log';
import type { Requirement } from './requirement';

/** The flow log that a requirement's remediation creates in a bucket. */
export function remedyOf({ name, parameters, destination }: Requirement, bucketArn: string): CreatedFlowLog {
  const { requiredFields } = parameters;
  const fields =
    destination.fields.length > 0
      ? destination.fields
      : [...RECOMMENDED_FIELDS, ...requiredFields.filter((field) => !RECOMMENDED_FIELDS.includes(field))];
  return createdFlowLog(name, parameters, { ...destination, bucketArn, fields });
}

const SAMPLE_VPC_ID = 'vpc-00000000000000000';

/**
 * Asks the judge about the flow log that remediation would create. A requirement that its own remedy does not meet would
 * create, and pay for, flow logs without end. Where remediation only observes, there is none to ask about.
 */
export function remedyIssues(requirement: Requirement, bucketArn: string, place: Place): readonly Issue[] {
  if (requirement.remediation.mode === 'observe') return [];
  const verdict = judge({
    vpc: { vpcId: SAMPLE_VPC_ID, ownerId: place.accountId, isDefault: false, tags: {} },
    flowLogs: [expectedFlowLog(remedyOf(requirement, bucketArn), SAMPLE_VPC_ID)],
    place,
    parameters: { ...requirement.parameters, scopeTags: {}, exemptVpcIds: [] },
    now: new Date(0),
  });
  const fieldIssues = beyondCreateFlowLogs(requirement, bucketArn);
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
function beyondCreateFlowLogs(requirement: Requirement, bucketArn: string): readonly Issue[] {
  const fields = remedyOf(requirement, bucketArn).destination.fields.filter((field) =>
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
