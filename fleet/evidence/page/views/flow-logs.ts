import type { EvidenceFlowLog, EvidenceVpc } from '../../evidence';
import type { Label } from '../labels';
import { counted } from '../printed-values';
import { h, type TreeElement } from '../tree';
import { factList, stamp } from './detail-parts';
import { mark } from './mark';

export const flowLogs = ({ vpcId, flowLogs: those }: EvidenceVpc): TreeElement =>
  those.length === 0
    ? h('p', { class: 'muted' }, 'EC2 lists none, neither of the VPC nor of its subnets.')
    : h(
        'ul',
        { class: 'flow-logs' },
        those.map((flowLog) => h('li', {}, flowLogCard(flowLog, vpcId))),
      );

const flowLogCard = (flowLog: EvidenceFlowLog, vpcId: string): TreeElement =>
  h(
    'div',
    {},
    h('p', {}, h('span', { class: 'id' }, flowLog.flowLogId), ' ', mark(deliveryLabel(flowLog))),
    factList([
      ['Captures', flowLog.trafficType],
      ['Of', flowLog.resourceId === vpcId ? undefined : flowLog.resourceId],
      ['Status', flowLog.status],
      [
        'Destination',
        flowLog.destination === undefined ? flowLog.destinationType : h('code', {}, flowLog.destination),
      ],
      ['Interval', `${flowLog.maxAggregationInterval} s`],
      ['File format', flowLog.fileFormat],
      ['Format', fields(flowLog.fields)],
      ['Created', flowLog.createdAt === undefined ? undefined : stamp(flowLog.createdAt)],
      ['Created by', flowLog.createdBy === undefined ? undefined : h('code', {}, flowLog.createdBy)],
      ['Requirement', flowLog.requirement],
      ['Execution', flowLog.executionId === undefined ? undefined : h('code', {}, flowLog.executionId)],
    ]),
  );

/** What EC2 says of the delivery; that a flow log is ACTIVE says nothing of it. */
function deliveryLabel({ deliveryStatus, deliveryError }: EvidenceFlowLog): Label {
  if (deliveryStatus === 'SUCCESS') return { tone: 'good', sign: '✓', text: 'delivers' };
  if (deliveryStatus === undefined) return { tone: 'idle', sign: '–', text: 'delivery not reported' };
  return {
    tone: 'bad',
    sign: '✕',
    text: `delivery ${deliveryStatus}${deliveryError ? `: ${deliveryError}` : ''}`,
  };
}

const fields = (names: readonly string[]): TreeElement =>
  h('details', {}, h('summary', {}, counted(names.length, 'field')), h('code', {}, names.join(' ')));
