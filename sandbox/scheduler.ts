/** Virtual time. Every delay of the sandbox is a task here, so that a run is the same each time and takes no real time. */
interface Task {
  readonly time: number;
  readonly sequence: number;
  readonly run: () => Promise<void> | void;
}

/** More than any account of ours does at once: a document whose branches lead in a circle does without end. */
const MOST_AT_ONE_INSTANT = 10_000;

const isBefore = (left: Task, right: Task): boolean =>
  left.time < right.time || (left.time === right.time && left.sequence < right.sequence);

/** A binary heap: a large estate has thousands of tasks waiting at any time. */
class TaskQueue {
  private readonly heap: Task[] = [];

  get first(): Task | undefined {
    return this.heap[0];
  }

  add(task: Task): void {
    let index = this.heap.length;
    for (let parent = this.heap[(index - 1) >> 1]; index > 0 && parent && isBefore(task, parent); ) {
      this.heap[index] = parent;
      index = (index - 1) >> 1;
      parent = this.heap[(index - 1) >> 1];
    }
    this.heap[index] = task;
  }

  take(): Task | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (last && this.heap.length > 0) this.sink(last);
    return first;
  }

  /** Puts a task in the place of the first. */
  private sink(task: Task): void {
    let index = 0;
    for (let least = this.lesserChild(0); least !== undefined; least = this.lesserChild(index)) {
      const child = this.heap[least];
      if (!child || isBefore(task, child)) break;
      this.heap[index] = child;
      index = least;
    }
    this.heap[index] = task;
  }

  private lesserChild(index: number): number | undefined {
    const [left, right] = [this.heap[2 * index + 1], this.heap[2 * index + 2]];
    if (!left) return undefined;
    return right && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
  }
}

export class Scheduler {
  private readonly tasks = new TaskQueue();
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
    this.tasks.add({ time: this.time + seconds * 1000, sequence: this.sequence, run });
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
    const { first } = this.tasks;
    return first !== undefined && first.time <= end ? this.tasks.take() : undefined;
  }
}
