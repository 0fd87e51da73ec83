/** All that a command is told of the process that it runs in. */
export interface Surroundings {
  /** Without the interpreter and the script. */
  readonly args: readonly string[];
  readonly version: string;
  readonly now: Date;
  /** AWS_REGION or AWS_DEFAULT_REGION, of which the SDK reads the first only. */
  readonly region: string | undefined;
  /** Whether the environment names an endpoint of its own; the SDK reads which. */
  readonly hasOwnEndpoint: boolean;
  /** Whether standard output is a terminal that shows colors, and nobody asked for none. */
  readonly color: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
