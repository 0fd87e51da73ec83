import type { Place } from '../policy';
import { AccountRegions } from './account/regions';
import { type Assumptions, type Delays, LIKELY_ASSUMPTIONS, USUAL_DELAYS } from './assumptions';
import type { AwsApi } from './automation/aws-api';
import { ITEM_LIMIT_BYTES } from './config/oversized-item';
import { type Faults, NO_FAULTS } from './faults';
import type { PolicyDocument } from './iam/policy-document';
import { Identifiers } from './identifiers';
import type { FunctionHost } from './lambda/functions';
import type { Organization } from './organizations/organization';
import { emptyRegion, type RegionState } from './region-state';
import type { BucketEncryption } from './s3/encryption';
import { Scheduler } from './scheduler';
import { Trace, type TraceEvent } from './trace';

export type { RegionState } from './region-state';

export interface Role {
  readonly arn: string;
  readonly name: string;
  readonly trust: PolicyDocument;
  readonly policies: Map<string, PolicyDocument>;
  readonly description?: string | undefined;
  /** Seconds. @default - 3600 */
  readonly maxSessionDuration?: number | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  /** The managed policy that is its permissions boundary. */
  readonly boundaryArn?: string | undefined;
  /** @default - when it is added */
  readonly createdAt?: Date;
}

/** A customer managed policy, in its only version. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly document: PolicyDocument;
  readonly description?: string | undefined;
  /** @default - when it is added */
  readonly createdAt?: Date;
}

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly ownerId: string;
  policy: PolicyDocument | undefined;
  /** @default - AES256, by S3's own keys */
  encryption?: BucketEncryption | undefined;
  /** @default - that of whoever asks */
  readonly region?: string;
  /** @default - when it is added */
  readonly createdAt?: Date;
}

export interface WorldOptions {
  readonly start: Date;
  readonly seed?: number;
  readonly assumptions?: Partial<Assumptions>;
  readonly delays?: Partial<Delays>;
  readonly onEvent?: (event: TraceEvent) => void;
  /** Told after each thing that happened by itself, at whatever time. */
  readonly onTask?: () => void;
  /** @default - nothing goes wrong */
  readonly faults?: Faults;
  /** The largest notification of an item that Config delivers whole, in bytes. */
  readonly itemLimitBytes?: number;
  /** Milliseconds since any moment, never going back: what rates of calls are counted by. @default - virtual time */
  readonly elapsed?: () => number;
}

/** What the world reaches through its own endpoints. */
export interface Connections {
  readonly functionHost: FunctionHost;
  readonly awsApi: AwsApi;
}

/** The truth behind the endpoints, keyed by partition, account and Region. */
export class World {
  readonly scheduler: Scheduler;
  readonly identifiers: Identifiers;
  readonly trace: Trace;
  readonly assumptions: Assumptions;
  readonly delays: Delays;
  readonly faults: Faults;
  readonly itemLimitBytes: number;
  readonly accountRegions = new AccountRegions();
  /** The one organization of this world. @default - every account stands alone */
  organization: Organization | undefined;
  private readonly regions = new Map<string, RegionState>();
  private readonly roles = new Map<string, Role>();
  private readonly managedPolicies = new Map<string, ManagedPolicy>();
  private readonly buckets = new Map<string, Bucket>();
  /** What rates of calls are counted by, in milliseconds. */
  readonly elapsed: () => number;
  private connections: Connections | undefined;

  constructor({
    start,
    seed = 1,
    assumptions,
    delays,
    onEvent,
    onTask,
    faults = NO_FAULTS,
    itemLimitBytes = ITEM_LIMIT_BYTES,
    elapsed,
  }: WorldOptions) {
    this.faults = faults;
    this.itemLimitBytes = itemLimitBytes;
    this.scheduler = new Scheduler(start, onTask);
    this.elapsed = elapsed ?? (() => this.scheduler.now().getTime());
    this.identifiers = new Identifiers(seed);
    this.trace = new Trace(onEvent);
    this.assumptions = { ...LIKELY_ASSUMPTIONS, ...assumptions };
    this.delays = { ...USUAL_DELAYS, ...delays };
  }

