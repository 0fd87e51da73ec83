import type { Probe } from '../probe';
import { badDestination } from './bad-destination';
import { collision } from './collision';
import { deletedSubnet } from './deleted-subnet';
import { documentTypes } from './document-types';
import { emptyLists } from './empty-lists';
import { flowLogLife } from './flow-log-life';
import { newVpc } from './new-vpc';
import { orderingTimestamps } from './ordering-timestamps';
import { relationships } from './relationships';
import { remediation } from './remediation';
import { renewedVerdict } from './renewed-verdict';
import { youngFlowLog } from './young-flow-log';

/**
 * In the order in which they run: reads first, then the VPC on its own until it is remediated, then flow logs of our own.
 * The one that closes the bucket is the last.
 */
export const PROBES: readonly Probe[] = [
  ...[emptyLists, documentTypes],
  ...[newVpc, orderingTimestamps, remediation, renewedVerdict, relationships],
  ...[badDestination, collision, flowLogLife, deletedSubnet, youngFlowLog],
];
