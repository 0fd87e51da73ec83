/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: log formats are written so */
import {
  type Issue,
  PARAMETER_SUMMARIES,
  PARAMETERS,
  parseParameters,
  printParameters,
  RECORD_FIELDS,
  RULE_PARAMETERS_LIMIT,
  type RuleParameters,
} from '../../policy';
import { destinationTypeOf } from '../../policy/kinds';
import { BUCKET, LOG_GROUP, requirement, STREAM, VPC_ID } from './builders';

type Given = Readonly<Record<string, unknown>>;

function issuesOf(given: unknown, path = ''): readonly Issue[] {
  const result = parseParameters(given, path);
  return result.ok ? [] : result.issues;
}

const settingsOf = (given: unknown): readonly string[] => issuesOf(given).map(({ setting }) => setting);

const DEFAULTS: RuleParameters = {
  trafficType: 'ALL',
  destinationTypes: [],
  destinations: [],
  maxAggregationInterval: 600,
  requiredFields: [],
  fileFormat: undefined,
  includeDefaultVpcs: true,
  scopeTags: {},
  exemptTagKey: undefined,
  maxExemptionDays: 90,
  exemptVpcIds: [],
  acceptSubnetCoverage: false,
  maxRemediationsPerSweep: undefined,
};

describe('the table', () => {
  it.each(Object.entries(PARAMETER_SUMMARIES))('%s has a summary that is a sentence', (_, summary) =>
    expect(summary).toMatch(/^[A-Z].*\.$/),
  );

  it.each(Object.entries(PARAMETERS))('%s says what is allowed, without a period', (_, { kind }) =>
    expect(kind.allowed).toMatch(/[^.]$/),
  );
});

describe('nothing written means the default', () => {
  const empty = Object.keys(PARAMETERS).flatMap((name): (readonly [string, Given])[] => [
    [`${name} is an empty string`, { [name]: '' }],
    [`${name} is blank`, { [name]: '  ' }],
    [`${name} is null`, { [name]: null }],
    [`${name} is undefined`, { [name]: undefined }],
  ]);
  it.each<readonly [string, unknown]>([
    ['there are no parameters', {}],
    ['they are undefined', undefined],
    ['they are null', null],
    ['lists are empty', { destinations: [], destinationTypes: [], requiredFields: [], exemptVpcIds: [] }],
    ...empty,
  ])('%s', (_, given) => expect(parseParameters(given)).toEqual({ ok: true, value: DEFAULTS }));

  it('defaults are not printed', () => expect(printParameters(DEFAULTS)).toEqual({}));
});

describe('a parameter is read', () => {
  it.each<readonly [string, Given, Partial<RuleParameters>]>([
    [
      'as Config stores it',
      { maxAggregationInterval: '60', includeDefaultVpcs: 'false', maxExemptionDays: '3650' },
      { maxAggregationInterval: 60, includeDefaultVpcs: false, maxExemptionDays: 3650 },
    ],
    [
      'as cdk.json writes it',
      { maxAggregationInterval: 60, includeDefaultVpcs: false, maxExemptionDays: 1 },
      { maxAggregationInterval: 60, includeDefaultVpcs: false, maxExemptionDays: 1 },
    ],
    ['without the spaces around it', { trafficType: ' REJECT ' }, { trafficType: 'REJECT' }],
    ['as a list', { destinations: [BUCKET, STREAM] }, { destinations: [BUCKET, STREAM] }],
    ['as a text that lists', { destinations: ` ${BUCKET} , ${STREAM} ` }, { destinations: [BUCKET, STREAM] }],
    ['once, though it is listed twice', { exemptVpcIds: [VPC_ID, VPC_ID] }, { exemptVpcIds: [VPC_ID] }],
    [
      'in the order it was listed',
      { requiredFields: 'vpc-id,srcaddr' },
      { requiredFields: ['vpc-id', 'srcaddr'] },
    ],
    [
      'with VPC ids of both lengths',
      { exemptVpcIds: `vpc-01234567,${VPC_ID}` },
      { exemptVpcIds: ['vpc-01234567', VPC_ID] },
    ],
    [
      'with tag values in lower case',
      { scopeTags: 'Environment=Prod|PRODUCTION, Tier=web' },
      { scopeTags: { Environment: ['prod', 'production'], Tier: ['web'] } },
    ],
    ['with tag values that repeat', { scopeTags: 'a=x|X|x' }, { scopeTags: { a: ['x'] } }],
    ['with = in a tag value', { scopeTags: 'a=x=y' }, { scopeTags: { a: ['x=y'] } }],
    [
      'with letters of any language in a tag',
      { scopeTags: 'Umgebung=Größe', exemptTagKey: '例外' },
      { scopeTags: { Umgebung: ['größe'] }, exemptTagKey: '例外' },
    ],
    [
      'with a tag key of 128 characters',
      { exemptTagKey: 'k'.repeat(128) },
      { exemptTagKey: 'k'.repeat(128) },
    ],
    [
      'with a tag key that only starts like a reserved one',
      { exemptTagKey: 'awsome:x' },
      { exemptTagKey: 'awsome:x' },
    ],
  ])('%s', (_, given, expected) =>
    expect(parseParameters(given)).toEqual({ ok: true, value: { ...DEFAULTS, ...expected } }),
  );
});

