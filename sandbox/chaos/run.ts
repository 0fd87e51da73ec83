import { createHash } from 'node:crypto';
import { ConfigServiceClient, DeleteRemediationExceptionsCommand } from '@aws-sdk/client-config-service';
import type { AssemblyStack } from '../cloudformation/assembly';
import { Sandbox } from '../sandbox';
import { pasteDeliveryStatements } from '../scenarios/central-bucket';
import { exemptTagKeyOf } from '../scenarios/only-rule';
import { Seed } from '../seed';
import { Disturbances } from './disturbances';
import { buildChaosEstate } from './estate';
import { InjectedFaults } from './injected-faults';
import type { Violation } from './invariants';
import { FaultCounts } from './kinds';
import { changeInPeace } from './peace';
import { ThirdParties } from './third-parties';
import { Watch } from './watch';

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
  readonly counts: FaultCounts;
  readonly violations: readonly Violation[];
  /** How many VPCs ended how. */
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
/** Seconds without faults: for whatever is under way, then for every schedule and the remediation after it. */
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
      ...{ seed, counts, from, until },
      now: () => sandbox.world.scheduler.now(),
      onReport: (world, call) => watch?.report(world, call),
      onTaken: (input) => watch?.take(input),
    }),
  });
  const parties = new ThirdParties(sandbox);
  try {
    const exemptTagKey = exemptTagKeyOf(stack);
    const dayAfter = (days: number): string =>
      new Date(start.getTime() + days * 24 * HOUR * 1000).toISOString().slice(0, 10);
    const exemptUntil = dayAfter(30);
    const exemptNever = [dayAfter(-1), dayAfter(365), 'always'] as const;
    await buildChaosEstate(parties, { vpcs, seed, exemptTagKey, exemptUntil, exemptNever });
    await sandbox.advance(BEFORE);
    await pasteDeliveryStatements(sandbox, sandbox.deploy(stack));
    const length = hours * HOUR;
    disturbances = new Disturbances({ sandbox, parties, seed, counts, length, exemptTagKey, exemptUntil });
    watch = new Watch({ sandbox, parties, disturbances, parameters: { exemptTagKey } });
    disturbances.plan();
    const ended = await advance(sandbox, watch, hours, stopsAtFirst);
    if (ended) {
      await clearExceptions(sandbox);
      await sandbox.advance(CALM);
      await changeInPeace({ sandbox, parties, disturbances, watch });
      await advance(sandbox, watch, PEACE, stopsAtFirst);
    }
    return summary(sandbox, counts, watch, ended);
  } finally {
    disturbances?.destroy();
    parties.destroy();
    await sandbox.close();
  }
}

/** @returns false when it stopped before the end */
async function advance(
  sandbox: Sandbox,
  watch: Watch,
  hours: number,
  stopsAtFirst: boolean,
): Promise<boolean> {
  for (let hour = 0; hour < hours; hour += 1) {
    if (stopsAtFirst && watch.violations.length > 0) return false;
    await sandbox.advance(HOUR);
  }
  return true;
}

/** What an operator does when the cause is gone: without it Config would leave these VPCs alone for ever. */
async function clearExceptions(sandbox: Sandbox): Promise<void> {
  const client = new ConfigServiceClient(sandbox.administrator());
  for (const { name, exceptions } of sandbox.home.config.rules.values()) {
    const ResourceKeys = [...exceptions.keys()].map((ResourceId) => ({
      ResourceType: 'AWS::EC2::VPC',
      ResourceId,
    }));
    for (let from = 0; from < ResourceKeys.length; from += 100)
      await client.send(
        new DeleteRemediationExceptionsCommand({
          ConfigRuleName: name,
          ResourceKeys: ResourceKeys.slice(from, from + 100),
        }),
      );
  }
  client.destroy();
}

function summary({ world, home }: Sandbox, counts: FaultCounts, watch: Watch, ended: boolean): ChaosRun {
  const endings = ended ? watch.endings() : new Map<string, number>();
  const told = world.trace.events.map(({ time, actor, vpcId, text }) => [time.getTime(), actor, vpcId, text]);
  const results = [...home.config.rules.values()].map(({ timeline }) => timeline);
  return {
    counts,
    violations: watch.violations,
    endings,
    executions: home.executions.size,
    evaluations: results.flat().length,
    flowLogsCreated: watch.created,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([told, results, [...home.flowLogs]]))
      .digest('hex')
      .slice(0, 12),
  };
}
