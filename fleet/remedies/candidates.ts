import type { DestinationType, Place } from '../../policy';
import { type DeliveryTarget, type DestinationSettings, destinationAt, remedyOf } from '../../runbook';
import { arnElsewhere } from '../deployed/arn-elsewhere';
import type { Deployed, DeployedRequirement } from '../deployed/deployed-requirement';
import { type FlowLogShape, isUnreadable } from '../deployed/documented-flow-log';
import type { AuditRequirement } from '../requirements/audit-requirement';
import { shapeOf } from './planned-flow-log';

/** Where a remedy may deliver to, as far as anybody says. */
export interface RemedySources {
  /** By flags, for the remedies alone. */
  readonly named?: DestinationSettings | undefined;
  /** What of ours the account and Region has, or why that could not be read. */
  readonly deployed: Deployed | { readonly problem: string };
}

/** A flow log that might do, or why there is none, and who says so. */
export type Candidate = { readonly from: string } & (
  | { readonly shape: FlowLogShape; readonly isDeployed: boolean }
  | { readonly problem: string }
);

/** In the order of preference: what was named, what is deployed, what was written. */
export function candidates(
  requirement: AuditRequirement,
  { named, deployed }: RemedySources,
  place: Place,
): readonly Candidate[] {
  const written = requirement.destination;
  return [
    ...(named ? [settled(requirement, named, '--destination')] : []),
    ...('problem' in deployed
      ? [{ from: 'the deployed remediation', problem: deployed.problem }]
      : counterparts(requirement, deployed).flatMap(documented)),
    ...(written ? [settled(requirement, written, requirement.file ?? '--destinations')] : []),
  ].map((candidate) => checked(candidate, place));
}

/** What flags and defaults ask for has a name of our making: there, whatever is deployed may do. */
function counterparts(
  { name, source }: AuditRequirement,
  { requirements }: Deployed,
): readonly DeployedRequirement[] {
  const same = requirements.filter((each) => each.name === name);
  return source === 'cdk.json' ? same : [...same, ...requirements.filter((each) => each.name !== name)];
}

function documented({ ruleName, remediation }: DeployedRequirement): readonly Candidate[] {
  if (remediation.mode === 'observe') return [];
  const from = `the remediation of rule ${ruleName}`;
  const { document } = remediation;
  if (isUnreadable(document)) return [{ from, problem: document.unreadable }];
  const { requirement: _, settleSeconds: __, ...shape } = document;
  return [{ from, shape, isDeployed: true }];
}

function settled(requirement: AuditRequirement, destination: DestinationSettings, from: string): Candidate {
  const target = targetOf(destination);
  return typeof target === 'string'
    ? { from, problem: target }
    : { from, shape: shapeOf(remedyOf({ ...requirement, destination }, target)), isDeployed: false };
}

/** What flow logs can deliver to, or what is still to be said for it. */
function targetOf(settings: DestinationSettings): DeliveryTarget | string {
  switch (settings.type) {
    case 's3': {
      const { type, bucketArn } = settings;
      return bucketArn === undefined
        ? 'the bucket is made by the stack, which is not deployed here'
        : { type, bucketArn };
    }
    case 'cloud-watch-logs': {
      const { type, logGroupArn, deliveryRoleArn } = settings;
      if (logGroupArn === undefined) return 'the log group is made by the stack, which is not deployed here';
      return deliveryRoleArn === undefined
        ? 'the role by which flow logs write to the log group is not known: give --delivery-role'
        : { type, logGroupArn, deliveryRoleArn };
    }
    case 'kinesis-data-firehose':
      return { type: settings.type, deliveryStreamArn: settings.deliveryStreamArn };
  }
}

/** EC2 lists and takes any text: a shape is of use only where each of its texts is what it should be, and is here. */
function checked(candidate: Candidate, place: Place): Candidate {
  if ('problem' in candidate) return candidate;
  const { from, shape } = candidate;
  const problem = malformed(shape) ?? misplaced(shape, place) ?? beyondReach(shape);
  return problem === undefined ? candidate : { from, problem };
}

/** Settings are read without the space around them; an ARN holds none. */
function malformed({
  logDestination,
  deliveryRoleArn = '',
  destinationType,
  fields,
}: FlowLogShape): string | undefined {
  const read = destinationAt(logDestination, { deliveryRoleArn }, '');
  if (!read.ok || read.value.type !== destinationType || /\s/.test(logDestination + deliveryRoleArn))
    return `${logDestination} is no destination of flow logs`;
  return fields.every((field) => /^[a-z0-9-]+$/.test(field))
    ? undefined
    : 'its log format has unknown fields';
}

/** Buckets have neither Region nor account; all else must be those of the flow log. */
function misplaced({ logDestination, deliveryRoleArn }: FlowLogShape, place: Place): string | undefined {
  const elsewhere = arnElsewhere([logDestination, deliveryRoleArn], place);
  return elsewhere === undefined
    ? undefined
    : `${elsewhere} is not of account ${place.accountId} in ${place.region}`;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html, version 11 */
function beyondReach({ fields }: FlowLogShape): string | undefined {
  const tags = fields.filter((field) => /^(instance|interface|asg)-tag/.test(field));
  return tags.length === 0
    ? undefined
    : `the fields ${tags.join(', ')} need the list of tag keys that only you know (TagFieldSpecifications)`;
}

const EXAMPLES: Readonly<Record<DestinationType, string>> = {
  s3: '--destination with the ARN of a bucket and its prefix, such as arn:aws:s3:::central-flow-logs/network',
  'cloud-watch-logs':
    '--destination with the ARN of a log group of this account and Region, and --delivery-role with the ARN of the role that writes to it',
  'kinesis-data-firehose': '--destination with the ARN of a Firehose stream of this account and Region',
};

/** What to give where nothing is known. */
export function whatToGive({ destination, parameters }: AuditRequirement): string {
  const type = destination?.type ?? parameters.destinationTypes[0] ?? 's3';
  return `deploy the stack in this account and Region, or give ${EXAMPLES[type]}`;
}
