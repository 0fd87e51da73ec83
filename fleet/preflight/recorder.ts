import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  RecordingGroup,
} from '@aws-sdk/client-config-service';
import { attempt } from './attempt';
import { type Finding, ok, problem, unknown } from './finding';
import type { ConfigReads } from './reads/config-reads';

/** What the rule listens to. */
const TYPES = ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'] as const;

export async function checkRecorder(config: ConfigReads): Promise<readonly Finding[]> {
  const about = 'AWS Config recorder';
  const findings = await Promise.all([
    attempt('recorder-types', about, async () => recorded(await config.recorder())),
    attempt('recorder-on', about, async () => recording(await config.recorderStatus())),
    attempt('delivery-channel', about, async () => {
      const channel = await config.deliveryChannel();
      return [
        channel
          ? ok('delivery-channel', channel.name ?? '', `delivers to ${channel.s3BucketName}`)
          : problem('delivery-channel', about, 'there is no delivery channel'),
      ];
    }),
  ]);
  return findings.flat();
}

/** What a recorder's settings say of the types that the rule listens to; without a recorder, nothing. */
export function recorded(recorder: ConfigurationRecorder | undefined): readonly Finding[] {
  if (!recorder) return [];
  return TYPES.flatMap((type) => {
    const records = recordsType(recorder.recordingGroup ?? {}, type);
    if (records === undefined)
      return [
        unknown('recorder-types', type, 'the recorder has a recording strategy that is not known here'),
      ];
    if (!records)
      return [problem('recorder-types', type, `the recorder ${recorder.name} does not record it`)];
    const frequency = frequencyOf(recorder, type);
    return [
      ok('recorder-types', type, `the recorder ${recorder.name} records it`),
      frequency === 'CONTINUOUS'
        ? ok('recorder-continuous', type, 'recorded continuously')
        : problem('recorder-continuous', type, `recorded with the frequency ${frequency}`),
    ];
  });
}

/**
 * The strategy decides; recorders that are older than strategies have none.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
 */
function recordsType(group: RecordingGroup, type: (typeof TYPES)[number]): boolean | undefined {
  const listed = group.resourceTypes ?? [];
  const excluded = group.exclusionByResourceTypes?.resourceTypes ?? [];
  switch (group.recordingStrategy?.useOnly) {
    case 'ALL_SUPPORTED_RESOURCE_TYPES':
      return true;
    case 'EXCLUSION_BY_RESOURCE_TYPES':
      return !excluded.includes(type);
    case 'INCLUSION_BY_RESOURCE_TYPES':
      return listed.includes(type);
    case undefined:
      if (excluded.length > 0) return !excluded.includes(type);
      // Without a list, everything is recorded: it is the default.
      return group.allSupported === true || listed.length === 0 || listed.includes(type);
    default:
      return undefined;
  }
}

function frequencyOf({ recordingMode }: ConfigurationRecorder, type: (typeof TYPES)[number]): string {
  const override = recordingMode?.recordingModeOverrides?.find(({ resourceTypes }) =>
    resourceTypes?.includes(type),
  );
  return override?.recordingFrequency ?? recordingMode?.recordingFrequency ?? 'CONTINUOUS';
}

export function recording(status: ConfigurationRecorderStatus | undefined): readonly Finding[] {
  if (!status) return [problem('recorder-on', 'AWS Config recorder', 'there is no recorder in this Region')];
  const about = status.name ?? 'AWS Config recorder';
  if (status.recording !== true) return [problem('recorder-on', about, 'the recorder is stopped')];
  return [ok('recorder-on', about, 'records'), lastRecording(about, status)];
}

/**
 * The API reference spells the status `Success`, and Config answers `SUCCESS`:
 * https://docs.aws.amazon.com/cli/latest/reference/configservice/describe-configuration-recorder-status.html
 */
function lastRecording(about: string, status: ConfigurationRecorderStatus): Finding {
  const { lastStatus, lastErrorCode, lastErrorMessage } = status;
  switch (lastStatus?.toUpperCase()) {
    case 'SUCCESS':
    case 'PENDING':
      return ok('recorder-status', about, `the last status is ${lastStatus}`);
    case 'FAILURE':
      return problem(
        'recorder-status',
        about,
        `the last recording failed: ${lastErrorCode} ${lastErrorMessage}`,
      );
    default:
      return unknown('recorder-status', about, `the last status is ${lastStatus ?? 'not given'}`);
  }
}
