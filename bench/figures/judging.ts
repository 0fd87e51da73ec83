import { estateOf } from '../estate';
import type { Bench, Figure } from '../figure';
import { type LoadedFunction, withFunction } from '../loaded-function';
import { milliseconds, range } from '../numbers';
import { row, under } from '../row';
import { median, spreadOf } from '../statistics';

const VPCS = 10_000;
const PROCESSES = 3;
const WARM_RUNS = 20;

async function judgeAll({ invoke }: LoadedFunction): Promise<number> {
  const { returned, durationMs } = await invoke({});
  const covered = VPCS - estateOf(VPCS).uncovered;
  if (returned !== covered) throw new Error(`judging found ${returned} VPCs covered, not ${covered}`);
  return durationMs;
}

function timesInOneProcess({ bundles, loopback }: Bench): Promise<readonly number[]> {
  return withFunction(bundles.judging, loopback.url, async (loaded) => {
    const durations: number[] = [];
    for (let run = 0; run <= WARM_RUNS; run++) durations.push(await judgeAll(loaded));
    return durations;
  });
}

export const judging: Figure = {
  name: 'judging',
  note: `Judging: ${PROCESSES} processes with ${WARM_RUNS} warm runs each, all in memory.`,
  async measure(bench) {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let count = 0; count < PROCESSES; count++) {
      const [first = Number.NaN, ...others] = await timesInOneProcess(bench);
      cold.push(first);
      warm.push(...others);
    }
    const spread = spreadOf(warm);
    return [
      row('judging alone: 10,000 VPCs with 3 flow logs each', spread.median, under(100, milliseconds), {
        measured: `${milliseconds(spread.median)} (${milliseconds(median(cold))} at first)`,
        spread: range(spread, milliseconds),
      }),
    ];
  },
};
