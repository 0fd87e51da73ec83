import {
  CreateDefaultVpcCommand,
  CreateFlowLogsCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  EC2Client,
  EC2ServiceException,
  type LogDestinationType,
  type TrafficType,
} from '@aws-sdk/client-ec2';
import type { Sandbox } from '../sandbox';
import { type Delivery, TheirDestinations } from './their-destinations';

const NEIGHBOUR_ACCOUNT = '444455556666';

/** Everybody but the product: whoever makes VPCs and flow logs, and deletes them, through the endpoints. */
export class ThirdParties {
  readonly destinations: TheirDestinations;
  private readonly ec2: EC2Client;
  private readonly neighbour: EC2Client;
  private readonly taken = new Set<string>();
  private made = 0;
  /** Flow logs that they made themselves, and that nobody else may touch. */
  readonly flowLogs = new Set<string>();
  /** Flow logs, theirs or ours, that they deleted. */
  readonly deleted = new Set<string>();
  /** Streams, and roles by which flow logs are delivered, that they have broken and not repaired yet; by ARN. */
  readonly closed = new Set<string>();

  constructor(private readonly sandbox: Sandbox) {
    this.destinations = new TheirDestinations(sandbox);
    this.ec2 = new EC2Client(sandbox.administrator());
    this.neighbour = new EC2Client(sandbox.administrator(NEIGHBOUR_ACCOUNT));
  }

  destroy(): void {
    this.destinations.destroy();
    this.ec2.destroy();
    this.neighbour.destroy();
  }

  async createVpc(tags: Readonly<Record<string, string>> = {}): Promise<string> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const { Vpc } = await this.ec2.send(
      new CreateVpcCommand({
        CidrBlock: this.nextBlock(),
        ...(Tags.length > 0 && { TagSpecifications: [{ ResourceType: 'vpc', Tags }] }),
      }),
    );
    return Vpc?.VpcId ?? '';
  }

  async createDefaultVpc(): Promise<void> {
    await this.ec2.send(new CreateDefaultVpcCommand({}));
  }

  /** RAM is not modelled: the share is put into the world. */
  async createSharedVpc(): Promise<void> {
    const { world, place } = this.sandbox;
    const { Vpc } = await this.neighbour.send(new CreateVpcCommand({ CidrBlock: this.nextBlock() }));
    const stored = world.region({ ...place, accountId: NEIGHBOUR_ACCOUNT }).vpcs.get(Vpc?.VpcId ?? '');
    stored?.sharedWith.push(place.accountId);
  }

  async deleteVpc(VpcId: string): Promise<void> {
    await this.ec2.send(new DeleteVpcCommand({ VpcId }));
  }

  async tag(vpcId: string, tags: Readonly<Record<string, string>>): Promise<void> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await this.ec2.send(new CreateTagsCommand({ Resources: [vpcId], Tags }));
  }

  async untag(vpcId: string, keys: readonly string[]): Promise<void> {
    const Tags = keys.map((Key) => ({ Key }));
    await this.ec2.send(new DeleteTagsCommand({ Resources: [vpcId], Tags }));
  }

  /** @returns whether EC2 created it: a destination may be broken, or have one already */
  async createFlowLog(vpcId: string, TrafficType: TrafficType, delivery: Delivery): Promise<boolean> {
    const { type, destination, roleArn } = delivery;
    const command = new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [vpcId],
      TrafficType,
      LogDestinationType: type as LogDestinationType,
      LogDestination: destination,
      ...(roleArn !== undefined && { DeliverLogsPermissionArn: roleArn }),
    });
    const answer = await this.ec2.send(command).catch(refused);
    const ids = answer?.FlowLogIds ?? [];
    for (const id of ids) this.flowLogs.add(id);
    return ids.length > 0;
  }

  /** Takes the very place in which ours would be created. */
  async take(vpcId: string, TrafficType: TrafficType, delivery: Delivery): Promise<boolean> {
    const isTaken = await this.createFlowLog(vpcId, TrafficType, delivery);
    if (isTaken) this.taken.add(`${vpcId} ${delivery.destination}`);
    return isTaken;
  }

  hasTaken(vpcId: string, destination: string): boolean {
    return this.taken.has(`${vpcId} ${destination}`);
  }

  async deleteFlowLog(id: string): Promise<void> {
    await this.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [id] }));
    this.deleted.add(id);
  }

  private nextBlock(): string {
    this.made += 1;
    return `10.${this.made % 256}.0.0/16`;
  }
}

function refused(error: unknown): undefined {
  if (error instanceof EC2ServiceException && error.name !== 'NotModelled') return;
  throw error;
}
