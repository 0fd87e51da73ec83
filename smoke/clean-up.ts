import {
  DeleteFlowLogsCommand,
  type DeleteFlowLogsCommandOutput,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
} from '@aws-sdk/client-ec2';
import { DeleteBucketCommand, DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Clients } from './clients';
import type { Clock } from './clock';
import {
  countLeftovers,
  findLeftovers,
  type Leftovers,
  printLeftovers,
  type Seen,
  type Whose,
} from './leftovers';

export interface CleanUp {
  readonly clients: Clients;
  /** Its sleep is not ended by an interruption. */
  readonly clock: Clock;
  readonly whose: Whose;
  readonly say: (line: string) => void;
}

/** A quarter of an hour of a lost connection, or of resources that AWS does not let go yet. */
const PASSES = 60;
const SECONDS_BETWEEN = 15;
/** In which nothing may turn up any more: EC2 shows late what was created last. */
const QUIET_PASSES = 3;

/** Removes what smoke created, until several looks in a row find nothing. @returns whether they did */
export async function cleanUp(surroundings: CleanUp): Promise<boolean> {
  const { clients, clock, whose, say } = surroundings;
  const seen: Seen = new Set();
  let quiet = 0;
  for (let pass = 1; pass <= PASSES && quiet < QUIET_PASSES; pass += 1) {
    if (pass > 1) await clock.sleep(SECONDS_BETWEEN);
    try {
      const leftovers = await findLeftovers(clients, whose, seen);
      quiet = countLeftovers(leftovers) === 0 ? quiet + 1 : 0;
      if (quiet === 0) await remove(surroundings, leftovers);
    } catch (error) {
      quiet = 0;
      say(`cleaning up goes on in ${SECONDS_BETWEEN} s: ${describe(error)}`);
    }
  }
  if (quiet < QUIET_PASSES) return await tellWhatIsLeft(surroundings, seen);
  say(`cleaned up: ${QUIET_PASSES} looks by tag and name found nothing of ${whose.run ?? 'any run'}`);
  return true;
}

async function tellWhatIsLeft({ clients, whose, say }: CleanUp, seen: Seen): Promise<boolean> {
  const left = await findLeftovers(clients, whose, seen).then(printLeftovers, describe);
  say(`NOT cleaned up: ${left || 'what came late'}; run smoke again with --clean`);
  return false;
}

/**
 * In the order in which AWS lets go; what one call cannot remove yet, the next pass tries again. What has flow logs stays
 * until they are gone: by it they are found.
 */
async function remove({ clients, say }: CleanUp, leftovers: Leftovers): Promise<void> {
  const { ec2, s3 } = clients;
  const removeAll = async (
    ids: readonly string[],
    action: (id: string) => Promise<unknown>,
  ): Promise<boolean> => {
    let failed = 0;
    for (const id of ids)
      await action(id).then(
        () => say(`deleted ${id}`),
        (error: unknown) => {
          failed += 1;
          say(`not deleted yet: ${id}: ${describe(error)}`);
        },
      );
    return failed === 0;
  };
  const areDeleted = await removeAll(leftovers.flowLogs, (id) =>
    ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [id] })).then(refuseUnsuccessful),
  );
  await removeAll(leftovers.networkInterfaces, (NetworkInterfaceId) =>
    ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId })),
  );
  if (areDeleted) {
    await removeAll(leftovers.subnets, (SubnetId) => ec2.send(new DeleteSubnetCommand({ SubnetId })));
    await removeAll(leftovers.vpcs, (VpcId) => ec2.send(new DeleteVpcCommand({ VpcId })));
  }
  await removeAll(leftovers.buckets, (Bucket) =>
    s3.send(new DeleteBucketCommand({ Bucket })).catch(async (error: unknown) => {
      if (!(error instanceof Error && error.name === 'BucketNotEmpty')) throw error;
      await empty(clients, Bucket);
      await s3.send(new DeleteBucketCommand({ Bucket }));
    }),
  );
}

/** EC2 answers with status 200 and tells there what it did not delete. */
function refuseUnsuccessful({ Unsuccessful: [first] = [] }: DeleteFlowLogsCommandOutput): void {
  if (first) throw new Error(`${first.Error?.Code} ${first.Error?.Message}`);
}

/** The bucket is not versioned: what is deleted is gone. */
async function empty({ s3 }: Clients, Bucket: string): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const Objects = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
  if (Objects.length > 0) await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
}

export const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
