import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import { type Account, createVpc, flowLogsOf, inAccount, now } from './account';
import { tally } from './remediated';

/** How the remediation of many VPCs went that all lack a flow log at once. */
export interface ManyRemediated {
  readonly executions: number;
  /** Executions that did not succeed, whatever came after them. */
  readonly failed: number;
  readonly uncovered: number;
  /** Flow logs beyond one for each VPC. */
  readonly surplus: number;
  /** By the stack from its deployment on, by operation. */
  readonly calls: Readonly<Record<string, number>>;
  /** Events that Lambda gave up, after which a VPC waits for the next sweep. */
  readonly eventsGivenUp: number;
  /** Calls that EC2 refused at first. */
  readonly throttled: number;
  /** The most executions that ran at the same time. */
  readonly atOnce: number;
  /** Virtual seconds of one execution. */
  readonly executionSeconds: number;
  /** Virtual seconds from the deployment until the rule had found the last VPC covered. */
  readonly lastCoveredAfter: number;
}

const MINUTE = 60;
/** Seconds: longer than any sweep is waited for. */
const PATIENCE = 24 * 3600;

/** Deploys into an account with so many VPCs and no flow log. */
export const remediateAtOnce = (stack: AssemblyStack, vpcs: number): Promise<ManyRemediated> =>
  inAccount(async (account) => {
    const vpcIds: string[] = [];
    for (let count = 0; count < vpcs; count += 1) vpcIds.push(await createVpc(account));
    const { sandbox } = account;
    await sandbox.advance(5 * MINUTE);
    const deployed = now(account);
    sandbox.deploy(stack);
    const [rule] = sandbox.home.config.rules.values();
    const isSettled = (): boolean =>
      rule?.results.size === vpcs &&
      [...rule.results.values()].every(({ complianceType }) => complianceType === 'COMPLIANT') &&
      executionsOf(account).every(({ endTime }) => endTime !== undefined);
    for (let passed = 0; passed < PATIENCE && !isSettled(); passed += MINUTE) await sandbox.advance(MINUTE);
    const executions = executionsOf(account);
    const seconds = executions.map(({ startTime, endTime }) => secondsBetween(startTime, endTime));
    const covered = [...(rule?.results.values() ?? [])].filter(
      ({ complianceType }) => complianceType === 'COMPLIANT',
    );
    const ours = account.calls.filter(
      ({ byAdministrator, time }) => !byAdministrator && time.getTime() >= deployed,
    );
    return {
      executions: executions.length,
      failed: executions.filter(({ status }) => status !== 'Success').length,
      uncovered: vpcs - covered.length,
      surplus: vpcIds.reduce((sum, vpcId) => sum + Math.max(0, flowLogsOf(account, vpcId).length - 1), 0),
      calls: tally(ours.map(({ operation }) => operation)),
      eventsGivenUp: [...sandbox.home.queues.values()].reduce(
        (sum, { messages }) => sum + messages.length,
        0,
      ),
      throttled: account.limits.throttled,
      atOnce: mostAtOnce(executions),
      executionSeconds: Math.max(...seconds),
      lastCoveredAfter: Math.max(
        ...covered.map(({ resultRecordedTime }) => (resultRecordedTime.getTime() - deployed) / 1000),
      ),
    };
  });

const executionsOf = ({ sandbox }: Account) => [...sandbox.home.executions.values()];

const secondsBetween = (start: Date, end: Date | undefined): number =>
  end ? (end.getTime() - start.getTime()) / 1000 : Number.POSITIVE_INFINITY;

interface Period {
  readonly startTime: Date;
  readonly endTime: Date | undefined;
}

/** One that ends when another begins makes room for it. */
export function mostAtOnce(periods: readonly Period[]): number {
  const changes = periods
    .flatMap(({ startTime, endTime }) => [
      { time: startTime.getTime(), by: 1 },
      { time: endTime?.getTime() ?? Number.POSITIVE_INFINITY, by: -1 },
    ])
    .sort((left, right) => left.time - right.time || left.by - right.by);
  let [running, most] = [0, 0];
  for (const { by } of changes) {
    running += by;
    most = Math.max(most, running);
  }
  return most;
}
