import { withFunction } from '../loaded-function';
import { withoutSts } from './audit-calls';
import type { CallPerVpcEnd, CommandEnd, CommandEvent } from './command-event';
import type { LoopbackOrganization } from './loopback-organization';
import { ACCOUNT_IDS, ACCOUNTS, organizationOf, ROLE_NAME, sizesOf, VPCS } from './organization';

export interface OrganizationRun {
  /** Of the command alone: neither the process's start nor the loading of the program. */
  readonly durationMs: number;
  /** Without those of STS. */
  readonly calls: number;
}

/** Accounts with all of their Regions, as the command line has them. */
export const estateArgs = (accounts: number): readonly string[] => [
  '--accounts',
  ACCOUNT_IDS.slice(0, accounts).join(','),
  ...(accounts > 1 ? ['--role-name', ROLE_NAME] : []),
];

const AUDIT = { kind: 'command', args: ['audit', ...estateArgs(ACCOUNTS), '--format', 'lines'] } as const;

/** One audit in a fresh process, of the command line as it is built. */
export async function runAuditOf(
  organization: LoopbackOrganization,
  bundle: string,
): Promise<OrganizationRun> {
  const { returned, ...run } = await runIn<CommandEnd>(organization, bundle, AUDIT);
  checkAudit(returned);
  return run;
}

/** The same, asking for the flow logs of each VPC. */
export async function runCallPerVpc(
  organization: LoopbackOrganization,
  bundle: string,
): Promise<OrganizationRun> {
  const { returned, ...run } = await runIn<CallPerVpcEnd>(organization, bundle, { kind: 'call-per-vpc' });
  checkCallPerVpc(returned);
  return run;
}

async function runIn<Returned>(
  organization: LoopbackOrganization,
  bundle: string,
  event: CommandEvent,
): Promise<OrganizationRun & { readonly returned: Returned }> {
  await organization.takeCalls();
  return await withFunction(bundle, organization.url, async ({ invoke }) => {
    const { returned, durationMs } = await invoke(event);
    const calls = withoutSts(await organization.takeCalls());
    return { returned: returned as Returned, durationMs, calls };
  });
}

const ESTATES = [...organizationOf(sizesOf()).values()];
const UNCOVERED = ESTATES.reduce((sum, { uncovered }) => sum + uncovered, 0);
const FLOW_LOGS = ESTATES.reduce((sum, { flowLogs }) => sum + flowLogs.length, 0);

/** An audit that is fast because it sees less would measure nothing. */
export function checkAudit({ outcome, lastWords, complaints }: CommandEnd): void {
  const { ok = 0, MISSING = 0 } = lastWords;
  if (outcome !== 'to-do' || MISSING !== UNCOVERED || ok !== VPCS - UNCOVERED)
    throw new Error(
      `the audit ended with ${outcome} and ${JSON.stringify(lastWords)}, of ${VPCS} VPCs ${UNCOVERED} are uncovered: ${complaints}`,
    );
}

export function checkCallPerVpc({ vpcs, flowLogs }: CallPerVpcEnd): void {
  if (vpcs !== VPCS || flowLogs !== FLOW_LOGS)
    throw new Error(`one call per VPC saw ${vpcs} of ${VPCS} VPCs and ${flowLogs} of ${FLOW_LOGS} flow logs`);
}
