import { Sandbox, type SandboxOptions } from '../sandbox';
import { pasteDeliveryStatements } from './central-bucket';
import { onlyRule } from './only-rule';
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
/** Long enough that the account's own flow logs have been recorded, and found failing, before anyone looks. */
const ESTATE_AGE = 30 * MINUTE;
const FIRST_JUDGEMENT = 30;
const NEW_VPC_AFTER = 10 * MINUTE;
const PATIENCE = 12 * HOUR;
/** Deploys an assembly into a sandbox of its own and plays the ten VPCs, twice over. */
export async function playTenVpcs(assemblyFolder: string, options: SandboxOptions): Promise<Played> {
  const sandbox = await Sandbox.start(options);
  try {
    return await playIn(sandbox, assemblyFolder);
  } finally {
    await sandbox.close();
  }
}

async function playIn(sandbox: Sandbox, assemblyFolder: string): Promise<Played> {
  const { exemptTagKey } = onlyRule(assemblyFolder);
  const estate = await buildEstate(sandbox, exemptTagKey);
  await sandbox.advance(ESTATE_AGE);
  const existing = new Set(sandbox.home.flowLogs.keys());
  pasteDeliveryStatements(sandbox, sandbox.deployAssembly(assemblyFolder));
  await sandbox.advance(FIRST_JUDGEMENT + NEW_VPC_AFTER);
  const scenario = [...estate, await addNewVpc(sandbox)];
  const report = (): readonly PlayedVpc[] => scenario.map((vpc) => played(sandbox, vpc, existing));
  const settledAfter = await settle(sandbox, report);
  const secondPass = await playSecondPass(sandbox);
  return {
    vpcs: report(),
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
  const told = rule?.remediation?.automatic ? scenario : withoutRemediation(scenario);
  const executions = [...home.executions.values()].filter(({ about }) => about === scenario.vpcId);
  return {
    scenario: told,
    before,
    created,
    after,
    why: results.at(-1)?.annotation ?? '',
    failure: executions.at(-1)?.failureMessage,
    asScenarioSays: before === told.before && created === told.created && after === told.after,
  };
}

/** Without automatic remediation nobody creates anything, and every verdict stays. */
const withoutRemediation = (scenario: ScenarioVpc): ScenarioVpc => ({
  ...scenario,
  created: 0,
  after: scenario.before,
});
