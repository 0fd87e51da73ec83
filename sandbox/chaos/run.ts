import { createHash } from 'node:crypto';
import type { AssemblyStack } from '../cloudformation/assembly';
import { Sandbox } from '../sandbox';
import { deployToExisting } from '../scenarios/existing-destinations';
import { Seed } from '../seed';
import { type Asked, askedIn, conditionsOf, createdTypesIn } from './asked';
import { Disturbances } from './disturbances';
import { buildChaosEstate } from './estate';
import { clearExceptions } from './exceptions';
import { exemptionDates } from './exemptions';
import { FlowLogsByVpc } from './flow-logs-by-vpc';
import { InjectedFaults } from './injected-faults';
import { type Violation, Violations } from './invariants';
import { FaultCounts, type FaultKind, kindsUnder } from './kinds';
import { Oracle } from './oracle';
import { changeInPeace } from './peace';
import { requirementsOf } from './requirements';
import { ThirdParties } from './third-parties';
import { Touched } from './touched';
import { Watch } from './watch';
import type { Watched } from './watched';

const HOUR = 3600;

export interface ChaosOptions {
  readonly vpcs: number;
  readonly seed: number;
  readonly start: Date;
  /** Hours of faults and disturbances. @default - 24 */
  readonly hours?: number;
  /** Ends the run at the first violation, for whoever only wants to know whether there is one. */
  readonly stopsAtFirst?: boolean;
}

export interface ChaosRun {
  /** What can be injected with these requirements. */
  readonly kinds: readonly FaultKind[];
  readonly counts: FaultCounts;
  readonly violations: readonly Violation[];
  /** How many VPCs ended how, each counted for every requirement. */
  readonly endings: ReadonlyMap<string, number>;
  readonly executions: number;
  readonly evaluations: number;
  /** By the product. */
  readonly flowLogsCreated: number;
  /** The same for the same seed: made from every event, every verdict that was news and every flow log that is left. */
  readonly fingerprint: string;
}

/** Seconds until the account's own flow logs are recorded and the product is deployed. */
const BEFORE = 15 * 60;
/** Seconds for whatever is under way when the faults end: what fails then can make an exception yet. */
const LAST_EXECUTIONS = 0.5 * HOUR;
/** Seconds without faults: for every schedule and the remediation after it. */
const CALM = 1.5 * HOUR;
const PEACE = 24;

/** Plays an estate under everything that can go wrong, then in peace, and tells what did not hold. */
export async function playChaos(stack: AssemblyStack, options: ChaosOptions): Promise<ChaosRun> {
  const { vpcs, start, hours = 24, stopsAtFirst = false } = options;
  const seed = new Seed(options.seed);
  const counts = new FaultCounts();
  const from = new Date(start.getTime() + BEFORE * 1000);
  const until = new Date(from.getTime() + hours * HOUR * 1000);
  let [watch, disturbances]: [Watch?, Disturbances?] = [];
  const sandbox: Sandbox = await Sandbox.start({
    start,
    seed: options.seed,
    haste: 10,
    onEvent: (event) => disturbances?.react(event),
    onTask: () => watch?.look(),
    faults: new InjectedFaults({
      ...{ seed, counts, from, until, vpcs },
      now: () => sandbox.world.scheduler.now(),
      onReport: (call) => watch?.report(call),
      onTaken: (input) => watch?.take(input),
    }),
  });
  const parties = new ThirdParties(sandbox);
  try {
    const asked = askedIn(stack);
    const types = deliveredTypes(asked, createdTypesIn(stack));
    const exemptions = exemptionDates(asked, start, (hours + PEACE) / 24 + 1);
    await buildChaosEstate(parties, { vpcs, seed, asked, types, ...exemptions });
    await sandbox.advance(BEFORE);
    await deployToExisting(sandbox, stack);
    const watched = watchedIn(sandbox, parties);
    const { exemptUntil } = exemptions;
    disturbances = new Disturbances({ ...watched, seed, counts, length: hours * HOUR, types, exemptUntil });
    watch = new Watch(watched);
    disturbances.plan();
    const ended = await advance(sandbox, watched, hours, stopsAtFirst);
    if (ended) {
      await sandbox.advance(LAST_EXECUTIONS);
      await clearExceptions(sandbox);
      await sandbox.advance(CALM);
      await changeInPeace(watched, watch);
      await advance(sandbox, watched, PEACE, stopsAtFirst);
    }
    const kinds = kindsUnder(conditionsOf(asked, types));
    return { kinds, counts, ...summary(watched, watch, ended) };
  } finally {
    disturbances?.destroy();
    parties.destroy();
    await sandbox.close();
  }
}

/** Types of destination that others deliver to: all that a requirement creates or asks for, and S3. */
const deliveredTypes = (
  asked: readonly Asked[],
  createdTypes: readonly string[],
): readonly [string, ...string[]] => {
  const others = [...createdTypes, ...asked.flatMap(({ destinationTypes }) => destinationTypes)];
  return ['s3', ...new Set(others.filter((type) => type !== 's3'))];
};

function watchedIn(sandbox: Sandbox, parties: ThirdParties): Watched {
  const { world, home } = sandbox;
  const flowLogs = new FlowLogsByVpc(world, home);
  return {
    sandbox,
    parties,
    flowLogs,
    requirements: requirementsOf(home),
    oracle: new Oracle(world, home, flowLogs),
    touched: new Touched(world),
    violations: new Violations(world),
  };
}

/** @returns false when it stopped before the end */
async function advance(
  sandbox: Sandbox,
  { violations }: Watched,
  hours: number,
  stopsAtFirst: boolean,
): Promise<boolean> {
  for (let hour = 0; hour < hours; hour += 1) {
    if (stopsAtFirst && violations.list.length > 0) return false;
    await sandbox.advance(HOUR);
  }
  return true;
}

function summary(
  { sandbox: { world, home }, violations }: Watched,
  watch: Watch,
  ended: boolean,
): Omit<ChaosRun, 'kinds' | 'counts'> {
  const endings = ended ? watch.endings() : new Map<string, number>();
  const told = world.trace.events.map(({ time, actor, vpcId, text }) => [time.getTime(), actor, vpcId, text]);
  const results = [...home.config.rules.values()].map(({ timeline }) => timeline);
  return {
    violations: violations.list,
    endings,
    executions: home.executions.size,
    evaluations: results.flat().length,
    flowLogsCreated: watch.created,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([inOrder(told), results.map(inOrder), inOrder([...home.flowLogs])]))
      .digest('hex')
      .slice(0, 12),
  };
}

/** Batches of a report race each other within one moment: what happened is the same, in whatever order it is told. */
const inOrder = (told: readonly unknown[]): readonly string[] =>
  told.map((each) => JSON.stringify(each)).sort();
