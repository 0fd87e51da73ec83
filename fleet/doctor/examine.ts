import type { Station } from '../aws/connect';
import type { DeployedRequirement, Doubt } from '../deployed/deployed-requirement';
import { discover } from '../deployed/discover';
import { isUnreadable } from '../deployed/documented-flow-log';
import type { NeighbourFinding } from '../neighbours/finding';
import { examineNeighbours, type NeighbourQuestion } from '../neighbours/neighbours';
import { type DeployedRequirement as Asked, type Finding, preflight } from '../preflight';
import type { PlannedRequirement } from './planned';
import { isToBeExamined, type PlannedHere, plannedHere } from './planned-here';

/** What was found out about the requirements of one account and Region, and about the place itself. */
export interface Examined {
  /** Those that were asked for. */
  readonly requirements: readonly DeployedRequirement[];
  /** Those of a file, and how they stand here. */
  readonly planned: readonly PlannedHere[];
  readonly doubts: readonly Doubt[];
  /** Of the preflight, then of the neighbours. */
  readonly findings: readonly (Finding | NeighbourFinding)[];
}

export interface ExaminedPlace extends Examined {
  /** Names of all that are deployed or planned here. */
  readonly known: readonly string[];
}

export interface Examination extends Pick<NeighbourQuestion, 'now' | 'roles'> {
  /** @default - every requirement */
  readonly requirement: string | undefined;
  /** What is to be deployed. */
  readonly planned: readonly PlannedRequirement[];
}

export async function examine(
  station: Station,
  { requirement, planned, now, roles }: Examination,
): Promise<ExaminedPlace> {
  const { place, clients } = station;
  const deployed = await discover(clients);
  const { requirements, doubts } = deployed;
  const isAsked = ({ name }: { readonly name: string }): boolean => (requirement ?? name) === name;
  const asked = requirements.filter(isAsked);
  const plans = plannedHere(planned.filter(isAsked), deployed, place);
  const [own, beside] = await Promise.all([
    preflight(clients, { place, now }, asked.map(toAsked), plans.filter(isToBeExamined)),
    examineNeighbours(station, { requirements: asked, deployed: requirements, now, roles }),
  ]);
  return {
    requirements: asked,
    planned: plans,
    doubts,
    findings: [...own, ...beside],
    known: [...requirements, ...planned].map(({ name }) => name),
  };
}

const toAsked = ({ name, ruleName, functionArn, parameters, remediation }: DeployedRequirement): Asked => ({
  name,
  ruleName,
  functionArn,
  parameters,
  mode: remediation.mode,
  destination:
    remediation.mode === 'observe' || isUnreadable(remediation.document) ? undefined : remediation.document,
});
