/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: log formats are written so */
import type { Issue } from '../../policy';
import {
  parseRequirement,
  REMEDIATION_SETTINGS,
  REMEDIATION_SUMMARIES,
  settleMinutesOf,
} from '../../runbook';
import { BUCKET, requirement } from './builders';

type Given = Readonly<Record<string, unknown>>;

function issuesOf(given: unknown, path = 'requirements[1].'): readonly Issue[] {
  const result = parseRequirement(given, path);
  return result.ok ? [] : result.issues;
}
const settingsOf = (given: unknown, path = '') => issuesOf(given, path).map(({ setting }) => setting);

it.each(Object.entries(REMEDIATION_SETTINGS))('%s says what is allowed', (_, { kind }) =>
  expect(kind.allowed).toMatch(/[^.]$/),
);

it.each(Object.entries(REMEDIATION_SUMMARIES))('%s has a summary that is a sentence', (_, summary) =>
  expect(summary).toMatch(/^[A-Za-z].*\.$/),
);

it('a name is all that a requirement needs', () =>
  expect(requirement()).toEqual({
    name: 'all-traffic',
    parameters: expect.objectContaining({ trafficType: 'ALL' }),
    destination: {
      type: 's3',
      bucketArn: undefined,
      prefix: '',
      fields: [],
      fileFormat: 'plain-text',
      hiveCompatiblePartitions: false,
      perHourPartition: false,
      kmsKeyArn: undefined,
    },
    remediation: {
      mode: 'automatic',
      settleMinutes: undefined,
      maximumAutomaticAttempts: 3,
      concurrentExecutionRatePercentage: 10,
      errorPercentage: 50,
    },
  }));

it('every setting is read', () =>
  expect(
    requirement({
      parameters: { trafficType: 'REJECT' },
      destination: {
        bucketArn: BUCKET,
        prefix: 'network/flow-logs',
        fields: ['version', 'start'],
        fileFormat: 'parquet',
        hiveCompatiblePartitions: true,
        perHourPartition: 'true',
      },
      remediation: { mode: 'manual', settleMinutes: 0, maximumAutomaticAttempts: '25' },
    }),
  ).toMatchObject({
    parameters: { trafficType: 'REJECT' },
    destination: {
      bucketArn: BUCKET,
      prefix: 'network/flow-logs',
      fields: ['version', 'start'],
      fileFormat: 'parquet',
      hiveCompatiblePartitions: true,
      perHourPartition: true,
    },
    remediation: { mode: 'manual', settleMinutes: 0, maximumAutomaticAttempts: 25 },
  }));

it('every issue of every part is reported at once, with its whole path', () =>
  expect(
    settingsOf(
      {
        name: 'All Traffic',
        trafficType: 'ALL',
        parameters: { trafficType: 'ALLOW', x: 1 },
        destination: { prefix: '/', bucketArn: 'org-logs' },
        remediation: { mode: 'auto', settleMinutes: 1441 },
      },
      'requirements[1].',
    ),
  ).toEqual([
    'requirements[1].trafficType',
    'requirements[1].name',
    'requirements[1].parameters.trafficType',
    'requirements[1].parameters.x',
    'requirements[1].destination.prefix',
    'requirements[1].destination.bucketArn',
    'requirements[1].remediation.mode',
    'requirements[1].remediation.settleMinutes',
  ]));

it('contradicting parameters are reported beside the issues of other parts', () =>
  expect(
    settingsOf({
      name: 'a',
      parameters: { destinationTypes: 'cloud-watch-logs', fileFormat: 'parquet' },
      destination: { type: 'sns' },
    }),
  ).toEqual(['parameters.fileFormat', 'destination.type']));

it.each<readonly [unknown, string]>([
  ['all-traffic', 'requirements[1]'],
  [null, 'requirements[1]'],
  [undefined, 'requirements[1]'],
  [[], 'requirements[1]'],
  [{ name: 'a', parameters: 'ALL' }, 'requirements[1].parameters'],
  [{ name: 'a', destination: BUCKET }, 'requirements[1].destination'],
  [{ name: 'a', remediation: ['manual'] }, 'requirements[1].remediation'],
])('%j has the wrong shape, and is named', (given, setting) =>
  expect(issuesOf(given).map((issue) => issue.setting)).toEqual([setting]),
);

it('a setting in the wrong place is told where it belongs', () =>
  expect(issuesOf({ name: 'a', trafficType: 'ALL' })).toEqual([
    {
      setting: 'requirements[1].trafficType',
      got: '"ALL"',
      allowed: 'an object with name, parameters, destination, remediation',
      remedy: 'move the setting into parameters, destination or remediation, or remove it',
    },
  ]));

describe('a name', () => {
  it.each(['a', 'all-traffic', 'a1', `a${'b'.repeat(39)}`])('%j is accepted', (name) =>
    expect(requirement({ name }).name).toBe(name),
  );

  // It becomes a folder in S3, a tag and a part of construct ids.
  it.each([
    undefined,
    null,
    '',
    ' ',
    'A',
    '1a',
    '-a',
    'a b',
    'a/b',
    'a_b',
    'AWSLogs',
    'ä',
    'a\n',
    ' a',
    7,
    `a${'b'.repeat(40)}`,
  ])('%j is refused', (name) => expect(settingsOf({ name })).toEqual(['name']));
});

it.each<readonly [string, Given]>([
  ['mode', { mode: 'Automatic' }],
  ['settleMinutes', { settleMinutes: -1 }],
  ['settleMinutes', { settleMinutes: 2.5 }],
  ['settleMinutes', { settleMinutes: 1441 }],
  ['maximumAutomaticAttempts', { maximumAutomaticAttempts: 0 }],
  ['maximumAutomaticAttempts', { maximumAutomaticAttempts: 26 }],
  ['concurrentExecutionRatePercentage', { concurrentExecutionRatePercentage: 0 }],
  ['concurrentExecutionRatePercentage', { concurrentExecutionRatePercentage: 101 }],
  ['errorPercentage', { errorPercentage: '101' }],
])('remediation.%s %j is refused', (name, remediation) =>
  expect(settingsOf({ name: 'a', remediation })).toEqual([`remediation.${name}`]),
);

it.each<readonly [string, Given, number]>([
  ['automatic waits five minutes', { mode: 'automatic' }, 5],
  ['manual does not wait', { mode: 'manual' }, 0],
  ['observe does not wait', { mode: 'observe' }, 0],
  ['automatic waits as long as is written', { settleMinutes: 7 }, 7],
  ['automatic need not wait', { settleMinutes: 0 }, 0],
  ['manual waits as long as is written', { mode: 'manual', settleMinutes: '1440' }, 1440],
])('%s', (_, remediation, minutes) =>
  expect(settleMinutesOf(requirement({ remediation }).remediation)).toBe(minutes),
);
