import { parseParameters, type RuleParameters } from '../../policy';
import { BUCKET, LOG_GROUP } from './builders';

const issuesOf = (given: unknown) => {
  const result = parseParameters(given);
  return result.ok ? [] : result.issues;
};

const DESTINATION_FORMS =
  'ARNs of S3 buckets (arn:aws:s3:::bucket/prefix), log groups (arn:aws:logs:eu-west-1:111122223333:log-group:name) or Firehose streams (arn:aws:firehose:eu-west-1:111122223333:deliverystream/name), without the folder AWSLogs, quotes, backslashes and braces; * stands for any text within one part';

/** What the operator of a refused parameter is told: what is allowed, and what it is when left out. */
const TOLD: Readonly<Record<keyof RuleParameters, readonly [allowed: string, leftOut: string]>> = {
  trafficType: ['ALL, ACCEPT or REJECT', 'ALL'],
  destinationTypes: ['any of cloud-watch-logs, s3 and kinesis-data-firehose', 'any'],
  destinations: [DESTINATION_FORMS, 'any'],
  maxAggregationInterval: ['60 or 600', '600'],
  requiredFields: ['fields of a flow log record, such as vpc-id,flow-direction', 'none'],
  fileFormat: ['plain-text or parquet', 'any'],
  includeDefaultVpcs: ['true or false', 'true'],
  scopeTags: ['tags such as Environment=prod|production,Tier=web', 'all VPCs'],
  exemptTagKey: [
    'a tag key of 1 to 128 letters, digits, spaces and + - = . _ : / @ that does not start with aws:',
    'none',
  ],
  maxExemptionDays: ['a whole number from 1 to 3650', '90'],
  exemptVpcIds: ['VPC ids such as vpc-0123456789abcdef0', 'none'],
  acceptSubnetCoverage: ['true or false', 'false'],
  maxRemediationsPerSweep: ['a whole number from 1 to 10000', 'none'],
};

it.each(Object.entries(TOLD))('a refused %s is told what is allowed', (setting, [allowed, leftOut]) =>
  expect(issuesOf({ [setting]: '?"' })).toEqual([
    { setting, got: '"?\\""', allowed, remedy: `correct it, or leave it out for ${leftOut}` },
  ]),
);

it('a parameter that resembles none is to be removed', () =>
  expect(issuesOf({ colour: 'blue' })).toMatchObject([
    { setting: 'colour', remedy: 'remove it or correct its name' },
  ]));

it('text in place of all parameters is told how they are written', () =>
  expect(issuesOf('ALL')).toEqual([
    {
      setting: 'settings',
      got: '"ALL"',
      allowed: 'an object of settings',
      remedy: 'write {"name": value}',
    },
  ]));

it('a destination that contradicts several types is told them all', () =>
  expect(
    issuesOf({ destinationTypes: 's3,kinesis-data-firehose', destinations: [LOG_GROUP, BUCKET] }),
  ).toMatchObject([{ allowed: 'destinations of the types in destinationTypes: s3, kinesis-data-firehose' }]));

it('a file format without S3 is told the way out', () =>
  expect(issuesOf({ destinationTypes: 'cloud-watch-logs', fileFormat: 'parquet' })).toEqual([
    {
      setting: 'fileFormat',
      got: '"parquet"',
      allowed: 'a file format only where destinationTypes holds s3',
      remedy: 'remove it, or add s3 to destinationTypes',
    },
  ]));
