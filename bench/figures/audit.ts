import type { Figure } from '../figure';
import { inSeconds, range, ratio, times, whole } from '../numbers';
import { type AuditCalls, auditCalls, totalOfAudit } from '../organization/audit-calls';
import { type OrganizationRun, runAuditOf, runCallPerVpc } from '../organization/audit-run';
import { REGIONS_AT_ONCE } from '../organization/command-event';
import { withOrganization } from '../organization/loopback-organization';
import { ACCOUNTS, REGIONS, sizesOf, VPCS } from '../organization/organization';
import { atLeast, type Goal, row } from '../row';
import { median, pairedRatio } from '../statistics';

const ROUNDS = 3;

const ESTATE = `${whole(VPCS)} VPCs in ${ACCOUNTS} accounts × ${REGIONS.length} Regions`;

const LARGEST = Math.max(...sizesOf().map(({ vpcs }) => vpcs));

export const audit: Figure = {
  name: 'audit',
  note:
    `Audit: ${ROUNDS} rounds, each run in a fresh process, of the command line as it is built; the command alone is measured, with assuming its roles. ` +
    `Most VPCs are in a few accounts and Regions, ${whole(LARGEST)} in the largest, so that some lists have several pages; a VPC has one flow log, every fourth two. ` +
    `"One call per VPC" asks for the same and judges nothing, by the same clients and with ${REGIONS_AT_ONCE} Regions at once as well: in each of them for the flow logs of one VPC after another, ` +
    `so that ${REGIONS_AT_ONCE} calls are under way at a time and the largest Region takes the longest, while the audit, which asks a Region for all of its lists at once, has up to ${4 * REGIONS_AT_ONCE}. ` +
    'STS is not counted.',
  measure: ({ bundles: { fleetCommand } }) =>
    withOrganization(ACCOUNTS, async (organization) => {
      const round = async (): Promise<readonly [OrganizationRun, OrganizationRun]> => [
        await runAuditOf(organization, fleetCommand),
        await runCallPerVpc(organization, fleetCommand),
      ];
      // The server renders each answer when it is first asked for.
      await round();
      const rounds: (readonly [OrganizationRun, OrganizationRun])[] = [];
      while (rounds.length < ROUNDS) rounds.push(await round());
      const ours = rounds.map(([run]) => run.durationMs);
      const theirs = rounds.map(([, run]) => run.durationMs);
      const faster = pairedRatio(theirs, ours);
      const most = Math.max(...rounds.map(([run]) => run.calls));
      const callsPerVpc = Math.max(...rounds.map(([, run]) => run.calls));
      return [
        row(`audit of ${ESTATE}: API calls`, most, pagesAtMost(auditCalls(sizesOf())), {
          measured: `${whole(most)} (one call per VPC: ${whole(callsPerVpc)})`,
        }),
        row(`audit of ${ESTATE}, against one call per VPC`, faster.median, atLeast(10, times), {
          measured: `${times(faster.median)} faster (${inSeconds(median(ours))} / ${inSeconds(median(theirs))})`,
          spread: range(faster, ratio),
        }),
      ];
    }),
};

function pagesAtMost(calls: AuditCalls): Goal {
  const { vpcPages, flowLogPages, recorderPages, regionLists } = calls;
  const total = totalOfAudit(calls);
  return {
    text: `a page each, ${vpcPages} + ${flowLogPages} + ${recorderPages} + ${regionLists} = ${whole(total)}`,
    isMet: (value) => value <= total,
  };
}
