import type { RuleParameters } from '../../policy';
import { type DestinationSettings, destinationAt } from '../../runbook';

/** The first approved destination that is no pattern: a flow log to it would be approved. */
export function approvedDestination({
  destinations,
  fileFormat,
}: RuleParameters): DestinationSettings | undefined {
  // CloudWatch Logs ends the ARN of a whole group with :*, which is no pattern.
  const named = destinations.map((arn) => arn.replace(/(:log-group:[^:]+):\*$/, '$1'));
  for (const arn of named.filter((each) => !each.includes('*'))) {
    const read = destinationAt(arn, { fileFormat }, '');
    if (read.ok) return read.value;
  }
  return undefined;
}
