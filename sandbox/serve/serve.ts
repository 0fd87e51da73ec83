import { onlyStack } from '../only-stack';
import { Sandbox, type SandboxOptions } from '../sandbox';
import { buildFourRegions, ESTATE_PAST } from '../scenarios/estate/build';
import { buildOrganization } from '../scenarios/estate/organization';
import { deployToExisting } from '../scenarios/existing-destinations';
import { anyExemptTagKey } from '../scenarios/only-rule';
import { buildEstate } from '../scenarios/ten-vpcs';
import { keepTime } from './clock';
import { greeting } from './greeting';
import { outlooks, usualSpeed } from './outlook';
import { SandboxPage } from './web';

export interface ServeOptions extends Omit<SandboxOptions, 'page'> {
  readonly assembly: string;
  /** @default - as many as show the whole loop soon */
  readonly speed?: number;
  /** Begins with the ten VPCs of the rehearsal instead of an empty account. */
  readonly withEstate?: boolean;
  /** Begins with the 31 VPCs in four Regions, at the head of an organization, and the stack in each of the four. */
  readonly estate?: boolean;
  /** Real milliseconds since any moment, never going back. */
  readonly elapsed: () => number;
}

export interface Served {
  readonly sandbox: Sandbox;
  readonly speed: number;
  readonly greeting: string;
  /** Settles when it was stopped; rejects with a fault of the sandbox itself, after which nothing would be true. */
  readonly ended: Promise<void>;
  /** Ends the clock, the functions and the endpoint. */
  stop(): Promise<void>;
}

/** The sandbox cannot be served as it was asked for. */
export class ServeError extends Error {
  constructor(problem: string, cause: unknown) {
    super(problem, { cause });
    this.name = 'ServeError';
  }
}

/** Deploys an assembly and leaves the sandbox up, its time tied to real time. */
export async function serve({
  assembly,
  withEstate = false,
  estate = false,
  ...given
}: ServeOptions): Promise<Served> {
  const past = estate ? ESTATE_PAST * 1000 : 0;
  const options = { ...given, start: new Date(given.start.getTime() - past) };
  const page = new SandboxPage();
  const sandbox = await start({ ...options, page: (request, world) => page.answer(request, world) });
  try {
    if (estate) await furnishEstate(sandbox, assembly);
    else await furnish(sandbox, assembly, withEstate);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  const { world, home, place, endpointUrl } = sandbox;
  const expected = outlooks(world, home);
  const speed = options.speed ?? usualSpeed(expected);
  page.open({ place, speed, start: options.start });
  const stopping = new AbortController();
  const ended = run(sandbox, speed, options.elapsed, stopping.signal);
  return {
    sandbox,
    speed,
    greeting: greeting({ endpointUrl, place, speed, outlooks: expected, estate }),
    ended,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

async function run(
  sandbox: Sandbox,
  speed: number,
  elapsed: () => number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await keepTime({ speed, elapsed, advance: (seconds) => sandbox.advance(seconds) }, signal);
  } finally {
    await sandbox.close();
  }
}

async function start(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await Sandbox.start(options);
  } catch (error) {
    const problem = portProblem(error);
    if (problem === undefined) throw error;
    throw new ServeError(
      `port ${options.port} of 127.0.0.1 ${problem}: give another by --port, or --port 0 for any free one`,
      error,
    );
  }
}

const portProblem = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error
    ? PORT_PROBLEMS[String(error.code)]
    : undefined;

const PORT_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use, by another sandbox perhaps',
  EACCES: 'may not be listened on by this user',
};

async function furnishEstate(sandbox: Sandbox, assembly: string): Promise<void> {
  await buildOrganization(sandbox);
  await buildFourRegions(sandbox, onlyStack(assembly));
}

async function furnish(sandbox: Sandbox, assembly: string, withEstate: boolean): Promise<void> {
  const { delays } = sandbox.world;
  const stack = onlyStack(assembly);
  if (withEstate) {
    await buildEstate(sandbox, anyExemptTagKey(stack));
    // The estate's own flow logs have been recorded, and found failing, before the stack comes.
    await sandbox.advance(delays.firstDelivery + delays.recording + 60);
  }
  await deployToExisting(sandbox, stack);
}
