import { assumeRole } from '../access';
import {
  notModelled,
  type OperationRequest,
  type Operations,
  pageOf,
  structureOf,
  structuresOf,
  textOf,
} from '../operation';
import { ApiError } from '../wire/api-error';
import { FIREHOSE_CONSTRAINTS } from './constraints';
import type { StoredStream, StreamType } from './state';
import { invalidArgument, streamArn, streamFor } from './stream-access';
import { tagContext, tagsOf } from './tags';

/** Of a call that asks for no number of its own. */
const USUAL_PAGE = 10;
const SERVICE = 'firehose.amazonaws.com';

export const STREAM_OPERATIONS: Operations = {
  CreateDeliveryStream: {
    members: [
      ...['DeliveryStreamName', 'DeliveryStreamType', 'ExtendedS3DestinationConfiguration'],
      ...['KinesisStreamSourceConfiguration', 'Tags'],
    ],
    constraints: FIREHOSE_CONSTRAINTS.creation,
    perform(request) {
      const { region, world } = request;
      const stream = newStream(request);
      authorizeCreation(request, stream);
      if (region.streams.has(stream.name))
        throw new ApiError(
          'ResourceInUseException',
          `Firehose ${stream.name} under accountId ${region.place.accountId} already exists`,
        );
      region.streams.set(stream.name, stream);
      world.scheduler.after(world.delays.streamActive, () => {
        stream.status = 'ACTIVE';
      });
      return { DeliveryStreamARN: stream.arn };
    },
  },

  DescribeDeliveryStream: {
    members: ['DeliveryStreamName'],
    constraints: FIREHOSE_CONSTRAINTS.stream,
    perform: (request) => ({
      DeliveryStreamDescription: description(streamFor(request, 'firehose:DescribeDeliveryStream')),
    }),
  },

  ListDeliveryStreams: {
    members: ['Limit', 'DeliveryStreamType', 'ExclusiveStartDeliveryStreamName'],
    constraints: FIREHOSE_CONSTRAINTS.list,
    perform({ region, input, authorize }) {
      authorize('firehose:ListDeliveryStreams', streamArn(region, '*'));
      const type = textOf(input, 'DeliveryStreamType');
      const after = textOf(input, 'ExclusiveStartDeliveryStreamName') ?? '';
      const names = [...region.streams.values()]
        .filter((stream) => type === undefined || stream.type === type)
        .map(({ name }) => name)
        .filter((name) => name > after)
        .sort();
      const limit = Number(input['Limit'] ?? USUAL_PAGE);
      const { page, nextToken } = pageOf(names, {
        token: undefined,
        limit,
        invalidToken: 'InvalidArgumentException',
      });
      return { DeliveryStreamNames: page, HasMoreDeliveryStreams: nextToken !== undefined };
    },
  },

  DeleteDeliveryStream: {
    members: ['DeliveryStreamName'],
    constraints: FIREHOSE_CONSTRAINTS.stream,
    perform(request) {
      const { name } = streamFor(request, 'firehose:DeleteDeliveryStream');
      request.region.streams.delete(name);
      return {};
    },
  },
};

/** Firehose takes on the role of the destination when the stream is made, and says so when it cannot. */
function authorizeCreation({ authorize, world, region }: OperationRequest, stream: StoredStream): void {
  const { arn, tags, roleArn } = stream;
  authorize('firehose:CreateDeliveryStream', arn, tagContext(tags));
  if (Object.keys(tags).length > 0) authorize('firehose:TagDeliveryStream', arn, tagContext(tags));
  authorize('iam:PassRole', roleArn, { 'iam:PassedToService': SERVICE });
  try {
    assumeRole(world, SERVICE, roleArn, { 'sts:ExternalId': region.place.accountId });
  } catch {
    throw invalidArgument(`Firehose is unable to assume role ${roleArn}. Please check the role provided.`);
  }
}

function newStream({ region, world, input }: OperationRequest): StoredStream {
  const name = textOf(input, 'DeliveryStreamName') ?? '';
  const destination = structureOf(input, 'ExtendedS3DestinationConfiguration');
  if (!destination) throw invalidArgument('Exactly one destination configuration is required');
  refuseOthers('ExtendedS3DestinationConfiguration', destination, ['RoleARN', 'BucketARN']);
  const source = structureOf(input, 'KinesisStreamSourceConfiguration');
  return {
    name,
    arn: streamArn(region, name),
    type: typeOf(textOf(input, 'DeliveryStreamType') ?? 'DirectPut', source !== undefined),
    bucketArn: textOf(destination, 'BucketARN') ?? '',
    roleArn: textOf(destination, 'RoleARN') ?? '',
    sourceArn: source && textOf(source, 'KinesisStreamARN'),
    createdAt: world.scheduler.now(),
    status: 'CREATING',
    tags: tagsOf(structuresOf(input, 'Tags')),
  };
}

function refuseOthers(member: string, given: object, known: readonly string[]): void {
  const other = Object.keys(given).find((each) => !known.includes(each));
  if (other !== undefined) throw notModelled(`${member}.${other} of CreateDeliveryStream`);
}

function typeOf(given: string, hasSource: boolean): StreamType {
  if (given !== 'DirectPut' && given !== 'KinesisStreamAsSource')
    throw notModelled(`DeliveryStreamType ${given} of CreateDeliveryStream`);
  if (hasSource !== (given === 'KinesisStreamAsSource'))
    throw invalidArgument(
      'KinesisStreamSourceConfiguration goes with DeliveryStreamType KinesisStreamAsSource',
    );
  return given;
}

const description = (stream: StoredStream): Record<string, unknown> => ({
  DeliveryStreamName: stream.name,
  DeliveryStreamARN: stream.arn,
  DeliveryStreamStatus: stream.status,
  DeliveryStreamType: stream.type,
  VersionId: '1',
  CreateTimestamp: stream.createdAt,
  ...(stream.sourceArn && {
    Source: { KinesisStreamSourceDescription: { KinesisStreamARN: stream.sourceArn } },
  }),
  Destinations: [
    {
      DestinationId: 'destinationId-000000000001',
      ExtendedS3DestinationDescription: {
        RoleARN: stream.roleArn,
        BucketARN: stream.bucketArn,
        BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
        CompressionFormat: 'UNCOMPRESSED',
        EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
        S3BackupMode: 'Disabled',
      },
    },
  ],
  HasMoreDestinations: false,
});