  /** Functions and API calls need the endpoints, which need the world: they are connected once it stands. */
  connect(connections: Connections): void {
    this.connections = connections;
  }

  get functionHost(): FunctionHost {
    return this.connected.functionHost;
  }

  get awsApi(): AwsApi {
    return this.connected.awsApi;
  }

  private get connected(): Connections {
    if (!this.connections) throw new Error('the world is not connected to its endpoints yet');
    return this.connections;
  }

  region(place: Place): RegionState {
    const key = `${place.partition}/${place.accountId}/${place.region}`;
    const known = this.regions.get(key);
    if (known) return known;
    const created = emptyRegion(place);
    this.regions.set(key, created);
    return created;
  }

  /** Of every account, wherever somebody called. */
  everyRegion(): readonly RegionState[] {
    return [...this.regions.values()];
  }

  /** What every account holds in one Region: a VPC can be seen by others than its owner. */
  regionOfAllAccounts({ partition, region }: Place): readonly RegionState[] {
    return [...this.regions.values()].filter(
      ({ place }) => place.partition === partition && place.region === region,
    );
  }

  addRole(role: Role): void {
    this.roles.set(role.arn, { createdAt: this.scheduler.now(), ...role });
  }

  removeRole(arn: string): void {
    this.roles.delete(arn);
  }

  role(arn: string): Role | undefined {
    return this.roles.get(arn);
  }

  addManagedPolicy(policy: ManagedPolicy): ManagedPolicy {
    const added = { createdAt: this.scheduler.now(), ...policy };
    this.managedPolicies.set(policy.arn, added);
    return added;
  }

  removeManagedPolicy(arn: string): void {
    this.managedPolicies.delete(arn);
  }

  managedPolicy(arn: string): ManagedPolicy | undefined {
    return this.managedPolicies.get(arn);
  }

  /** How many roles have this policy as their boundary. */
  boundedBy(policyArn: string): number {
    return [...this.roles.values()].filter(({ boundaryArn }) => boundaryArn === policyArn).length;
  }

  /** Whether any function has this role. */
  runsAs(roleArn: string): boolean {
    return [...this.regions.values()].some(({ functions }) =>
      [...functions.values()].some((each) => each.roleArn === roleArn),
    );
  }

  /** Role names are unique in an account, whatever their paths. */
  roleNamed(accountId: string, name: string): Role | undefined {
    return [...this.roles.values()].find(
      (role) => role.name === name && role.arn.split(':')[4] === accountId,
    );
  }

  addBucket(bucket: Bucket): void {
    this.buckets.set(bucket.arn, { createdAt: this.scheduler.now(), ...bucket });
  }

  bucketsOf(accountId: string): readonly Bucket[] {
    return [...this.buckets.values()].filter(({ ownerId }) => ownerId === accountId);
  }

  removeBucket(arn: string): void {
    this.buckets.delete(arn);
  }

  /** Bucket names are unique in a partition, across accounts. */
  bucket(arn: string): Bucket | undefined {
    return this.buckets.get(arn);
  }

  /** What the rehearsal promises not to change on a second pass, as one comparable text. */
  protectedState(): string {
    const regions = [...this.regions.values()].map((region) => [
      [...region.vpcs.values()],
      [...region.subnets.values()],
      [...region.networkInterfaces.values()],
      [...region.flowLogs.values()],
      [...region.logGroups.values()].map(({ name, retentionInDays, kmsKeyId }) => [
        name,
        retentionInDays,
        kmsKeyId,
      ]),
      [...region.streams.values()],
      [...region.keys.values()],
    ]);
    return JSON.stringify([regions, [...this.buckets.values()]]);
  }

  event(event: Omit<TraceEvent, 'time'>): void {
    this.trace.event({ ...event, time: this.scheduler.now() });
  }
}
