import { isSameDestination } from '../../policy';
import { OWNERSHIP_TAGS } from '../../runbook';
import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import type { DocumentedFlowLog } from '../deployed/documented-flow-log';

/** Whose a flow log is that carries our tag, by its tags and by what it is. */
export interface Ownership {
  /** As it is tagged. */
  readonly requirement: string;
  /** Why our remediation cannot have made it; undefined where it can. */
  readonly notOurs: string | undefined;
}

/** Ids of executions: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AutomationExecution.html */
const EXECUTION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Undefined without our tag. Anybody can write a tag: what our remediation would not have made is not ours.
 *
 * @param copied executions that several flow logs name
 */
export function ownershipOf(flowLog: TaggedFlowLog, copied: ReadonlySet<string>): Ownership | undefined {
  const requirement = flowLog.tags[OWNERSHIP_TAGS.requirement];
  return requirement === undefined ? undefined : { requirement, notOurs: objection(flowLog, copied) };
}

function objection({ fact, tags }: TaggedFlowLog, copied: ReadonlySet<string>): string | undefined {
  const execution = tags[OWNERSHIP_TAGS.execution] ?? '';
  if (!EXECUTION_ID.test(execution)) return `tagged by hand: ${OWNERSHIP_TAGS.execution} names no execution`;
  if (copied.has(execution))
    return `another flow log names the execution ${execution} too, and an execution creates one: take our tags from the copy`;
  if (!fact.resourceId.startsWith('vpc-'))
    return `captures ${fact.resourceId}, and remediation creates flow logs of VPCs only`;
  const foreign = Object.keys(tags).find((key) => key.startsWith('aws:'));
  return foreign === undefined ? undefined : `another tool manages it: it has the tag ${foreign}`;
}

/** Executions that more than one flow log names: somebody copied the tags, and which is the original nothing tells. */
export function copiedExecutions(flowLogs: Iterable<TaggedFlowLog>): ReadonlySet<string> {
  const bearers = new Map<string, string>();
  const copied = new Set<string>();
  for (const { fact, tags } of flowLogs) {
    const execution = tags[OWNERSHIP_TAGS.execution];
    if (execution === undefined) continue;
    const bearer = bearers.get(execution) ?? fact.flowLogId;
    if (bearer !== fact.flowLogId) copied.add(execution);
    bearers.set(execution, bearer);
  }
  return copied;
}

/** The folder below which the remediation of a requirement makes one for each format; undefined for other ARNs. */
export function baseFolder(destination: string, requirement: string): string | undefined {
  const [, base, folder] = /^(arn:[^:]+:s3:::.+)\/([^/]+)\/[0-9a-f]{8}\/?$/.exec(destination) ?? [];
  return folder === requirement ? base : undefined;
}

/** Whether it delivers to where the document does, or in S3 did with another format. */
export function isOwnDestination({ fact }: TaggedFlowLog, document: DocumentedFlowLog): boolean {
  const { destination, destinationType } = fact;
  if (destination === undefined || destinationType !== document.destinationType) return false;
  if (document.destinationType !== 's3') return isSameDestination(destination, document.logDestination);
  const base = baseFolder(document.logDestination, document.requirement);
  return base !== undefined && baseFolder(destination, document.requirement) === base;
}

/** Whether it is to a destination that an operator named as a former one: of S3, the bucket and the prefix. */
export function isNamedDestination({ fact }: TaggedFlowLog, requirement: string, named: string): boolean {
  const { destination, destinationType } = fact;
  if (destination === undefined) return false;
  const own = destinationType === 's3' ? baseFolder(destination, requirement) : destination;
  return own !== undefined && isSameDestination(own, named);
}

/** Whether it is what the document would create today: nothing but a twin can supersede it. */
export const isPresentShape = ({ fact }: TaggedFlowLog, document: DocumentedFlowLog): boolean =>
  fact.destination !== undefined &&
  isSameDestination(fact.destination, document.logDestination) &&
  fact.trafficType === document.trafficType &&
  fact.maxAggregationInterval === document.maxAggregationInterval &&
  fact.fields.join(' ') === document.fields.join(' ') &&
  (document.destinationType !== 's3' || fact.fileFormat === document.fileFormat);
