const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** What is nearer to now than this is not told apart. */
const UNIT = 10 * MINUTE;

const TICKS = [
  { name: '1 h', age: 60 * MINUTE },
  { name: '6 h', age: 360 * MINUTE },
  { name: '1 d', age: DAY },
  { name: '7 d', age: 7 * DAY },
  { name: '30 d', age: 30 * DAY },
  { name: '90 d', age: 90 * DAY },
  { name: '1 y', age: 365 * DAY },
  { name: '3 y', age: 1_095 * DAY },
];

const grown = (age: number): number => Math.log1p(Math.abs(age) / UNIT);

/**
 * Where a time stands between the first and the last, 0 to 1. The further from now, the closer together: years ago a flow log
 * was created, and the last evaluations are hours apart.
 */
export function timeScale(times: readonly number[], now: number): (when: number) => number {
  const past = Math.max(...times.map((when) => grown(Math.min(0, when - now))), grown(60 * MINUTE));
  const future = Math.max(...times.map((when) => grown(Math.max(0, when - now))));
  const whole = past + future;
  return (when) => (when <= now ? past - grown(when - now) : past + grown(when - now)) / whole;
}

export interface Tick {
  readonly name: string;
  readonly position: number;
}

/** Marks of the axis, so far apart that their names do not touch. */
export function ticksOf(scale: (when: number) => number, now: number): readonly Tick[] {
  const ticks: Tick[] = [{ name: 'now', position: scale(now) }];
  for (const { name, age } of TICKS) {
    const position = scale(now - age);
    if (position >= 0 && (ticks.at(-1)?.position ?? 1) - position >= 0.13) ticks.push({ name, position });
  }
  return ticks;
}
