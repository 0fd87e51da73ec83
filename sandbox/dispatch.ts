import { AccessDenied, type Caller } from './access';
import { isRegion, partitionOf } from './account/regions';
import { AUTOMATION_OPERATIONS } from './automation/operations';
import { CLOUDTRAIL_OPERATIONS } from './cloudtrail/operations';
import { recordedCall } from './cloudtrail/recording';
import { EVALUATION_OPERATIONS } from './config/evaluations';
import { HISTORY_OPERATIONS } from './config/history';
import { REMEDIATION_OPERATIONS } from './config/remediation-operations';
import { violations } from './constraints';
import type { Sessions } from './credentials';
import { FLOW_LOG_CREATION } from './ec2/flow-log-creation';
import { FLOW_LOG_OPERATIONS } from './ec2/flow-logs';
import { NETWORK_INTERFACE_OPERATIONS } from './ec2/network-interfaces';
import { REGION_OPERATIONS } from './ec2/regions';
import { SUBNET_OPERATIONS } from './ec2/subnets';
import { TAG_OPERATIONS } from './ec2/tagging';
import { VPC_OPERATIONS } from './ec2/vpcs';
import { STREAM_OPERATIONS } from './firehose/streams';
import { STREAM_TAG_OPERATIONS } from './firehose/tags';
import { BOUNDARY_OPERATIONS } from './iam-api/boundaries';
import { MANAGED_POLICY_OPERATIONS } from './iam-api/managed-policies';
import { ROLE_POLICY_OPERATIONS } from './iam-api/role-policies';
import { ROLE_OPERATIONS } from './iam-api/roles';
import { KEY_POLICY_OPERATIONS } from './kms/key-policies';
import { KEY_OPERATIONS } from './kms/keys';
import { LAMBDA_OPERATIONS } from './lambda/operations';
import { LOG_GROUP_KEY_OPERATIONS } from './logs/group-keys';
import { LOG_GROUP_OPERATIONS } from './logs/groups';
import { PUT_LOG_EVENTS } from './logs/put-events';
import { LOG_EVENT_OPERATIONS } from './logs/read-events';
import { LOG_STREAM_OPERATIONS } from './logs/streams';
import { notModelled, type Operations, operationRequest } from './operation';
import { ORGANIZATION_OPERATIONS } from './organizations/operations';
import { BUCKET_POLICY_OPERATIONS } from './s3/bucket-policies';
import { BUCKET_OPERATIONS } from './s3/buckets';
import { BUCKET_ENCRYPTION_OPERATIONS } from './s3/encryption';
import { SECURITY_HUB_OPERATIONS } from './securityhub/operations';
import { accessDenied, expiredSession, unknownSession } from './service-refusals';
import { STS_OPERATIONS } from './sts/operations';
import { ApiError } from './wire/api-error';
import type { ApiCall, Dispatch } from './wire/call';
import type { ServiceName } from './wire/services';
import { invalidInput } from './wire/violations';
import type { World } from './world';

/** Everything that the sandbox plays. */
export const OPERATIONS: Readonly<Record<ServiceName, Operations>> = {
  ec2: {
    ...REGION_OPERATIONS,
    ...VPC_OPERATIONS,
    ...SUBNET_OPERATIONS,
    ...NETWORK_INTERFACE_OPERATIONS,
    ...TAG_OPERATIONS,
    ...FLOW_LOG_CREATION,
    ...FLOW_LOG_OPERATIONS,
  },
  cloudtrail: CLOUDTRAIL_OPERATIONS,
  config: { ...EVALUATION_OPERATIONS, ...HISTORY_OPERATIONS, ...REMEDIATION_OPERATIONS },
  firehose: { ...STREAM_OPERATIONS, ...STREAM_TAG_OPERATIONS },
  iam: {
    ...ROLE_OPERATIONS,
    ...ROLE_POLICY_OPERATIONS,
    ...MANAGED_POLICY_OPERATIONS,
    ...BOUNDARY_OPERATIONS,
  },
  kms: { ...KEY_OPERATIONS, ...KEY_POLICY_OPERATIONS },
  lambda: LAMBDA_OPERATIONS,
  logs: {
    ...LOG_GROUP_OPERATIONS,
    ...LOG_GROUP_KEY_OPERATIONS,
    ...LOG_STREAM_OPERATIONS,
    ...PUT_LOG_EVENTS,
    ...LOG_EVENT_OPERATIONS,
  },
  organizations: ORGANIZATION_OPERATIONS,
  s3: { ...BUCKET_OPERATIONS, ...BUCKET_POLICY_OPERATIONS, ...BUCKET_ENCRYPTION_OPERATIONS },
  securityhub: SECURITY_HUB_OPERATIONS,
  ssm: AUTOMATION_OPERATIONS,
  sts: STS_OPERATIONS,
};

