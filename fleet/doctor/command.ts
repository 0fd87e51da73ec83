import type { Station } from '../aws/connect';
import type { DeployedRequirement } from '../deployed/deployed-requirement';
import { discover } from '../deployed/discover';
import { isUnreadable } from '../deployed/documented-flow-log';
import type { GlobalFlags } from '../global-flags';
import type { Outcome } from '../outcome';
import { type DeployedRequirement as Examined, type Finding, preflight } from '../preflight';
import { runCommand } from '../run-command';
import type { Surroundings } from '../surroundings';
import { reportFindings } from './report';

export interface DoctorFlags extends GlobalFlags {
  readonly requirement?: string;
  readonly all?: boolean;
}

export const runDoctor = (flags: DoctorFlags, surroundings: Surroundings): Promise<Outcome> =>
  runCommand('doctor', flags, surroundings, async (station, terminal) => {
    const { requirements, doubts } = await discover(station.clients);
    const asked = requirements.filter(({ name }) => (flags.requirement ?? name) === name);
    const findings = await examine(station, asked);
    return reportFindings({ requirements: asked, doubts, findings }, flags.all ?? false, terminal);
  });

const examine = (
  { clients, place }: Station,
  requirements: readonly DeployedRequirement[],
): Promise<readonly Finding[]> => preflight(clients, place, requirements.map(toExamined));

const toExamined = ({ name, ruleName, parameters, remediation }: DeployedRequirement): Examined => ({
  name,
  ruleName,
  parameters,
  mode: remediation.mode,
  destination:
    remediation.mode === 'observe' || isUnreadable(remediation.document) ? undefined : remediation.document,
});
