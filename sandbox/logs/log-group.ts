/** One event, in the order in which events came. Times are milliseconds since the epoch. */
export interface LogEvent {
  readonly streamName: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: Date;
}

export class LogGroup {
  readonly streams = new Map<string, LogStream>();
  readonly events: LogEvent[] = [];
  /** Undefined: events are kept for ever. */
  retentionInDays: number | undefined;
  /** The ARN of a KMS key. */
  kmsKeyId: string | undefined;

  constructor(
    readonly name: string,
    /** Without the `:*` behind it. */
    readonly arn: string,
    readonly createdAt: Date,
  ) {}

  /** Everything that was written, oldest first. */
  get lines(): readonly string[] {
    return this.events.map(({ message }) => message);
  }

  openStream(name: string, now: Date): void {
    if (!this.streams.has(name)) this.streams.set(name, { name, createdAt: now });
  }

  /** Lines of now, as a function writes them. */
  write(streamName: string, lines: readonly string[], now: Date): void {
    this.openStream(streamName, now);
    const time = now.getTime();
    for (const message of lines)
      this.events.push({ streamName, message, timestamp: time, ingestionTime: time });
  }
}
