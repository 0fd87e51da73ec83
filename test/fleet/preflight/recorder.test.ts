import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  RecorderStatus,
} from '@aws-sdk/client-config-service';
import { recorded, recording } from '../../../fleet/preflight/recorder';
import { briefly } from './place';

const VPC = 'AWS::EC2::VPC';
const FLOW_LOG = 'AWS::EC2::FlowLog';
const OTHER = 'AWS::S3::Bucket';

const BOTH = ['ok recorder-types', 'ok recorder-continuous', 'ok recorder-types', 'ok recorder-continuous'];

describe('what is recorded', () => {
  test.each<[string, ConfigurationRecorder, readonly string[]]>([
    ['everything', { recordingGroup: { allSupported: true, resourceTypes: [] } }, BOTH],
    ['everything, by the default', {}, BOTH],
    [
      'everything, by its strategy',
      { recordingGroup: { recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' } } },
      BOTH,
    ],
    ['both types by name', { recordingGroup: { allSupported: false, resourceTypes: [VPC, FLOW_LOG] } }, BOTH],
    [
      'VPCs only',
      { recordingGroup: { allSupported: false, resourceTypes: [VPC] } },
      ['ok recorder-types', 'ok recorder-continuous', 'problem recorder-types'],
    ],
    [
      'VPCs only, by its strategy',
      {
        recordingGroup: {
          resourceTypes: [VPC],
          recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
        },
      },
      ['ok recorder-types', 'ok recorder-continuous', 'problem recorder-types'],
    ],
    [
      'all but flow logs',
      {
        recordingGroup: {
          exclusionByResourceTypes: { resourceTypes: [FLOW_LOG] },
          recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        },
      },
      ['ok recorder-types', 'ok recorder-continuous', 'problem recorder-types'],
    ],
    [
      'all but another type',
      {
        recordingGroup: {
          exclusionByResourceTypes: { resourceTypes: [OTHER] },
          recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        },
      },
      BOTH,
    ],
    [
      'all but VPCs, without a strategy',
      { recordingGroup: { exclusionByResourceTypes: { resourceTypes: [VPC] } } },
      ['problem recorder-types', 'ok recorder-types', 'ok recorder-continuous'],
    ],
    [
      'by a strategy of the future',
      { recordingGroup: { recordingStrategy: { useOnly: 'SOME' as 'ALL_SUPPORTED_RESOURCE_TYPES' } } },
      ['unknown recorder-types', 'unknown recorder-types'],
    ],
    [
      'everything, daily',
      { recordingMode: { recordingFrequency: 'DAILY' } },
      [
        'ok recorder-types',
        'problem recorder-continuous',
        'ok recorder-types',
        'problem recorder-continuous',
      ],
    ],
    [
      'daily, flow logs continuously',
      {
        recordingMode: {
          recordingFrequency: 'DAILY',
          recordingModeOverrides: [{ resourceTypes: [FLOW_LOG], recordingFrequency: 'CONTINUOUS' }],
        },
      },
      ['ok recorder-types', 'problem recorder-continuous', 'ok recorder-types', 'ok recorder-continuous'],
    ],
    [
      'continuously, flow logs daily',
      {
        recordingMode: {
          recordingFrequency: 'CONTINUOUS',
          recordingModeOverrides: [{ resourceTypes: [OTHER, FLOW_LOG], recordingFrequency: 'DAILY' }],
        },
      },
      ['ok recorder-types', 'ok recorder-continuous', 'ok recorder-types', 'problem recorder-continuous'],
    ],
  ] as const)('%s', (_, recorder, expected) => {
    expect(briefly(recorded(recorder))).toEqual(expected);
  });

  test('without a recorder, nothing is said of it', () => {
    expect(recorded(undefined)).toEqual([]);
  });

  test('the type that is missing is what the finding is about', () => {
    expect(recorded({ name: 'default', recordingGroup: { resourceTypes: [VPC] } })).toContainEqual({
      check: 'recorder-types',
      status: 'problem',
      about: FLOW_LOG,
      finding: 'the recorder default does not record it',
      remedy: 'Add the type to what the recorder records, or take it off its exclusions',
    });
  });
});

/** As Config answers it, which is not as its API reference spells it. */
const status = (lastStatus: string): ConfigurationRecorderStatus => ({
  recording: true,
  lastStatus: lastStatus as RecorderStatus,
});

test.each<[string, ConfigurationRecorderStatus | undefined, readonly string[]]>([
  ['no recorder', undefined, ['problem recorder-on']],
  ['a stopped one', { ...status('SUCCESS'), recording: false }, ['problem recorder-on']],
  ['one that records', status('SUCCESS'), ['ok recorder-on', 'ok recorder-status']],
  ['one that begins', status('PENDING'), ['ok recorder-on', 'ok recorder-status']],
  ['one that fails', status('FAILURE'), ['ok recorder-on', 'problem recorder-status']],
  [
    'one that records, as the reference spells it',
    status('Success'),
    ['ok recorder-on', 'ok recorder-status'],
  ],
  [
    'one that fails, as the reference spells it',
    status('Failure'),
    ['ok recorder-on', 'problem recorder-status'],
  ],
  ['one that has recorded nothing', status('NotApplicable'), ['ok recorder-on', 'unknown recorder-status']],
  ['one that says what nobody knows', status('RESTING'), ['ok recorder-on', 'unknown recorder-status']],
  ['one that says nothing', { recording: true }, ['ok recorder-on', 'unknown recorder-status']],
])('whether the recorder records: %s', (_, given, expected) => {
  expect(briefly(recording(given))).toEqual(expected);
});

test('a failure is told with its cause', () => {
  const failed = { ...status('FAILURE'), lastErrorCode: 'AccessDenied', lastErrorMessage: 'no s3:PutObject' };
  expect(recording(failed)[1]?.finding).toBe('the last recording failed: AccessDenied no s3:PutObject');
});