/** Their calls are signed for one Region, which nobody can disable; a client with an endpoint of its own signs for any. */
const GLOBAL_SERVICES: readonly ServiceName[] = ['iam', 'organizations'];

/** Brings a decoded call into the world, and the world's refusals into the words of the service. */
export function dispatcher(world: World, sessions: Sessions): Dispatch {
  return (call) => {
    const operations = OPERATIONS[call.service];
    const operation = operations[call.operation];
    if (!isRegion(call.region)) return Promise.reject(notModelled(`the Region ${call.region}`));
    if (!operation) return Promise.reject(operationNotModelled(call, Object.keys(operations)));
    const unread = Object.keys(call.input).find((member) => !operation.members.includes(member));
    if (unread !== undefined) return Promise.reject(notModelled(`${unread} of ${call.operation}`));
    const caller = sessions.callerOf(call.accessKeyId, call.sessionToken);
    if (!caller) return Promise.reject(unknownSession(call.service));
    if (hasExpired(caller, world)) return Promise.reject(expiredSession(call.service));
    const broken = violations(operation.constraints ?? {}, call.input);
    if (broken.length > 0) return Promise.reject(invalidInput(call.service, broken));
    const accountId = caller.kind === 'service' ? '' : caller.accountId;
    if (isDisabled(world, call, accountId)) return Promise.reject(unknownSession(call.service));
    const place = { partition: partitionOf(call.region), region: call.region, accountId };
    return world.faults.call(world, { ...call, caller }, (input) =>
      recordedCall(world, world.region(place), { ...call, caller, input }, () =>
        perform(call.service, () =>
          operation.perform(operationRequest(world, place, caller, input, sessions)),
        ),
      ).then((output) => (answersEmptyLists(world, call.service) ? output : withoutEmptyLists(output))),
    );
  };
}

function answersEmptyLists({ assumptions }: World, service: ServiceName): boolean {
  if (service === 'ec2') return assumptions.ec2AnswersEmptyLists;
  return service !== 'config' || assumptions.configAnswersEmptyLists;
}

const withoutEmptyLists = (output: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(output).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );

const isDisabled = ({ accountRegions }: World, { service, region }: ApiCall, accountId: string): boolean =>
  !GLOBAL_SERVICES.includes(service) && accountRegions.status({ accountId, region }) === 'not-opted-in';

const hasExpired = (caller: Caller, { scheduler }: World): boolean =>
  caller.kind === 'role' && caller.expiresAt !== undefined && caller.expiresAt <= scheduler.now();

/** Brings a refusal into the words of the service. */
async function perform(
  service: ServiceName,
  run: () => Record<string, unknown> | Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof AccessDenied ? accessDenied(service, error) : error;
  }
}

const operationNotModelled = ({ service, operation }: ApiCall, modelled: readonly string[]): ApiError =>
  new ApiError(
    'NotModelled',
    `the sandbox does not model ${service}:${operation}; of ${service} it models ${modelled.join(', ')}`,
  );
