import { flowLogChange, flowLogDeletion, relationshipChange, vpcChange } from '../events';
import type { Bench, Figure } from '../figure';
import { withFunction } from '../loaded-function';
import { sumOf } from '../loopback';
import { between, type Goal, type Row, row } from '../row';

const VPCS = 100;

const EVENTS: readonly (readonly [what: string, event: () => object, goal: Goal])[] = [
  ['VPC change', vpcChange, between(2, 3)],
  ['FlowLog change', flowLogChange, between(3, 3)],
  ['deleted FlowLog known by history', flowLogDeletion, between(4, 4)],
  ['relationship-only VPC change', relationshipChange, between(0, 0)],
];

async function countCalls(
  { bundles, loopback }: Bench,
  [what, event, goal]: (typeof EVENTS)[number],
): Promise<Row> {
  await loopback.takeTally();
  await withFunction(bundles.ours, loopback.url, ({ invoke }) => invoke(event()));
  const { calls } = await loopback.takeTally();
  const count = sumOf(calls);
  const operations = goal.isMet(count) ? '' : ` (${Object.keys(calls).join(', ')})`;
  return row(`API calls: ${what}`, count, goal, { measured: `${count}${operations}` });
}

export const eventCalls: Figure = {
  name: 'event-calls',
  async measure(bench) {
    await bench.loopback.play(VPCS);
    const rows: Row[] = [];
    for (const event of EVENTS) rows.push(await countCalls(bench, event));
    return rows;
  },
};