describe('a value is refused, and its parameter named', () => {
  it.each<readonly [keyof RuleParameters, unknown]>([
    ['trafficType', 'ALLOW'],
    ['trafficType', 'all'],
    ['trafficType', 'ALL,REJECT'],
    ['trafficType', 1],
    ['trafficType', {}],
    ['destinationTypes', 'S3'],
    ['destinationTypes', 's3,,cloud-watch-logs'],
    ['destinationTypes', 's3,'],
    ['destinationTypes', ['s3', '']],
    ['destinationTypes', ['s3', 3]],
    ['destinationTypes', ['s3,cloud-watch-logs']],
    ['destinations', 'org-logs'],
    ['destinations', 's3://org-logs'],
    ['destinations', 'arn:aws:s3:::'],
    ['destinations', 'arn:aws:s3:::/folder'],
    ['destinations', 'arn:aws:s3:eu-west-1::b'],
    ['destinations', 'arn:aws:s3::111122223333:b'],
    ['destinations', 'arn:aws:sqs:eu-west-1:111122223333:queue'],
    ['destinations', 'arn:aws:logs:eu-west-1:111122223333:flow'],
    ['destinations', 'arn:aws:logs:eu-west-1:1111:log-group:flow'],
    ['destinations', 'arn:aws:logs:eu-west-1:111122223333:log-group:flow:log-stream:x'],
    ['destinations', 'arn:aws:logs:::log-group:flow'],
    ['destinations', 'arn:aws:firehose:eu-west-1:111122223333:stream/x'],
    ['destinations', '*'],
    ['destinations', 'arn:*'],
    ['destinations', 'arn:aws:*:::b'],
    // EC2 adds AWSLogs below the folder that a flow log names: such a pattern would approve nothing, for ever.
    ['destinations', `${BUCKET}/AWSLogs`],
    ['destinations', `${BUCKET}/AWSLogs/111122223333/*`],
    ['destinations', `${BUCKET}/team/AWSLogs/`],
    // These stand in the Automation document, which would put a value in their place.
    ['destinations', `${BUCKET}/{{JudgeVpc.Payload}}`],
    ['destinations', `${BUCKET}/"x"`],
    ['destinations', `${BUCKET}/\\x`],
    ['destinations', `${BUCKET}/a b`],
    ['destinations', `${BUCKET}\n`.concat(BUCKET)],
    ['destinations', `${BUCKET}/ü`],
    ['maxAggregationInterval', 10],
    ['maxAggregationInterval', 0],
    ['maxAggregationInterval', '060'],
    ['maxAggregationInterval', '60.0'],
    ['maxAggregationInterval', 'sixty'],
    // A published sample has it: EC2 would refuse the whole flow log.
    ['requiredFields', 'version,timestamp'],
    ['requiredFields', '${version}'],
    ['requiredFields', 'vpc_id'],
    ['requiredFields', 'vpc-id srcaddr'],
    ['fileFormat', 'Parquet'],
    ['fileFormat', 'csv'],
    ['includeDefaultVpcs', 'yes'],
    ['includeDefaultVpcs', 'True'],
    ['includeDefaultVpcs', 1],
    ['scopeTags', 'Environment'],
    ['scopeTags', 'Environment='],
    ['scopeTags', '=prod'],
    ['scopeTags', 'a=b,'],
    ['scopeTags', 'a=b,a=c'],
    ['scopeTags', 'a==b'],
    ['scopeTags', 'a=b|'],
    ['scopeTags', 'a=b\nc'],
    ['scopeTags', 'a={{x}}'],
    ['scopeTags', { Environment: 'prod' }],
    ['scopeTags', `a=${'v'.repeat(257)}`],
    ['exemptTagKey', 'aws:exempt'],
    ['exemptTagKey', 'AWS:exempt'],
    ['exemptTagKey', 'k'.repeat(129)],
    ['exemptTagKey', 'a"b'],
    ['exemptTagKey', 'a,b'],
    ['maxExemptionDays', 0],
    ['maxExemptionDays', -1],
    ['maxExemptionDays', 3651],
    ['maxExemptionDays', 1.5],
    ['maxExemptionDays', '1e2'],
    ['maxExemptionDays', '0x10'],
    ['maxExemptionDays', Number.NaN],
    ['maxExemptionDays', Number.POSITIVE_INFINITY],
    ['exemptVpcIds', 'vpc_1234rd'],
    ['exemptVpcIds', 'vpc-1234'],
    ['exemptVpcIds', 'vpc-0123456789ABCDEF0'],
    ['exemptVpcIds', 'subnet-0123456789abcdef0'],
    ['exemptVpcIds', `${VPC_ID},vpc_1234rd`],
    ['exemptVpcIds', `${VPC_ID};${VPC_ID}`],
  ])('%s %j', (name, value) => {
    const [issue, ...others] = issuesOf({ [name]: value });
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ setting: name, allowed: PARAMETERS[name].kind.allowed });
    expect(issue?.remedy).toMatch(/^correct it, or leave it out for \S/);
  });
});

