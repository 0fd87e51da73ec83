import { approves } from './arn';
import type { FlowLog, TrafficType } from './facts';
import type { RuleParameters } from './parameters';
import type { ShortfallReason } from './reasons';

/** One way in which a flow log falls short, and how to say so after its id. */
export interface Shortfall {
  readonly reason: ShortfallReason;
  readonly text: string;
}

/** What is wrong apart from the traffic type, gravest first; ACTIVE alone says nothing about delivery. */
export function shortfallsBesideTraffic(flowLog: FlowLog, required: RuleParameters): readonly Shortfall[] {
  return [
    ...healthShortfalls(flowLog),
    ...destinationShortfalls(flowLog, required),
    ...recordShortfalls(flowLog, required),
  ];
}

/** Any status but SUCCESS is one, also a status that the API does not know yet; none at all is not. */
export const hasDeliveryFailure = ({
  deliverLogsStatus: status,
  deliverLogsErrorMessage,
}: FlowLog): boolean => (status !== undefined && status !== 'SUCCESS') || Boolean(deliverLogsErrorMessage);

export const deliveryFailureOf = (flowLog: FlowLog): string =>
  flowLog.deliverLogsErrorMessage || `EC2 reports ${flowLog.deliverLogsStatus} and names no cause`;

/** What is wrong with its health, as one text to compare; empty when it is healthy. */
export const ailmentOf = (flowLog: FlowLog): string =>
  healthShortfalls(flowLog)
    .map(({ text }) => text)
    .join();

function healthShortfalls(flowLog: FlowLog): readonly Shortfall[] {
  if (flowLog.flowLogStatus !== 'ACTIVE')
    return [{ reason: 'inactive', text: `has status ${flowLog.flowLogStatus ?? 'unknown'}, not ACTIVE` }];
  if (hasDeliveryFailure(flowLog))
    return [
      {
        reason: 'delivery-failed',
        text: `fails to deliver: ${deliveryFailureOf(flowLog)}`,
      },
    ];
  return [];
}

function destinationShortfalls(flowLog: FlowLog, required: RuleParameters): readonly Shortfall[] {
  const { destinationType, destination } = flowLog;
  const types = required.destinationTypes;
  if (!destinationType)
    return [{ reason: 'destination-type', text: 'delivers to a type of destination that is unknown here' }];
  if (types.length > 0 && !types.includes(destinationType))
    return [
      {
        reason: 'destination-type',
        text: `delivers to ${destinationType}, ${types.join(' or ')} is required`,
      },
    ];
  const approved = required.destinations;
  if (approved.length > 0 && !approved.some((pattern) => destination && approves(pattern, destination)))
    return [
      { reason: 'destination', text: `delivers to ${destination ?? 'nowhere'}, which is not approved` },
    ];
  return [];
}

function recordShortfalls(flowLog: FlowLog, required: RuleParameters): readonly Shortfall[] {
  const shortfalls: Shortfall[] = [];
  const { maxAggregationInterval: interval, fileFormat } = flowLog;
  if (interval > required.maxAggregationInterval)
    shortfalls.push({
      reason: 'aggregation-interval',
      text: `aggregates for ${interval} s, at most ${required.maxAggregationInterval} s is allowed`,
    });
  const missing = required.requiredFields.filter((field) => !flowLog.fields.includes(field));
  if (missing.length > 0)
    shortfalls.push({ reason: 'log-format', text: `lacks the fields ${missing.join(', ')}` });
  if (required.fileFormat && flowLog.destinationType === 's3' && fileFormat !== required.fileFormat)
    shortfalls.push({
      reason: 'file-format',
      text: `writes ${fileFormat ?? 'an unknown file format'}, ${required.fileFormat} is required`,
    });
  return shortfalls;
}

/** How to say after a flow log's id that it alone leaves out traffic; empty where it does not. */
export function trafficShortfall(flowLog: FlowLog, required: TrafficType): readonly string[] {
  if (capturesTraffic([flowLog], required)) return [];
  return [`captures ${flowLog.trafficType ?? 'an unknown type of traffic'}, ${required} is required`];
}

/** An ACCEPT and a REJECT flow log together capture all that ALL does. */
export function capturesTraffic(flowLogs: readonly FlowLog[], required: TrafficType): boolean {
  const captures = (type: TrafficType): boolean => flowLogs.some((flowLog) => flowLog.trafficType === type);
  if (captures('ALL')) return true;
  return required === 'ALL' ? captures('ACCEPT') && captures('REJECT') : captures(required);
}
