import { createHash } from 'node:crypto';
import { type Operation, type OperationRequest, type Operations, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState } from '../world';
import { setRecorder } from './recorder';
import type { RecorderState } from './state';

/** Names that Config gives where nobody chose others. */
const NAME = 'default';
export const DELIVERY_BUCKET_PREFIX = 'config-bucket-';
const SERVICE_LINKED_ROLE = 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';

/** A recorder that records every type continuously, and the channel that it needs. */
export const RECORDER_OPERATIONS: Operations = {
  DescribeConfigurationRecorders: {
    members: ['ConfigurationRecorderNames', 'Arn'],
    perform(request) {
      if (!findsRecorder(request, 'config:DescribeConfigurationRecorders'))
        return { ConfigurationRecorders: [] };
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
      if (!findsRecorder(request, 'config:DescribeConfigurationRecorderStatus'))
        return { ConfigurationRecordersStatus: [] };
      const recording = request.region.config.recorder === 'recording';
      const status = { arn: recorderArn(request), name: NAME, recording, lastStatus: 'SUCCESS' };
      return { ConfigurationRecordersStatus: [status] };
    },
  },

  StartConfigurationRecorder: recorderSwitch('config:StartConfigurationRecorder', 'recording'),
  StopConfigurationRecorder: recorderSwitch('config:StopConfigurationRecorder', 'stopped'),

  DescribeDeliveryChannels: {
    members: ['DeliveryChannelNames'],
    perform({ input, region, authorize }) {
      authorize('config:DescribeDeliveryChannels', '*');
      const other = textsOf(input, 'DeliveryChannelNames').find((name) => name !== NAME);
      if (other !== undefined) throw noSuchChannel(other);
      if (region.config.recorder === 'absent') {
        if (textsOf(input, 'DeliveryChannelNames').length > 0) throw noSuchChannel(NAME);
        return { DeliveryChannels: [] };
      }
      const channel = { name: NAME, s3BucketName: `${DELIVERY_BUCKET_PREFIX}${region.place.accountId}` };
      return { DeliveryChannels: [channel] };
    },
  },
};

function recorderSwitch(action: string, state: RecorderState): Operation {
  return {
    members: ['ConfigurationRecorderName'],
    constraints: { ConfigurationRecorderName: { length: [1, 256] } },
    perform(request) {
      const { world, region, input } = request;
      request.authorize(action, recorderArn(request));
      const name = textOf(input, 'ConfigurationRecorderName') ?? '';
      if (name !== NAME || region.config.recorder === 'absent') throw noSuchRecorder(name);
      setRecorder(world, region, state);
      return {};
    },
  };
}

const noSuchChannel = (name: string): ApiError =>
  new ApiError('NoSuchDeliveryChannelException', `There is no delivery channel named ${name}`);

const noSuchRecorder = (name: string): ApiError =>
  new ApiError(
    'NoSuchConfigurationRecorderException',
    `Cannot find configuration recorder with the specified name '${name}'.`,
  );

/** What of Config asks for a recorder, whether it is on or not. */
export function refuseWithoutRecorder({ config }: RegionState): void {
  if (config.recorder === 'absent')
    throw new ApiError(
      'NoAvailableConfigurationRecorderException',
      'Configuration recorder is not available to provide resource configuration.',
    );
}

/** @returns whether there is one */
function findsRecorder(request: OperationRequest, action: string): boolean {
  const { input, region } = request;
  request.authorize(action, recorderArn(request));
  const names = textsOf(input, 'ConfigurationRecorderNames');
  const arn = textOf(input, 'Arn');
  if (names.length > 1 || (names.length === 1 && arn !== undefined))
    throw new ApiError('ValidationException', 'You can only specify one configuration recorder');
  const isThere = region.config.recorder !== 'absent';
  const isAsked = names.length > 0 || arn !== undefined;
  const isOther =
    names.some((name) => name !== NAME) || (arn ?? recorderArn(request)) !== recorderArn(request);
  if (isOther || (isAsked && !isThere)) throw noSuchRecorder(names[0] ?? arn ?? '');
  return isThere;
}

function recorderArn({ region: { place } }: OperationRequest): string {
  const id = createHash('sha256').update(`${place.accountId} ${place.region}`).digest('hex').slice(0, 16);
  return `arn:${place.partition}:config:${place.region}:${place.accountId}:configuration-recorder/${NAME}/${id}`;
}