describe('issues', () => {
  it('name an unknown parameter, and the one that was probably meant', () =>
    expect(issuesOf({ traffictype: 'ALL' })).toEqual([
      {
        setting: 'traffictype',
        got: '"ALL"',
        allowed: `the settings ${Object.keys(PARAMETERS).join(', ')}`,
        remedy: 'write it as trafficType',
      },
    ]));

  // A public rule ships TrafficType in one place and trafficType in another; there is one name and no alias.
  it.each(['TrafficType', 'trafficTypes', 'toString', '__proto__', 'constructor', ''])(
    'refuse the name %j',
    (name) => expect(settingsOf(JSON.parse(JSON.stringify({ a: 1 }).replace('a', name)))).toEqual([name]),
  );

  it('refuse an unknown name though its value is empty', () => expect(settingsOf({ x: '' })).toEqual(['x']));

  it('list what is allowed', () =>
    expect(issuesOf({ trafficType: 'ALLOW' })).toEqual([
      {
        setting: 'trafficType',
        got: '"ALLOW"',
        allowed: 'ALL, ACCEPT or REJECT',
        remedy: 'correct it, or leave it out for ALL',
      },
    ]));

  it('are all reported at once, none masks another', () =>
    expect(
      settingsOf({ exemptVpcIds: 'vpc_1234rd', trafficType: 'ALLOW', x: 1, maxAggregationInterval: 10 }),
    ).toEqual(['exemptVpcIds', 'trafficType', 'x', 'maxAggregationInterval']));

  it('a wrong id is an issue though the traffic type is right', () =>
    expect(settingsOf({ exemptVpcIds: 'vpc_1234rd', trafficType: 'ALL' })).toEqual(['exemptVpcIds']));

  it('carry the whole path', () =>
    expect(
      issuesOf({ x: 1, trafficType: 2 }, 'requirements[1].parameters.').map(({ setting }) => setting),
    ).toEqual(['requirements[1].parameters.x', 'requirements[1].parameters.trafficType']));

  it.each<readonly [unknown, string, string]>([
    ['{}', '', 'settings'],
    [[], 'requirements[0].parameters.', 'requirements[0].parameters'],
    [7, '', 'settings'],
    [true, '', 'settings'],
  ])('%j in place of all parameters is one issue', (given, path, setting) =>
    expect(issuesOf(given, path)).toMatchObject([{ setting, allowed: 'an object of settings' }]),
  );
});

