/**
 * The fields that a flow log record can hold, by the version that brought them.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html (no field carries version 6).
 */
const FIELDS_BY_VERSION = {
  2: 'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
  3: 'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr',
  4: 'region az-id sublocation-type sublocation-id',
  5: 'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path',
  7: 'ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id',
  8: 'reject-reason',
  9: 'resource-id',
  10: 'encryption-status',
  11: 'instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag asg-tag-2 interface-type next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type',
};

export const RECORD_FIELDS: readonly string[] = Object.values(FIELDS_BY_VERSION).flatMap((fields) =>
  fields.split(' '),
);

/** What EC2 writes when no format is given. */
export const DEFAULT_FIELDS: readonly string[] = FIELDS_BY_VERSION[2].split(' ');

/** `${version} ${account-id}` → `['version', 'account-id']`; an absent format is the default one. */
export function parseLogFormat(logFormat: string | undefined): readonly string[] {
  if (logFormat === undefined || logFormat.trim() === '') return DEFAULT_FIELDS;
  return (logFormat.match(/(?<=\$\{)[^}]+(?=\})/g) ?? []).map((field) => field.trim());
}

/** `['version', 'account-id']` → `${version} ${account-id}`. */
export const printLogFormat = (fields: readonly string[]): string =>
  fields.map((field) => `\${${field}}`).join(' ');
