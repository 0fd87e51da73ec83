import { REQUIREMENT_NAME } from './requirement';

const BEFORE = 'Every VPC has flow logs that meet the requirement ';
const AFTER = ', and EC2 reports no delivery failure.';

/** The description of a requirement's Config rule: all that tells a rule that only observes from rules of others. */
export const ruleDescription = (requirement: string): string => `${BEFORE}${requirement}${AFTER}`;

/** The requirement that a rule's description names, when the rule is one of ours. */
export function describedRequirement(description: string | undefined): string | undefined {
  if (!description?.startsWith(BEFORE) || !description.endsWith(AFTER)) return undefined;
  return REQUIREMENT_NAME.parse(description.slice(BEFORE.length, -AFTER.length));
}
