import type { FlowLog } from '@aws-sdk/client-ec2';
import { toFlowLog } from '../../inventory/flow-log-fact';
import { isSameDestination, type Place } from '../../policy';
import { isProven } from '../prune/estate';
import { DELIVERY_SERVICE, deliveryStatements } from './bucket-location';
import type { DeployedDestination } from './deployed-requirement';
import { type Finding, ok, problem, unknown } from './finding';

export interface ForeignBucketQuestion {
  readonly place: Place;
  readonly now: Date;
  readonly bucketArn: string;
  readonly destination: DeployedDestination;
}

/**
 * A bucket that S3 tells this caller nothing of. Its policy and key cannot be read, but EC2 reports of each flow log
 * whether its records arrive: one of this account and Region that delivers to the same folder is proof that others can.
 */
export function foreignBucket(question: ForeignBucketQuestion, flowLogs: readonly FlowLog[]): Finding {
  const { place, now, bucketArn, destination } = question;
  const there = flowLogs.filter(({ LogDestination = '' }) =>
    isSameDestination(LogDestination, destination.logDestination),
  );
  const proof = there.find((each) => delivers(each, place, now));
  if (proof)
    return ok(
      'bucket',
      bucketArn,
      `${OWNER}; EC2 reports that ${proof.FlowLogId}, created ${proof.CreationTime?.toISOString()}, delivers to ${destination.logDestination}`,
    );
  const failing = there.find(({ DeliverLogsStatus }) => DeliverLogsStatus === 'FAILED');
  const statements = deliveryStatements(place, bucketArn);
  if (failing)
    return problem(
      'bucket-policy',
      bucketArn,
      `${OWNER}; EC2 reports that ${failing.FlowLogId} fails to deliver to it: ${failing.DeliverLogsErrorMessage || 'no cause given'}`,
      `${statements}, and let ${DELIVERY_SERVICE} use a KMS key of the bucket`,
    );
  return unknown(
    'bucket',
    bucketArn,
    `${OWNER}; no flow log that EC2 reports to deliver to ${destination.logDestination} proves that it lets deliveries in`,
    `Ask the owner whether the bucket policy has these statements, nothing denies them, and a KMS key of the bucket lets ${DELIVERY_SERVICE} in: ${statements}`,
  );
}

const OWNER = 'another account owns it, or this caller has no s3:ListBucket on it: S3 says the same of both';

const delivers = (listed: FlowLog, place: Place, now: Date): boolean =>
  listed.FlowLogStatus === 'ACTIVE' &&
  isProven({ fact: toFlowLog(listed, place), createdAt: listed.CreationTime, tags: {} }, now);
