import { notModelled } from '../operation';
import type { ApiError } from '../wire/api-error';
import type { RegionState } from '../world';
import { unknownNetworkInterface, wellFormedNetworkInterfaceId } from './network-interfaces';
import { resourceArn } from './resource-arn';
import { unknownSubnet, wellFormedSubnetId } from './subnets';
import { unknownVpc, wellFormedVpcId } from './vpcs';

/** A kind of resource whose traffic a flow log captures. */
export interface MonitoredKind {
  readonly wellFormedId: (id: string) => string;
  readonly unknown: (id: string) => ApiError;
  readonly stored: (region: RegionState) => ReadonlyMap<string, unknown>;
  readonly arn: (region: RegionState, id: string) => string;
}

/** By the ResourceType of CreateFlowLogs. */
const KINDS: ReadonlyMap<string, MonitoredKind> = new Map([
  [
    'VPC',
    {
      wellFormedId: wellFormedVpcId,
      unknown: unknownVpc,
      stored: ({ vpcs }) => vpcs,
      arn: (region, id) => resourceArn(region, 'vpc', id),
    },
  ],
  [
    'Subnet',
    {
      wellFormedId: wellFormedSubnetId,
      unknown: unknownSubnet,
      stored: ({ subnets }) => subnets,
      arn: (region, id) => resourceArn(region, 'subnet', id),
    },
  ],
  [
    'NetworkInterface',
    {
      wellFormedId: wellFormedNetworkInterfaceId,
      unknown: unknownNetworkInterface,
      stored: ({ networkInterfaces }) => networkInterfaces,
      arn: (region, id) => resourceArn(region, 'network-interface', id),
    },
  ],
] satisfies readonly (readonly [string, MonitoredKind])[]);

export function monitoredKind(resourceType: string | undefined): MonitoredKind {
  const kind = KINDS.get(resourceType ?? '');
  if (!kind) throw notModelled(`ResourceType ${resourceType} of CreateFlowLogs`);
  return kind;
}
