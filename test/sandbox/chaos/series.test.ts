import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { playInProcesses } from '../../../sandbox/chaos/jobs';
import { missingInSeries, printOutcome, printSeries, type SeedOutcome } from '../../../sandbox/chaos/series';

const OPTIONS = { assembly: 'out', vpcs: 500, hours: 6 };

const outcome = (seed: number, changes: Partial<SeedOutcome> = {}): SeedOutcome => ({
  seed,
  violations: [],
  counts: [
    ['call throttled', seed],
    ['VPC exempted', 0],
  ],
  executions: 1200,
  flowLogsCreated: 300,
  evaluations: 900,
  fingerprint: 'abc',
  ...changes,
});
const BROKEN = outcome(7, { violations: [['late', '2027-01-05T00:00:00.000Z  vpc-1 is late']] });

describe('a series of seeds', () => {
  test('tells of a seed in one line', () => {
    expect(printOutcome(outcome(3), OPTIONS)).toMatch(
      /^seed +3 +0 violations +1200 executions +300 flow logs created +3 faults and deeds +run abc$/,
    );
  });

  test('names what a seed broke, and how to play it again', () => {
    const [line, violation, again] = printOutcome(BROKEN, OPTIONS).split('\n');
    expect(line).toContain('1 violations');
    expect(violation).toContain('vpc-1 is late');
    expect(again).toBe('  again: npm run chaos -- --assembly out --vpcs 500 --hours 6 --seed 7');
  });

  test('adds up what all seeds injected and broke, and the fewest of a kind in one', () => {
    const text = printSeries([outcome(3), BROKEN], OPTIONS);
    expect(text).toMatch(/^call throttled +10 +3$/m);
    expect(text).toMatch(/^in peace every change is judged within minutes +1$/m);
    expect(text).toContain('2 seeds of 500 VPCs, each 6 virtual hours');
    expect(text).toContain('2,400 executions, 600 flow logs created, 1,800 verdicts that were news');
  });

  test('lacks a kind that no seed injected', () => {
    expect(missingInSeries([outcome(0), outcome(1)])).toEqual(['VPC exempted']);
  });
});

describe('seeds in several processes', () => {
  /** Answers each seed later, and ends with a code when it is let go or when it comes to the seed that it dies of. */
  class Player extends EventEmitter {
    readonly played: number[] = [];

    constructor(private readonly diesOf?: number) {
      super();
    }

    send(seed: number): void {
      this.played.push(seed);
      setImmediate(() => (seed === this.diesOf ? this.emit('exit', 1) : this.emit('message', outcome(seed))));
    }

    disconnect(): void {
      setImmediate(() => this.emit('exit', 0));
    }
  }

  const play = async (seeds: readonly number[], jobs: number, diesOf?: number) => {
    const players: Player[] = [];
    const outcomes: number[] = [];
    const start = (): ChildProcess => {
      const player = new Player(diesOf);
      players.push(player);
      return player as unknown as ChildProcess;
    };
    await playInProcesses(seeds, jobs, start, ({ seed }) => outcomes.push(seed));
    return { players, outcomes };
  };

  test('are each played once, and shared out', async () => {
    const { players, outcomes } = await play([1, 2, 3, 4, 5], 2);
    expect([...outcomes].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(players.map(({ played }) => played.length).sort()).toEqual([2, 3]);
  });

  test('take no more processes than there are seeds', async () => {
    expect((await play([1, 2], 8)).players).toHaveLength(2);
  });

  test('fail when a process does', async () => {
    await expect(play([1, 2, 3], 2, 2)).rejects.toThrow('a process that played seeds ended with code 1');
  });
});
