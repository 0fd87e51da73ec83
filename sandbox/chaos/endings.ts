import type { Requirement } from './requirements';
import type { Watched } from './watched';

/** Whether Config shows of these VPCs what is true of them by now, for every requirement. */
export function lookAtVerdicts(
  { requirements, oracle, violations }: Watched,
  vpcIds: readonly string[],
): void {
  for (const requirement of requirements)
    for (const vpcId of vpcIds) {
      const truth = oracle.truthAbout(requirement, vpcId);
      const shown = requirement.rule.results.get(vpcId)?.complianceType ?? 'nothing';
      if (shown !== truth)
        violations.note(
          'late',
          `${vpcId} is ${truth} for ${requirement.name} for minutes; Config shows ${shown}`,
        );
    }
}

/** How every VPC ended for every requirement, each under what Config shows of it. */
export function endingsOf(watched: Watched): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const existing = visibleVpcs(watched);
  for (const requirement of watched.requirements)
    for (const vpcId of new Set([...existing, ...requirement.rule.results.keys()])) {
      const ending = endingOf(watched, requirement, vpcId);
      if (existing.has(vpcId)) counts.set(ending, (counts.get(ending) ?? 0) + 1);
    }
  return counts;
}

function endingOf(watched: Watched, requirement: Requirement, vpcId: string): string {
  const truth = watched.oracle.truthAbout(requirement, vpcId);
  const shown = requirement.rule.results.get(vpcId);
  const isNamed = truth !== 'NON_COMPLIANT' || isGivenUp(watched, requirement, vpcId);
  if (shown?.complianceType !== truth || !isNamed)
    watched.violations.note(
      'end',
      `${vpcId} is ${truth} for ${requirement.name}; Config shows ${shown?.complianceType ?? 'nothing'}: ${shown?.annotation}`,
    );
  switch (truth) {
    case 'COMPLIANT':
      return 'covered';
    case 'NOT_APPLICABLE':
      return 'not applicable, and Config says why';
    case 'NON_COMPLIANT':
      return 'named by a remediation exception';
  }
}

/** Those of the account, and those that are shared with it. */
function visibleVpcs({ sandbox: { world, home } }: Watched): ReadonlySet<string> {
  const shared = world
    .regionOfAllAccounts(home.place)
    .flatMap(({ vpcs }) => [...vpcs.values()])
    .filter(({ sharedWith }) => sharedWith.includes(home.place.accountId));
  return new Set([...home.vpcs.keys(), ...shared.map(({ vpcId }) => vpcId)]);
}

/** In peace only what others have put in the place of ours keeps a VPC from being covered. */
const isGivenUp = ({ parties }: Watched, { rule, remedy }: Requirement, vpcId: string): boolean =>
  parties.hasTaken(vpcId, remedy.destination) && rule.exceptions.has(vpcId);
