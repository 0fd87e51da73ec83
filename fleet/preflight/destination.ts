import type { Circumstances } from '../circumstances';
import { checkBucket } from './bucket';
import { checkDeliveryRole } from './delivery-role';
import type { DeployedDestination } from './deployed-requirement';
import { type Finding, problem } from './finding';
import { checkLogGroup } from './log-group';
import type { Reads } from './reads';
import { checkStream } from './stream';

/** Where the stack is not there yet, it may make the delivery role. */
export async function checkDestination(
  reads: Reads,
  { place, now }: Circumstances,
  destination: DeployedDestination,
  { isPlanned }: { readonly isPlanned: boolean },
): Promise<readonly Finding[]> {
  const { logDestination, deliveryRoleArn: roleArn } = destination;
  switch (destination.destinationType) {
    case 's3':
      return await checkBucket(reads, { place, now, destination });
    case 'kinesis-data-firehose':
      return await checkStream(reads, { place, streamArn: logDestination });
    case 'cloud-watch-logs': {
      const groupArn = logDestination.replace(/:\*$/, '');
      const withoutRole = isPlanned
        ? []
        : [problem('delivery-role', groupArn, 'the document names no delivery role')];
      const findings = await Promise.all([
        roleArn === undefined ? withoutRole : checkDeliveryRole(reads.iam, { place, roleArn, groupArn }),
        checkLogGroup(reads.groups, reads.keys, { place, groupArn }),
      ]);
      return findings.flat();
    }
  }
}
