import { type Input, notModelled, textOf, textsOf } from '../operation';
import type { RegionState, World } from '../world';
import { deliveryStatus } from './delivery';
import type { StoredFlowLog } from './state';

type Values = (flowLog: StoredFlowLog, world: World, region: RegionState) => readonly string[];

const FILTERS: Readonly<Record<string, Values>> = {
  'resource-id': ({ resourceId }) => [resourceId],
  'flow-log-id': ({ flowLogId }) => [flowLogId],
  'traffic-type': ({ trafficType }) => [trafficType],
  'log-destination-type': ({ logDestinationType }) => [logDestinationType],
  'deliver-log-status': (flowLog, world, region) => {
    const { DeliverLogsStatus } = deliveryStatus(world, region, flowLog);
    return DeliverLogsStatus ? [DeliverLogsStatus] : [];
  },
  'tag-key': ({ tags }) => Object.keys(tags),
};

/** Whether a flow log passes all filters: of each one, any value. */
export function flowLogFilter(
  filters: readonly Input[],
  world: World,
  region: RegionState,
): (flowLog: StoredFlowLog) => boolean {
  const tests = filters.map((filter) => {
    const valuesOf = valuesOfFilter(textOf(filter, 'Name') ?? '');
    const wanted = textsOf(filter, 'Values');
    const pattern = wanted.find((value) => /[*?\\]/.test(value));
    if (pattern !== undefined) throw notModelled(`the wildcards of ${pattern} in Filter of DescribeFlowLogs`);
    return (flowLog: StoredFlowLog) =>
      valuesOf(flowLog, world, region).some((value) => wanted.includes(value));
  });
  return (flowLog) => tests.every((test) => test(flowLog));
}

function valuesOfFilter(name: string): Values {
  const [, tagKey] = /^tag:(.+)$/.exec(name) ?? [];
  if (tagKey !== undefined) return ({ tags }) => (Object.hasOwn(tags, tagKey) ? [tags[tagKey] ?? ''] : []);
  const known = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  if (!known) throw notModelled(`Filter ${name} of DescribeFlowLogs`);
  return known;
}
