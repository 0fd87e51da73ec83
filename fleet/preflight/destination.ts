import { checkBucket } from './bucket';
import type { Circumstances } from './circumstances';
import { checkDeliveryRole } from './delivery-role';
import type { DeployedDestination } from './deployed-requirement';
import { type Finding, problem } from './finding';
import { checkLogGroup } from './log-group';
import type { Reads } from './reads';
import { checkStream } from './stream';

/** @param isPlanned the stack is not there yet, and may make the delivery role */
export async function checkDestination(
  reads: Reads,
  { place, now }: Circumstances,
  destination: DeployedDestination,
  isPlanned: boolean,
): Promise<readonly Finding[]> {
  const { logDestination, deliveryRoleArn: roleArn } = destination;
  switch (destination.destinationType) {
    case 's3':
      return await checkBucket(reads, { place, now, destination });
    case 'kinesis-data-firehose':
      return await checkStream(reads, { place, streamArn: logDestination });
    case 'cloud-watch-logs': {
      const groupArn = logDestination.replace(/:\*$/, '');
      const group = checkLogGroup(reads.groups, reads.keys, { place, groupArn });
      if (roleArn !== undefined)
        return [...(await checkDeliveryRole(reads.iam, { place, roleArn, groupArn })), ...(await group)];
      return isPlanned
        ? await group
        : [problem('delivery-role', groupArn, 'the document names no delivery role'), ...(await group)];
    }
  }
}
