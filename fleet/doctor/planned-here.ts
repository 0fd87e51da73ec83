import type { Place } from '../../policy';
import { arnElsewhere } from '../deployed/arn-elsewhere';
import type { Deployed, DeployedRemediation } from '../deployed/deployed-requirement';
import { isUnreadable } from '../deployed/documented-flow-log';
import type { PlannedRequirement } from './planned';

/** How a planned requirement stands in one account and Region. What is deployed leads to nothing else that is there. */
type PlannedState = 'new' | 'changed' | 'deployed' | 'in doubt' | 'elsewhere';

export interface PlannedHere extends PlannedRequirement {
  readonly state: PlannedState;
}

export const plannedHere = (
  planned: readonly PlannedRequirement[],
  deployed: Deployed,
  place: Place,
): readonly PlannedHere[] => planned.map((each) => ({ ...each, state: stateOf(each, deployed, place) }));

/** Whether it takes more to be looked at than what is deployed here. */
export const isToBeExamined = ({ mode, state }: PlannedHere): boolean =>
  mode !== 'observe' && state !== 'deployed' && state !== 'elsewhere';

function stateOf(
  planned: PlannedRequirement,
  { requirements, doubts }: Deployed,
  place: Place,
): PlannedState {
  const { logDestination, deliveryRoleArn } = planned.destination ?? {};
  if (arnElsewhere([logDestination, deliveryRoleArn], place) !== undefined) return 'elsewhere';
  const deployed = requirements.find(({ name }) => name === planned.name);
  // A rule that is not wholly understood may be the one.
  if (!deployed) return doubts.length > 0 ? 'in doubt' : 'new';
  return deliversAlike(planned, deployed.remediation) ? 'deployed' : 'changed';
}

function deliversAlike({ mode, destination }: PlannedRequirement, remediation: DeployedRemediation): boolean {
  if (mode === 'observe') return true;
  if (remediation.mode === 'observe') return false;
  if (destination === undefined) return true;
  const { document } = remediation;
  if (isUnreadable(document)) return false;
  const { destinationType, logDestination, deliveryRoleArn } = destination;
  return (
    destinationType === document.destinationType &&
    withoutStar(logDestination) === withoutStar(document.logDestination) &&
    (deliveryRoleArn === undefined || deliveryRoleArn === document.deliveryRoleArn)
  );
}

/** CloudWatch Logs ends the ARN of a whole group with it. */
const withoutStar = (arn: string): string => arn.replace(/:\*$/, '');

const TEXTS: Readonly<Record<PlannedState, string | undefined>> = {
  new: 'planned, not deployed here yet',
  changed: 'planned otherwise than it is deployed here',
  deployed: undefined,
  'in doubt': 'planned, not known to be deployed here',
  elsewhere: 'planned for another account or Region',
};

/** `central: planned, not deployed here yet`, for each of which there is something to say. */
export const plannedTexts = (planned: readonly PlannedHere[]): readonly string[] =>
  planned.flatMap(({ name, mode, state }) => {
    const text = TEXTS[state];
    const observes = mode === 'observe' ? '; it only observes' : '';
    return text === undefined ? [] : [`${name}: ${text}${observes}`];
  });
