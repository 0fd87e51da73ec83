import type { Place } from '../policy';
import { partitionOf } from './account/regions';
import { SdkAwsApi } from './automation/aws-api';
import type { AssemblyStack } from './cloudformation/assembly';
import { type DeployedStack, deploy } from './cloudformation/deployment';
import { type Credentials, Sessions } from './credentials';
import { dispatcher } from './dispatch';
import { PolicyError } from './iam/policy-error';
import { WorkerHost } from './lambda/worker-host';
import { onlyStack } from './only-stack';
import type { ReceivedRequest } from './wire/answer';
import type { WireAnswer } from './wire/protocol';
import { type Endpoint, type EndpointOptions, startEndpoint } from './wire/server';
import { type RegionState, World, type WorldOptions } from './world';

export interface SandboxOptions extends WorldOptions, Pick<EndpointOptions, 'onExchange'> {
  readonly accountId?: string;
  readonly region?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** How much less long than in real time functions wait, while virtual time stands. @default - 1 */
  readonly haste?: number;
  /** What a browser is shown of the world. */
  readonly page?: (request: ReceivedRequest, world: World) => WireAnswer | undefined;
}

/** AWS on loopback: a world, the endpoints in front of it, and the threads that its functions run in. */
export class Sandbox {
  readonly home: RegionState;

  private constructor(
    readonly world: World,
    readonly place: Place,
    readonly endpointUrl: string,
    private readonly endpoint: Endpoint,
    private readonly host: WorkerHost,
    private readonly faults: readonly unknown[],
  ) {
    this.home = world.region(place);
  }

  static async start(options: SandboxOptions): Promise<Sandbox> {
    const { accountId = '111122223333', region = 'eu-central-1', port = 0 } = options;
    const world = new World(options);
    const sessions = new Sessions(world.identifiers, accountId);
    const faults: unknown[] = [];
    const endpoint = await startEndpoint(dispatcher(world, sessions), port, {
      onFailure: (error) => faults.push(error),
      ...(options.onExchange ? { onExchange: options.onExchange } : {}),
      page: (request) => options.page?.(request, world),
    });
    const host = new WorkerHost(world, sessions, endpoint.url, options.haste);
    world.connect({ functionHost: host, awsApi: new SdkAwsApi(sessions, endpoint.url) });
    const place = { partition: partitionOf(region), region, accountId };
    return new Sandbox(world, place, endpoint.url, endpoint, host, faults);
  }

  deploy(stack: AssemblyStack, place = this.place): DeployedStack {
    return deploy(this.world, this.world.region(place), stack);
  }

  /** Deploys the only stack of an assembly. */
  deployAssembly(folder: string): DeployedStack {
    return this.deploy(onlyStack(folder));
  }

  /** Lets virtual time pass; a fault of the sandbox itself ends the run, since nothing after it would be true. */
  async advance(seconds: number): Promise<void> {
    await this.world.scheduler.advance(seconds);
    const [fault] = this.faults;
    if (fault instanceof PolicyError) throw fault;
    if (fault !== undefined) throw new Error('the sandbox itself failed', { cause: fault });
  }

  /** Settings for SDK clients of an account's administrator. */
  administrator(accountId = this.place.accountId): {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: Omit<Credentials, 'sessionToken'>;
  } {
    const credentials = { accessKeyId: accountId, secretAccessKey: 'sandbox' };
    return { endpoint: this.endpointUrl, region: this.place.region, credentials };
  }

  async close(): Promise<void> {
    await this.host.close();
    await this.endpoint.close();
  }
}
