import type { Station } from '../aws/connect';
import type { DeployedRequirement, Doubt } from '../deployed/deployed-requirement';
import { discover } from '../deployed/discover';
import { isUnreadable } from '../deployed/documented-flow-log';
import type { NeighbourFinding } from '../neighbours/finding';
import { examineNeighbours, type NeighbourQuestion } from '../neighbours/neighbours';
import { type DeployedRequirement as Asked, type Finding, preflight } from '../preflight';

/** What was found out about the requirements of one account and Region, and about the place itself. */
export interface Examined {
  /** Those that were asked for. */
  readonly requirements: readonly DeployedRequirement[];
  readonly doubts: readonly Doubt[];
  /** Of the preflight, then of the neighbours. */
  readonly findings: readonly (Finding | NeighbourFinding)[];
}

export interface ExaminedPlace extends Examined {
  /** Names of all that are deployed here. */
  readonly known: readonly string[];
}

export interface Examination extends Pick<NeighbourQuestion, 'now' | 'roles'> {
  /** @default - every requirement */
  readonly requirement: string | undefined;
}

export async function examine(
  station: Station,
  { requirement, now, roles }: Examination,
): Promise<ExaminedPlace> {
  const { place, clients } = station;
  const { requirements, doubts } = await discover(clients);
  const asked = requirements.filter(({ name }) => (requirement ?? name) === name);
  const [own, beside] = await Promise.all([
    preflight(clients, { place, now }, asked.map(toAsked)),
    examineNeighbours(station, { requirements: asked, deployed: requirements, now, roles }),
  ]);
  return {
    requirements: asked,
    doubts,
    findings: [...own, ...beside],
    known: requirements.map(({ name }) => name),
  };
}

const toAsked = ({ name, ruleName, parameters, remediation }: DeployedRequirement): Asked => ({
  name,
  ruleName,
  parameters,
  mode: remediation.mode,
  destination:
    remediation.mode === 'observe' || isUnreadable(remediation.document) ? undefined : remediation.document,
});
