import { type Issue, printIssues } from '../../policy';
import { type DestinationSettings, destinationAt } from '../../runbook';
import { UserMistake } from '../user-mistake';

export interface DestinationFlags {
  readonly destination?: string;
  readonly deliveryRole?: string;
  readonly explain?: boolean;
}

/** The flags in which the settings of a destination are given. */
const FLAGS: Readonly<Record<string, string>> = { deliveryRoleArn: '--delivery-role' };

/** @throws UserMistake with everything that is wrong with it */
export function namedDestination({
  destination,
  deliveryRole,
  explain,
}: DestinationFlags): DestinationSettings | undefined {
  if (destination === undefined && deliveryRole === undefined) return undefined;
  if (!explain) throw new UserMistake('--destination and --delivery-role: they are for --explain, add it');
  if (destination === undefined)
    throw new UserMistake('--delivery-role: give --destination too, the log group that it writes to');
  const read = destinationAt(destination, { deliveryRoleArn: deliveryRole }, '');
  if (!read.ok) throw new UserMistake(printIssues(read.issues.map(asFlag)));
  if (deliveryRole !== undefined && read.value.type !== 'cloud-watch-logs')
    throw new UserMistake(`--delivery-role: flow logs to ${read.value.type} take no role, leave it out`);
  return read.value;
}

const asFlag = (issue: Issue): Issue => ({ ...issue, setting: FLAGS[issue.setting] ?? '--destination' });
