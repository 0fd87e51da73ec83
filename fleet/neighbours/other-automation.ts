import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import { counted, listed, type NeighbourFinding, none, note } from './finding';
import type { Neighbourhood } from './neighbourhood';
import { ownerOf } from './owners';

/** Who else creates flow logs here, as far as their tags tell. */
export function automationFindings(neighbourhood: Neighbourhood): readonly NeighbourFinding[] {
  const { vpcs, flowLogsOf, subnetsOf, copied, place } = neighbourhood;
  const byOwner = new Map<string, TaggedFlowLog[]>();
  for (const { vpcId } of vpcs)
    for (const flowLog of [vpcId, ...subnetsOf(vpcId)].flatMap(flowLogsOf)) {
      const owner = ownerOf(flowLog, copied);
      if (owner.kind !== 'automation') continue;
      byOwner.set(owner.text, [...(byOwner.get(owner.text) ?? []), flowLog]);
    }
  if (byOwner.size === 0) return [none('other-automation', place.region)];
  return [...byOwner].map(([owner, flowLogs]) =>
    note(
      'other-automation',
      owner,
      `${counted(flowLogs.length, 'flow log')} of its: ${listed(flowLogs.map(({ fact }) => `${fact.flowLogId} of ${fact.resourceId}`))}`,
    ),
  );
}