describe('parameters that contradict each other', () => {
  it.each<readonly [string, Given, readonly string[]]>([
    [
      'a destination of a type that will not do',
      { destinationTypes: 's3', destinations: [BUCKET, LOG_GROUP] },
      ['destinations'],
    ],
    [
      'each such destination',
      { destinationTypes: 's3', destinations: [STREAM, LOG_GROUP] },
      ['destinations', 'destinations'],
    ],
    [
      'a file format where S3 will not do',
      { destinationTypes: 'cloud-watch-logs', fileFormat: 'parquet' },
      ['fileFormat'],
    ],
    [
      'both',
      { destinationTypes: 'cloud-watch-logs', fileFormat: 'parquet', destinations: BUCKET },
      ['destinations', 'fileFormat'],
    ],
    ['none where every type will do', { fileFormat: 'parquet', destinations: [BUCKET, LOG_GROUP] }, []],
    [
      'none where the types agree',
      { destinationTypes: 's3,cloud-watch-logs', fileFormat: 'parquet', destinations: [BUCKET, LOG_GROUP] },
      [],
    ],
  ])('%s', (_, given, settings) => expect(settingsOf(given)).toEqual(settings));

  it('say what to do', () =>
    expect(issuesOf({ destinationTypes: 's3', destinations: LOG_GROUP }, 'p.')).toEqual([
      {
        setting: 'p.destinations',
        got: `"${LOG_GROUP}"`,
        allowed: 'destinations of the types in destinationTypes: s3',
        remedy: 'remove it, or add cloud-watch-logs to destinationTypes',
      },
    ]));
});

it.each<readonly [string, string | undefined]>([
  [BUCKET, 's3'],
  [`${BUCKET}/a/*`, 's3'],
  ['arn:aws-cn:s3:::*', 's3'],
  [LOG_GROUP, 'cloud-watch-logs'],
  [`${LOG_GROUP}:*`, 'cloud-watch-logs'],
  ['arn:*:logs:*:*:log-group:*', 'cloud-watch-logs'],
  ['arn:aws:logs:eu-*:1111*:log-group:/a/b', 'cloud-watch-logs'],
  [STREAM, 'kinesis-data-firehose'],
  [STREAM.replace('/', ':'), 'kinesis-data-firehose'],
  ['arn:aws:sns:eu-west-1:111122223333:topic', undefined],
  ['org-logs', undefined],
])('%s is a destination of type %s', (arn, type) => expect(destinationTypeOf(arn)).toBe(type));

it('what is printed is text, only what differs, and read back', () => {
  const parameters = requirement({
    trafficType: 'ALL',
    maxExemptionDays: 7,
    includeDefaultVpcs: false,
    scopeTags: 'a=b|c,d=e',
    destinations: [BUCKET, STREAM],
  });
  const printed = printParameters(parameters);
  expect(printed).toEqual({
    maxExemptionDays: '7',
    includeDefaultVpcs: 'false',
    scopeTags: 'a=b|c,d=e',
    destinations: `${BUCKET},${STREAM}`,
  });
  expect(requirement(printed)).toEqual(parameters);
});

it('every field of a record can be required, within what Config stores', () => {
  const given = { requiredFields: RECORD_FIELDS };
  expect(requirement(given).requiredFields).toEqual(RECORD_FIELDS);
  expect(JSON.stringify(printParameters(requirement(given))).length).toBeLessThan(RULE_PARAMETERS_LIMIT);
});
