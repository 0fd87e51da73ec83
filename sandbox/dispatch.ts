import { AccessDenied } from './access';
import { AUTOMATION_OPERATIONS } from './automation/operations';
import { EVALUATION_OPERATIONS } from './config/evaluations';
import { HISTORY_OPERATIONS } from './config/history';
import { REMEDIATION_OPERATIONS } from './config/remediation-operations';
import type { Sessions } from './credentials';
import { FLOW_LOG_CREATION } from './ec2/flow-log-creation';
import { FLOW_LOG_OPERATIONS } from './ec2/flow-logs';
import { NETWORK_INTERFACE_OPERATIONS } from './ec2/network-interfaces';
import { SUBNET_OPERATIONS } from './ec2/subnets';
import { TAG_OPERATIONS } from './ec2/tagging';
import { VPC_OPERATIONS } from './ec2/vpcs';
import { notModelled, type Operations, operationRequest } from './operation';
import { ApiError } from './wire/api-error';
import type { ApiCall, Dispatch } from './wire/call';
import type { ServiceName } from './wire/services';
import type { World } from './world';

const OPERATIONS: Readonly<Record<ServiceName, Operations>> = {
  ec2: {
    ...VPC_OPERATIONS,
    ...SUBNET_OPERATIONS,
    ...NETWORK_INTERFACE_OPERATIONS,
    ...TAG_OPERATIONS,
    ...FLOW_LOG_CREATION,
    ...FLOW_LOG_OPERATIONS,
  },
  config: { ...EVALUATION_OPERATIONS, ...HISTORY_OPERATIONS, ...REMEDIATION_OPERATIONS },
  ssm: AUTOMATION_OPERATIONS,
};

export const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

/** Brings a decoded call into the world, and the world's refusals into the words of the service. */
export function dispatcher(world: World, sessions: Sessions): Dispatch {
  return (call) => {
    const operations = OPERATIONS[call.service];
    const operation = operations[call.operation];
    if (!operation) return Promise.reject(operationNotModelled(call, Object.keys(operations)));
    const unread = Object.keys(call.input).find((member) => !operation.members.includes(member));
    if (unread !== undefined) return Promise.reject(notModelled(`${unread} of ${call.operation}`));
    const caller = sessions.callerOf(call.accessKeyId);
    if (!caller) return Promise.reject(unknownSession(call.service));
    const accountId = caller.kind === 'service' ? '' : caller.accountId;
    const place = { partition: partitionOf(call.region), region: call.region, accountId };
    return perform(call.service, () => operation.perform(operationRequest(world, place, caller, call.input)));
  };
}

/** Code and wording of a refusal: EC2's own, and the one that the JSON services share. */
async function perform(
  service: ServiceName,
  run: () => Record<string, unknown>,
): Promise<Record<string, unknown>> {
  try {
    return await Promise.resolve(run());
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    if (service !== 'ec2') throw new ApiError('AccessDeniedException', error.message);
    throw new ApiError(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${error.message}`,
      403,
    );
  }
}

const operationNotModelled = ({ service, operation }: ApiCall, modelled: readonly string[]): ApiError =>
  new ApiError(
    'NotModelled',
    `the sandbox does not model ${service}:${operation}; of ${service} it models ${modelled.join(', ')}`,
  );

/** The key of a session that this world never opened: taking it for an administrator's would let anything through. */
const unknownSession = (service: ServiceName): ApiError =>
  service === 'ec2'
    ? new ApiError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401)
    : new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.');
