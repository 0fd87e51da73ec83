import { ApiError } from '../wire/api-error';

const DEFAULT_FORMAT =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** Kept apart from the product's own list; https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
const FURTHER_FIELDS = [
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr',
  'region az-id sublocation-type sublocation-id',
  'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path',
  'ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id',
  'ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id',
  'reject-reason resource-id encryption-status',
  'instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag asg-tag-2 interface-type',
  'next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type',
].join(' ');

export const KNOWN_FIELDS: ReadonlySet<string> = new Set(`${DEFAULT_FORMAT} ${FURTHER_FIELDS}`.split(' '));

/** EC2 lists a flow log's format in full even when none was given. */
export function listedFormat(given: string | undefined): string {
  if (given === undefined) return DEFAULT_FORMAT.replace(/\S+/g, (field) => `\${${field}}`);
  const parts = given.trim().split(/\s+/);
  const unknown = parts.find((part) => !KNOWN_FIELDS.has(/^\$\{([^}]*)\}$/.exec(part)?.[1] ?? ''));
  if (unknown !== undefined) throw new ApiError('InvalidParameter', `Unknown fields provided: ${unknown}`);
  return parts.join(' ');
}
