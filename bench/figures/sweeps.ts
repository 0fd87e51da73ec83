import type { Bench, Figure } from '../figure';
import { megabytes, milliseconds, range, ratio, times, whole } from '../numbers';
import { atMost, type Row, row } from '../row';
import { median, pairedRatio } from '../statistics';
import { reportedEveryVerdict, reportedEveryVpc, runSweep, type SweepRun } from '../sweep-run';

const SMALL = 1_000;
const LARGE = 10_000;
const ROUNDS = 5;

/** The sweeps of one round follow one another, so that whatever else the machine does concerns all of them. */
interface Round {
  readonly small: SweepRun;
  readonly large: SweepRun;
  readonly bare: SweepRun;
}

async function playRound({ bundles, loopback }: Bench): Promise<Round> {
  return {
    small: await runSweep(bundles.ours, loopback, SMALL, reportedEveryVerdict),
    large: await runSweep(bundles.ours, loopback, LARGE, reportedEveryVerdict),
    bare: await runSweep(bundles.bareSweep, loopback, LARGE, reportedEveryVpc),
  };
}

const durationOf = ({ durationMs }: SweepRun): number => durationMs;
const growthOf = ({ grownBytes }: SweepRun): number => grownBytes;

/** One row about a ratio; both medians are shown, so that nobody has to believe the ratio alone. */
function ratioRow(
  what: string,
  runs: readonly number[],
  references: readonly number[],
  limit: number,
  print: (value: number) => string,
): Row {
  const paired = pairedRatio(runs, references);
  return row(what, paired.median, atMost(limit, times), {
    measured: `${times(paired.median)} (${print(median(runs))} / ${print(median(references))})`,
    spread: range(paired, ratio),
  });
}

export const sweeps: Figure = {
  name: 'sweeps',
  note: `Sweeps: ${ROUNDS} rounds, each run in a fresh process; the invocation alone is measured, nothing is warmed, module initialisation is left out on both sides. Memory: peak of resident memory above that of the process when it had loaded the bundle.`,
  async measure(bench) {
    // The server renders its pages when first asked for them.
    await playRound(bench);
    const rounds: Round[] = [];
    while (rounds.length < ROUNDS) rounds.push(await playRound(bench));
    const small = rounds.map((round) => round.small);
    const large = rounds.map((round) => round.large);
    const bare = rounds.map((round) => round.bare);
    const growth = `growth from ${whole(SMALL)} to ${whole(LARGE)} VPCs`;
    return [
      ratioRow(
        `sweep of ${whole(LARGE)} VPCs against the same calls one after another`,
        large.map(durationOf),
        bare.map(durationOf),
        0.8,
        milliseconds,
      ),
      ratioRow(`time, ${growth}`, large.map(durationOf), small.map(durationOf), LARGE / SMALL, milliseconds),
      ratioRow(`memory, ${growth}`, large.map(growthOf), small.map(growthOf), LARGE / SMALL, megabytes),
    ];
  },
};
