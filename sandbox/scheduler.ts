/** Virtual time. Every delay of the sandbox is a task here, so that a run is the same each time and takes no real time. */
interface Task {
  readonly time: number;
  readonly sequence: number;
  readonly run: () => Promise<void> | void;
}

/** More than any account of ours does at once: a document whose branches lead in a circle does without end. */
const MOST_AT_ONE_INSTANT = 10_000;

export class Scheduler {
  private readonly tasks: Task[] = [];
  private sequence = 0;
  private time: number;
  private advancing = false;

  constructor(
    start: Date,
    /** Told after every task. */
    private readonly onTask: () => void = () => undefined,
  ) {
    this.time = start.getTime();
  }

  now(): Date {
    return new Date(this.time);
  }

  /** Tasks of the same instant run in the order in which they were asked for. */
  after(seconds: number, run: () => Promise<void> | void): void {
    if (!(seconds >= 0)) throw new Error(`a delay is at least 0 s, got ${seconds}`);
    this.sequence += 1;
    this.tasks.push({ time: this.time + seconds * 1000, sequence: this.sequence, run });
  }

  /** Runs what falls due within the next `seconds`, one task at a time; the clock stands at the end of them. */
  async advance(seconds: number): Promise<void> {
    if (this.advancing) throw new Error('time is advancing already: wait for it before advancing it again');
    this.advancing = true;
    try {
      await this.runUntil(this.time + seconds * 1000);
    } finally {
      this.advancing = false;
    }
  }

  private async runUntil(end: number): Promise<void> {
    let atThisInstant = 0;
    for (let task = this.takeNext(end); task !== undefined; task = this.takeNext(end)) {
      atThisInstant = task.time === this.time ? atThisInstant + 1 : 0;
      if (atThisInstant > MOST_AT_ONE_INSTANT)
        throw new Error(
          `more than ${MOST_AT_ONE_INSTANT} tasks at ${this.now().toISOString()}: something goes in a circle`,
        );
      this.time = task.time;
      await task.run();
      this.onTask();
    }
    this.time = end;
  }

  private takeNext(end: number): Task | undefined {
    const [first] = this.tasks.sort(
      (left, right) => left.time - right.time || left.sequence - right.sequence,
    );
    if (first === undefined || first.time > end) return undefined;
    return this.tasks.shift();
  }
}
