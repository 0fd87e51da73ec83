import type { Event } from '@aws-sdk/client-cloudtrail';
import { OWNERSHIP_TAGS } from '../../runbook';
import { actorOf } from './actor';
import { memberOf, textOf, textsWithin } from './json-members';
import { timeOf } from './time';

/** A flow log that was created or deleted, as CloudTrail has it. */
export interface FlowLogChange {
  readonly kind: 'created' | 'deleted';
  readonly at: string;
  readonly flowLogId: string;
  /** The resource that it captured, where the call says so beyond doubt. */
  readonly resourceId: string | undefined;
  readonly actor: string | undefined;
  /** Execution of Automation, by the tag of ours that it was created with. */
  readonly executionId: string | undefined;
}

/**
 * What a record says that CreateFlowLogs or DeleteFlowLogs did; nothing for a call that failed. EC2's records repeat the
 * query: `{"DeleteFlowLogsRequest": {"FlowLogId": {"content": "fl-…", "tag": 1}}}`, and a list in its place for several.
 * Real ones: https://stratus-red-team.cloud/attack-techniques/AWS/aws.defense-evasion.vpc-remove-flow-logs/
 */
export function flowLogChanges(event: Event): readonly FlowLogChange[] {
  const record = parseRecord(event.CloudTrailEvent);
  const at = timeOf(textOf(memberOf(record, 'eventTime')) ?? event.EventTime);
  if (at === undefined || textOf(memberOf(record, 'errorCode')) !== undefined) return [];
  const actor = actorOf(memberOf(record, 'userIdentity')) ?? textOf(event.Username);
  const [request, response] = [memberOf(record, 'requestParameters'), memberOf(record, 'responseElements')];
  switch (event.EventName) {
    case 'CreateFlowLogs': {
      const [resourceId, another] = resourcesOf(request);
      const executionId = executionOf(request);
      return idsWithin(response, FLOW_LOG_ID).map((flowLogId) => ({
        kind: 'created',
        at,
        flowLogId,
        // The ids of several come in no order that is documented.
        resourceId: another === undefined ? resourceId : undefined,
        actor,
        executionId,
      }));
    }
    case 'DeleteFlowLogs': {
      const refused = new Set(idsWithin(response, FLOW_LOG_ID));
      return idsWithin(request, FLOW_LOG_ID)
        .filter((flowLogId) => !refused.has(flowLogId))
        .map((flowLogId) => ({
          kind: 'deleted',
          at,
          flowLogId,
          resourceId: undefined,
          actor,
          executionId: undefined,
        }));
    }
    default:
      return [];
  }
}

function parseRecord(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

const FLOW_LOG_ID = /^fl-[0-9a-f]+$/;
const RESOURCE_ID = /^[a-z]+(-[a-z]+)*-[0-9a-f]+$/;

const idsWithin = (value: unknown, pattern: RegExp): readonly string[] => [
  ...new Set([...textsWithin(value)].filter((text) => pattern.test(text))),
];

/** Tags and names of log groups may hold ids as well: those say nothing of what is captured. */
const resourcesOf = (request: unknown): readonly string[] =>
  idsWithin(memberOf(memberOf(request, 'CreateFlowLogsRequest'), 'ResourceId'), RESOURCE_ID);

/** `{"Key": "vpc-flow-logs-compliance:execution", "Value": "…", "tag": 2}`, wherever it stands. */
function executionOf(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null) return undefined;
  if (memberOf(request, 'Key') === OWNERSHIP_TAGS.execution) return textOf(memberOf(request, 'Value'));
  for (const each of Object.values(request)) {
    const found = executionOf(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
