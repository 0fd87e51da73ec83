/** All that a command is told of the process that it runs in. */
export interface Surroundings {
  /** Without the interpreter and the script. */
  readonly args: readonly string[];
  readonly version: string;
  /** When the command began. */
  readonly now: Date;
  /** The time while it runs. */
  readonly clock: () => Date;
  /** Aborted when whoever typed it has had enough: what is under way is finished and told, and nothing else is begun. */
  readonly interrupted: AbortSignal;
  /** Ends early when it is interrupted. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** AWS_REGION or AWS_DEFAULT_REGION, of which the SDK reads the first only. */
  readonly region: string | undefined;
  /** Whether the environment names an endpoint of its own; the SDK reads which. */
  readonly hasOwnEndpoint: boolean;
  /** Whether standard output is a terminal that shows colors, and nobody asked for none. */
  readonly color: boolean;
  /** Whether standard error is a terminal, on which a line can be written anew. */
  readonly progress: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Undefined where there is no such file. */
  readonly readFile: (path: string) => Promise<string | undefined>;
  /** In pieces, which are not held together. Makes the folders on the way. */
  readonly writeFile: (path: string, content: string | Iterable<string>) => Promise<void>;
  /** Replaces a file that has the name. */
  readonly rename: (from: string, to: string) => Promise<void>;
}
