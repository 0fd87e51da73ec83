import { createHash } from 'node:crypto';
import { type OperationRequest, type Operations, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';

/** Names that Config gives where nobody chose others. */
const NAME = 'default';
export const DELIVERY_BUCKET_PREFIX = 'config-bucket-';
const SERVICE_LINKED_ROLE = 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';

/** A recorder that is on and records every type continuously, and the channel that it needs. */
export const RECORDER_OPERATIONS: Operations = {
  DescribeConfigurationRecorders: {
    members: ['ConfigurationRecorderNames', 'Arn'],
    perform(request) {
      authorizeRecorder(request, 'config:DescribeConfigurationRecorders');
      const { place } = request.region;
      const recorder = {
        arn: recorderArn(request),
        name: NAME,
        roleARN: `arn:${place.partition}:iam::${place.accountId}:${SERVICE_LINKED_ROLE}`,
        recordingGroup: {
          allSupported: true,
          includeGlobalResourceTypes: false,
          resourceTypes: [],
          exclusionByResourceTypes: { resourceTypes: [] },
          recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
        },
        recordingMode: { recordingFrequency: 'CONTINUOUS', recordingModeOverrides: [] },
        recordingScope: 'PAID',
      };
      return { ConfigurationRecorders: [recorder] };
    },
  },

  DescribeConfigurationRecorderStatus: {
    members: ['ConfigurationRecorderNames', 'Arn'],
    perform(request) {
      authorizeRecorder(request, 'config:DescribeConfigurationRecorderStatus');
      const status = { arn: recorderArn(request), name: NAME, recording: true, lastStatus: 'Success' };
      return { ConfigurationRecordersStatus: [status] };
    },
  },

  DescribeDeliveryChannels: {
    members: ['DeliveryChannelNames'],
    perform({ input, region, authorize }) {
      authorize('config:DescribeDeliveryChannels', '*');
      const other = textsOf(input, 'DeliveryChannelNames').find((name) => name !== NAME);
      if (other !== undefined)
        throw new ApiError('NoSuchDeliveryChannelException', `There is no delivery channel named ${other}`);
      const channel = { name: NAME, s3BucketName: `${DELIVERY_BUCKET_PREFIX}${region.place.accountId}` };
      return { DeliveryChannels: [channel] };
    },
  },
};

function authorizeRecorder(request: OperationRequest, action: string): void {
  const { input } = request;
  request.authorize(action, recorderArn(request));
  const names = textsOf(input, 'ConfigurationRecorderNames');
  const arn = textOf(input, 'Arn');
  if (names.length > 1 || (names.length === 1 && arn !== undefined))
    throw new ApiError('ValidationException', 'You can only specify one configuration recorder');
  if (names.some((name) => name !== NAME) || (arn ?? recorderArn(request)) !== recorderArn(request))
    throw new ApiError(
      'NoSuchConfigurationRecorderException',
      `Cannot find configuration recorder with the specified name '${names[0] ?? arn}'.`,
    );
}

function recorderArn({ region: { place } }: OperationRequest): string {
  const id = createHash('sha256').update(`${place.accountId} ${place.region}`).digest('hex').slice(0, 16);
  return `arn:${place.partition}:config:${place.region}:${place.accountId}:configuration-recorder/${NAME}/${id}`;
}
