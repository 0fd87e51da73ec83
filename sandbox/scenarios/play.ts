import { readAssembly } from '../cloudformation/assembly';
import type { ConfigRule } from '../config/state';
import { Sandbox, type SandboxOptions } from '../sandbox';
import { addNewVpc, buildEstate, type ScenarioVpc } from './ten-vpcs';

/** How one VPC of the scenario went. */
export interface PlayedVpc {
  readonly scenario: ScenarioVpc;
  readonly before: string;
  readonly created: readonly string[];
  readonly after: string;
  readonly why: string;
  readonly asScenarioSays: boolean;
}

export interface Played {
  readonly vpcs: readonly PlayedVpc[];
  /** Calls of the second pass that create, change or delete something in EC2, Logs or S3. */
  readonly secondPassChanges: readonly string[];
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
/** More than the longest schedule of a rule. */
const SECOND_PASS = 25 * HOUR;

export class ScenarioError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'ScenarioError';
  }
}

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
  const { world, home } = sandbox;
  const estate = await buildEstate(sandbox, exemptTagKeyOf(assemblyFolder));
  await sandbox.advance(ESTATE_AGE);
  const existing = new Set(home.flowLogs.keys());
  sandbox.deployAssembly(assemblyFolder);
  const rule = onlyRule(sandbox);
  await sandbox.advance(FIRST_JUDGEMENT);
  await sandbox.advance(NEW_VPC_AFTER);
  const scenario = [...estate, await addNewVpc(sandbox)];
  const report = (): readonly PlayedVpc[] => scenario.map((vpc) => played(sandbox, rule, vpc, existing));
  const settledAfter = await settle(sandbox, report);
  const before = world.protectedState();
  const callsBefore = world.trace.calls.length;
  world.event({ actor: 'scenario', text: 'second pass: every schedule runs again' });
  await sandbox.advance(SECOND_PASS);
  const changes = world.trace.calls.slice(callsBefore).filter(({ action }) => changesSomething(action));
  return {
    vpcs: report(),
    secondPassChanges: [
      ...changes.map(({ action, resource }) => `${action} on ${resource}`),
      ...(world.protectedState() === before ? [] : ['the state of EC2, Logs or S3 differs']),
    ],
    callsRefused: world.trace.calls
      .filter(({ allowed, caller }) => !allowed && caller.startsWith('arn:'))
      .map(({ caller, action, resource }) => `${caller}: ${action} on ${resource}`),
    settledAfter,
  };
}

function onlyRule({ home }: Sandbox): ConfigRule {
  const [rule, ...others] = home.config.rules.values();
  if (!rule || others.length > 0)
    throw new ScenarioError(
      `the ten VPCs are a scenario for one requirement: the assembly holds ${home.config.rules.size} rules`,
    );
  return rule;
}

/** The estate is there before the rule is: what tag exempts is read from the template. */
function exemptTagKeyOf(assemblyFolder: string): string | undefined {
  for (const { template } of readAssembly(assemblyFolder))
    for (const { Type, Properties } of Object.values(template.Resources)) {
      const parameters = Type === 'AWS::Config::ConfigRule' ? Properties?.['InputParameters'] : undefined;
      if (typeof parameters === 'object' && parameters !== null && 'exemptTagKey' in parameters)
        return String(parameters.exemptTagKey);
    }
  return undefined;
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

function played(
  sandbox: Sandbox,
  rule: ConfigRule,
  scenario: ScenarioVpc,
  existing: ReadonlySet<string>,
): PlayedVpc {
  const results = rule.timeline.filter(({ resourceId }) => resourceId === scenario.vpcId);
  const created = [...sandbox.home.flowLogs.values()]
    .filter(({ resourceId, flowLogId }) => resourceId === scenario.vpcId && !existing.has(flowLogId))
    .map(({ flowLogId }) => flowLogId);
  const before = results[0]?.complianceType ?? 'not judged';
  const after = results.at(-1)?.complianceType ?? 'not judged';
  return {
    scenario,
    before,
    created,
    after,
    why: results.at(-1)?.annotation ?? '',
    asScenarioSays:
      before === scenario.before && created.length === scenario.created && after === scenario.after,
  };
}

/** EC2, CloudWatch Logs' deliveries and S3; what the rule reports to Config and writes to its own log is not a change. */
const changesSomething = (action: string): boolean =>
  /^(ec2|s3|logs):(Create|Delete|Modify|Put|Associate|Tag)/.test(action) &&
  !['logs:CreateLogStream', 'logs:PutLogEvents', 's3:PutObject'].includes(action);
