import { onlyStack } from '../only-stack';
import { Sandbox, type SandboxOptions } from '../sandbox';
import { deployToExisting } from './existing-destinations';
import { exemptTagKeyOf } from './only-rule';
import { playSecondPass, type SecondPass } from './second-pass';
import { addNewVpc, buildEstate, type ScenarioVpc } from './ten-vpcs';

/** How one VPC of the scenario went. */
export interface PlayedVpc {
  readonly scenario: ScenarioVpc;
  readonly before: string;
  /** Flow logs that the remediation created. */
  readonly created: number;
  readonly after: string;
  readonly why: string;
  /** Why the last execution about it failed, if it did. */
  readonly failure: string | undefined;
  /** Executions of the document about it, until all had settled. */
  readonly executions: number;
  readonly asScenarioSays: boolean;
}

export interface Played {
  readonly vpcs: readonly PlayedVpc[];
  readonly secondPass: SecondPass;
  /** Calls that a role of the stack lacked the permission for. */
  readonly callsRefused: readonly string[];
  /** Virtual seconds from the deployment until the last VPC ended as its scenario says. */
  readonly settledAfter: number;
}

const MINUTE = 60;
const HOUR = 3600;
const FIRST_JUDGEMENT = 30;
const NEW_VPC_AFTER = 10 * MINUTE;
const PATIENCE = 72 * HOUR;

/** The rehearsal's clock starts here, so that every run tells the same story. */
export const REHEARSAL_START = new Date('2027-01-04T08:00:00Z');

export interface PlayOptions extends SandboxOptions {
  /** What is expected of the assembly, by whoever plays it: that VPCs are remediated, or that nobody does it. */
  readonly remediated?: boolean;
}

/** Deploys an assembly into a sandbox of its own and plays the ten VPCs, twice over. */
export async function playTenVpcs(
  assemblyFolder: string,
  { remediated = true, ...options }: PlayOptions,
): Promise<Played> {
  const sandbox = await Sandbox.start(options);
  try {
    return await playIn(sandbox, assemblyFolder, remediated);
  } finally {
    await sandbox.close();
  }
}

async function playIn(sandbox: Sandbox, assemblyFolder: string, remediated: boolean): Promise<Played> {
  const stack = onlyStack(assemblyFolder);
  const estate = await buildEstate(sandbox, exemptTagKeyOf(stack));
  // The account's own flow logs have been recorded, and found failing, before anyone looks.
  await sandbox.advance(sandbox.world.delays.firstDelivery + sandbox.world.delays.recording + MINUTE);
  const existing = new Set(sandbox.home.flowLogs.keys());
  await deployToExisting(sandbox, stack);
  await sandbox.advance(FIRST_JUDGEMENT + NEW_VPC_AFTER);
  const told = [...estate, await addNewVpc(sandbox)];
  const scenario = remediated ? told : told.map(withoutRemediation);
  const report = (): readonly PlayedVpc[] => scenario.map((vpc) => played(sandbox, vpc, existing));
  const settledAfter = await settle(sandbox, report);
  const vpcs = report();
  const secondPass = await playSecondPass(sandbox, scenario);
  return {
    vpcs,
    secondPass,
    callsRefused: sandbox.world.trace.calls
      .filter(({ allowed, caller }) => !allowed && caller.startsWith('arn:'))
      .map(({ caller, action, resource }) => `${caller}: ${action} on ${resource}`),
    settledAfter,
  };
}

/** Lets time pass until every VPC has ended as it should and nothing runs any more, or patience ends. */
async function settle(sandbox: Sandbox, report: () => readonly PlayedVpc[]): Promise<number> {
  for (let passed = MINUTE; passed <= PATIENCE; passed += MINUTE) {
    await sandbox.advance(MINUTE);
    const running = [...sandbox.home.executions.values()].some(({ status }) => status === 'InProgress');
    if (!running && report().every(({ asScenarioSays }) => asScenarioSays))
      return FIRST_JUDGEMENT + NEW_VPC_AFTER + passed;
  }
  return FIRST_JUDGEMENT + NEW_VPC_AFTER + PATIENCE;
}

function played({ home }: Sandbox, scenario: ScenarioVpc, existing: ReadonlySet<string>): PlayedVpc {
  const [rule] = home.config.rules.values();
  const results = rule?.timeline.filter(({ resourceId }) => resourceId === scenario.vpcId) ?? [];
  const created = [...home.flowLogs.values()].filter(
    ({ resourceId, flowLogId }) => resourceId === scenario.vpcId && !existing.has(flowLogId),
  ).length;
  const before = results[0]?.complianceType ?? 'not judged';
  const after = results.at(-1)?.complianceType ?? 'not judged';
  const executions = [...home.executions.values()].filter(({ about }) => about === scenario.vpcId);
  return {
    scenario,
    before,
    created,
    after,
    why: results.at(-1)?.annotation ?? '',
    failure: executions.at(-1)?.failureMessage,
    executions: executions.length,
    // One execution creates one flow log: more of them would be paid for, and mean a loop that does not close.
    asScenarioSays:
      before === scenario.before &&
      created === scenario.created &&
      executions.length === scenario.created &&
      after === scenario.after,
  };
}

/** Without automatic remediation nobody creates anything, and every verdict stays. */
const withoutRemediation = (scenario: ScenarioVpc): ScenarioVpc => ({
  ...scenario,
  created: 0,
  after: scenario.before,
});
