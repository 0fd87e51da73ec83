import type { Place } from '../../policy';
import type { AutomationExecution } from '../automation/executions';
import type { RegionState, World } from '../world';
import { type ExecutionRow, executionRow } from './execution-rows';
import { exceptionOf, type VpcRow, vpcList } from './vpc-rows';

/** What is told of the sandbox as a whole. */
export interface Shown {
  readonly place: Place;
  readonly speed: number;
  readonly start: Date;
}

/** The latest of a longer list, the newest first. */
export interface Latest<Row> {
  readonly total: number;
  readonly shown: readonly Row[];
}

export interface EventRow {
  readonly at: number;
  readonly actor: string;
  readonly vpcId: string;
  readonly text: string;
}

export interface CallRow {
  readonly at: number;
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
}

/** What the page shows. Times are virtual seconds since the start. */
export interface Snapshot {
  readonly clock: string;
  readonly at: number;
  readonly speed: number;
  readonly accountId: string;
  readonly region: string;
  readonly rules: readonly string[];
  readonly vpcs: Latest<VpcRow> & {
    readonly matching: number;
    readonly standing: Readonly<Record<string, number>>;
  };
  /** Those that run come first. */
  readonly executions: Latest<ExecutionRow> & { readonly running: number };
  readonly queues: readonly { readonly name: string; readonly messages: number }[];
  /** VPCs that a rule does not remediate by itself any more. */
  readonly exceptions: number;
  readonly events: Latest<EventRow>;
  readonly calls: Latest<CallRow>;
}

const MOST_ROWS = 200;
const MOST_EXECUTIONS = 50;

export function snapshot(world: World, { place, speed, start }: Shown, filter: string): Snapshot {
  const regions = world.everyRegion();
  const since = (time: Date): number => Math.round((time.getTime() - start.getTime()) / 1000);
  const executions = regions
    .flatMap((region) => [...region.executions.values()].map((execution) => ({ region, execution })))
    .sort(
      ({ execution: left }, { execution: right }) =>
        Number(isRunning(right)) - Number(isRunning(left)) ||
        right.startTime.getTime() - left.startTime.getTime(),
    );
  const now = world.scheduler.now();
  return {
    clock: now.toISOString(),
    at: since(now),
    speed,
    accountId: place.accountId,
    region: place.region,
    rules: regions.flatMap(({ config }) => [...config.rules.keys()]),
    vpcs: vpcList(world, regions, filter, MOST_ROWS),
    executions: {
      total: executions.length,
      running: executions.filter(({ execution }) => isRunning(execution)).length,
      shown: executions
        .slice(0, MOST_EXECUTIONS)
        .map(({ region, execution }) => executionRow(region, execution, since)),
    },
    queues: regions.flatMap(({ queues }) =>
      [...queues.values()].map(({ name, messages }) => ({ name, messages: messages.length })),
    ),
    exceptions: regions.reduce((total, region) => total + exceptionCount(region, now), 0),
    events: latest(world.trace.events, ({ time, actor, vpcId = '', text }) => ({
      at: since(time),
      actor,
      vpcId,
      text,
    })),
    calls: latest(world.trace.calls, ({ time, caller, action, resource, allowed }) => ({
      at: since(time),
      caller,
      action,
      resource,
      allowed,
    })),
  };
}

/** One that waits for its turn is not. */
const isRunning = ({ status }: AutomationExecution): boolean =>
  status === 'InProgress' || status === 'Cancelling';

const latest = <Item, Row>(items: readonly Item[], rowOf: (item: Item) => Row): Latest<Row> => ({
  total: items.length,
  shown: items.slice(-MOST_ROWS).reverse().map(rowOf),
});

const exceptionCount = ({ config }: RegionState, now: Date): number =>
  [...config.rules.values()].reduce(
    (total, rule) => total + [...rule.exceptions.keys()].filter((id) => exceptionOf(rule, id, now)).length,
    0,
  );
