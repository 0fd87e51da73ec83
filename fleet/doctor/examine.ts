import type { Station } from '../aws/connect';
import type { DeployedRequirement, Doubt } from '../deployed/deployed-requirement';
import { discover } from '../deployed/discover';
import { isUnreadable } from '../deployed/documented-flow-log';
import type { NeighbourFinding } from '../neighbours/finding';
import { examineNeighbours, type NeighbourQuestion } from '../neighbours/neighbours';
import {
  type DeployedRequirement as Asked,
  type Finding,
  type PlannedRequirement,
  preflight,
} from '../preflight';

/** What was found out about the requirements of one account and Region, and about the place itself. */
export interface Examined {
  /** Those that were asked for. */
  readonly requirements: readonly DeployedRequirement[];
  /** Names of those that are not deployed here yet. */
  readonly planned: readonly string[];
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
  /** What is to be deployed, where it is not. */
  readonly planned: readonly PlannedRequirement[];
}

export async function examine(
  station: Station,
  { requirement, planned, now, roles }: Examination,
): Promise<ExaminedPlace> {
  const { place, clients } = station;
  const { requirements, doubts } = await discover(clients);
  const asked = requirements.filter(({ name }) => (requirement ?? name) === name);
  const deployedNames = new Set(requirements.map(({ name }) => name));
  const missing = planned.filter(({ name }) => !deployedNames.has(name));
  const askedToo = missing.filter(({ name }) => (requirement ?? name) === name);
  const [own, beside] = await Promise.all([
    preflight(clients, { place, now }, asked.map(toAsked), askedToo),
    examineNeighbours(station, { requirements: asked, deployed: requirements, now, roles }),
  ]);
  return {
    requirements: asked,
    planned: askedToo.map(({ name }) => name),
    doubts,
    findings: [...own, ...beside],
    known: [...deployedNames, ...missing.map(({ name }) => name)],
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
