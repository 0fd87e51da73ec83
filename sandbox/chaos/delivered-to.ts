import type { StoredFlowLog } from '../ec2/state';
import type { Deeds } from './deeds';

/** Where flow logs of a type deliver to, and where ours would. */
export const deliveredTo = ({ sandbox, requirements }: Deeds, type: string): readonly string[] => [
  ...new Set([
    ...requirements
      .filter(({ remedy }) => remedy.destinationType === type)
      .map(({ remedy }) => remedy.destination),
    ...flowLogsTo(sandbox.home.flowLogs, type).map(({ logDestination }) => logDestination),
  ]),
];

/** By which roles, of those that exist, flow logs are delivered to log groups. */
export const deliveryRoles = ({ sandbox, requirements }: Deeds): readonly string[] =>
  [
    ...new Set([
      ...requirements.flatMap(({ remedy }) => remedy.roleArn ?? []),
      ...flowLogsTo(sandbox.home.flowLogs, 'cloud-watch-logs').flatMap(({ logs }) => logs?.roleArn ?? []),
    ]),
  ].filter((roleArn) => sandbox.world.role(roleArn) !== undefined);

const flowLogsTo = (flowLogs: ReadonlyMap<string, StoredFlowLog>, type: string): readonly StoredFlowLog[] =>
  [...flowLogs.values()].filter(({ logDestinationType }) => logDestinationType === type);
