import type { Figure } from '../figure';
import { inSeconds, megabytes, range, whole } from '../numbers';
import { REGIONS_AT_ONCE } from '../organization/command-event';
import { type EvidenceRun, runEvidenceOf } from '../organization/evidence-run';
import { withOrganization } from '../organization/loopback-organization';
import { ACCOUNTS, REGIONS, VPCS } from '../organization/organization';
import { row, under } from '../row';
import { spreadOf } from '../statistics';

const ROUNDS = 3;
const ESTATE = `${whole(VPCS)} VPCs in ${ACCOUNTS} accounts × ${REGIONS.length} Regions`;

export const evidence: Figure = {
  name: 'evidence',
  note:
    `Evidence: ${ROUNDS} rounds, each in a fresh process, of the command line as it is built, with ${REGIONS_AT_ONCE} Regions at once as unless told otherwise: from loading the program until all files are written, ` +
    'and the most resident memory of the whole process. The estate is that of the audit, so that no account and Region is without a VPC. A rule with its verdicts, an execution for every tenth VPC, a finding of Security Hub for each, and events of CloudTrail for every twentieth flow log; ' +
    "CloudTrail's limit of two calls a second in each account and Region is waited for.",
  measure: ({ bundles: { fleetCommand } }) =>
    withOrganization(ACCOUNTS, async (organization) => {
      const round = () => runEvidenceOf(organization, fleetCommand, ACCOUNTS);
      // The server renders each answer when it is first asked for.
      await round();
      const runs: EvidenceRun[] = [];
      while (runs.length < ROUNDS) runs.push(await round());
      const time = spreadOf(runs.map(({ durationMs }) => durationMs));
      const memory = spreadOf(runs.map(({ peakBytes }) => peakBytes));
      const [{ bytes = 0, calls = 0 } = {}] = runs;
      return [
        row(`evidence for ${ESTATE}: time`, time.median, under(10_000, inSeconds), {
          measured: `${inSeconds(time.median)}, ${whole(calls)} calls, ${megabytes(bytes)} written`,
          spread: range(time, inSeconds),
        }),
        row(`evidence for ${ESTATE}: memory`, memory.max, under(300_000_000, megabytes), {
          measured: megabytes(memory.median),
          spread: range(memory, megabytes),
        }),
      ];
    }),
};
