import type { Asked } from './asked';
import type { Watch } from './watch';
import type { Watched } from './watched';

/** Seconds. Config records a change after one minute, and a remediation of it ends after seven. */
const SOON = 240;

/**
 * One change of each kind while nothing goes wrong, and a look at what Config shows soon after: the next sweep would hide
 * that nobody heard of them. No sweep is due meanwhile.
 */
export async function changeInPeace(watched: Watched, watch: Watch): Promise<void> {
  const { sandbox, parties } = watched;
  const changed = [await parties.createVpc()];
  for (const requirement of watched.requirements) {
    const { rule, scopeTags } = requirement;
    const { vpcs, flowLogs } = sandbox.home;
    const ours = [...flowLogs.values()].filter(({ flowLogId }) => !parties.flowLogs.has(flowLogId));
    const isCovered = (vpcId: string): boolean => rule.results.get(vpcId)?.complianceType === 'COMPLIANT';
    const lost = ours.find(
      ({ resourceId }) =>
        isCovered(resourceId) && isSettled(watched, resourceId) && !changed.includes(resourceId),
    );
    if (lost) {
      watched.touched.note(lost.resourceId);
      await parties.deleteFlowLog(lost.flowLogId);
      changed.push(lost.resourceId);
    }
    const isJudged = (vpcId: string): boolean => rule.results.has(vpcId) && !changed.includes(vpcId);
    const gone = [...vpcs.values()].find(({ vpcId, isDefault }) => !isDefault && isJudged(vpcId))?.vpcId;
    if (gone) {
      watched.touched.note(gone);
      await parties.deleteVpc(gone);
      changed.push(gone);
    }
    if (scopeTags.size > 0) changed.push(...(await changeScopes(watched, requirement, changed)));
  }
  await sandbox.advance(SOON);
  watch.lookAtVerdicts(changed);
}

/** Of any other, a remediation may be under way, whose flow log would be the news of the last minute. */
const isSettled = ({ requirements }: Watched, vpcId: string): boolean =>
  requirements.every(({ rule }) => rule.results.get(vpcId)?.complianceType !== 'NON_COMPLIANT');

/** One VPC comes into the scope, and one leaves it. */
async function changeScopes(
  watched: Watched,
  { scopeTags }: Asked,
  changed: readonly string[],
): Promise<readonly string[]> {
  const { sandbox, parties, touched } = watched;
  const others = [...sandbox.home.vpcs.values()].filter(
    ({ vpcId }) => isSettled(watched, vpcId) && !changed.includes(vpcId),
  );
  const outside = others.find(({ tags }) => ![...scopeTags.keys()].some((key) => key in tags));
  const inside = others.find(({ tags }) =>
    [...scopeTags].every(([key, values]) => values.includes(tags[key] ?? '')),
  );
  if (outside) {
    touched.note(outside.vpcId);
    const tags = [...scopeTags].map(([key, [value = '']]) => [key, value] as const);
    await parties.tag(outside.vpcId, Object.fromEntries(tags));
  }
  if (inside) {
    touched.note(inside.vpcId);
    await parties.untag(inside.vpcId, [...scopeTags.keys()]);
  }
  return [outside, inside].flatMap((vpc) => vpc?.vpcId ?? []);
}
