import { DEFAULT_FIELDS, RECORD_FIELDS } from '../../policy';
import { RECOMMENDED_FIELDS, remedyIssues, remedyOf, shapeIdOf } from '../../runbook';
import { BUCKET, LOG_GROUP, ROLE, requirement, STREAM, targetOf } from './builders';

type Given = Readonly<Record<string, unknown>>;

/** To an existing bucket, unless another destination is written. */
const issuesOf = ({ destination = {}, ...given }: Given) =>
  remedyIssues(requirement({ ...given, destination: { bucketArn: BUCKET, ...Object(destination) } }));
const folderOf = (given: Given, bucketArn = BUCKET) =>
  remedyOf(requirement(given), { type: 's3', bucketArn }).logDestination;

describe('a requirement is met by its own remedy', () => {
  it.each<readonly [string, Given]>([
    ['by default', {}],
    ['with the destination approved', { parameters: { destinations: BUCKET } }],
    [
      'with the folder approved',
      { parameters: { destinations: `${BUCKET}/team` }, destination: { prefix: 'team' } },
    ],
    ['with the type required', { parameters: { destinationTypes: 's3' } }],
    ['for REJECT in 60 s', { parameters: { trafficType: 'REJECT', maxAggregationInterval: 60 } }],
    ['in parquet', { parameters: { fileFormat: 'parquet' }, destination: { fileFormat: 'parquet' } }],
    [
      'with later fields required, which are then written',
      { parameters: { requiredFields: 'reject-reason,interface-type,next-hop-vpc-id' } },
    ],
    [
      'whatever VPCs it is about',
      {
        parameters: {
          scopeTags: 'a=b',
          exemptVpcIds: 'vpc-01234567',
          exemptTagKey: 'x',
          includeDefaultVpcs: false,
        },
      },
    ],
    ['when its sample VPC is exempt', { parameters: { exemptVpcIds: 'vpc-00000000000000000' } }],
    [
      'when there is no remedy',
      { parameters: { destinationTypes: 'cloud-watch-logs' }, remediation: { mode: 'observe' } },
    ],
  ])('%s', (_, given) => expect(issuesOf(given)).toEqual([]));
});

describe('a requirement that its own remedy does not meet is refused with the annotation', () => {
  const subject = 'the flow log that remediation would create';
  it.each<readonly [string, Given, string]>([
    [
      'another type',
      { parameters: { destinationTypes: 'cloud-watch-logs' } },
      `${subject} delivers to s3, cloud-watch-logs is required`,
    ],
    [
      'another bucket',
      { parameters: { destinations: 'arn:aws:s3:::central' } },
      `${subject} delivers to ${folderOf({})}, which is not approved`,
    ],
    [
      'another folder',
      { parameters: { destinations: `${BUCKET}/team` } },
      `${subject} delivers to ${folderOf({})}, which is not approved`,
    ],
    [
      'another partition',
      { parameters: { destinations: 'arn:aws-cn:s3:::org-logs' } },
      `${subject} delivers to ${folderOf({})}, which is not approved`,
    ],
    [
      'another file format',
      { parameters: { fileFormat: 'parquet' } },
      `${subject} writes plain-text, parquet is required`,
    ],
    [
      'a field that it does not write',
      { parameters: { requiredFields: 'vpc-id,srcaddr' }, destination: { fields: 'srcaddr' } },
      `${subject} lacks the fields vpc-id`,
    ],
  ])('%s', (_, given, got) =>
    expect(issuesOf({ name: 'production', ...given })).toEqual([
      {
        setting: 'requirement production',
        got: got.replaceAll('/all-traffic/', '/production/'),
        allowed: 'a destination whose flow log meets the parameters',
        remedy: 'change the destination or the parameters so that they agree',
      },
    ]),
  );
});

// EC2 asks for more than CreateFlowLogs here: the execution would fail for every VPC.
it.each<readonly [string, Given]>([
  ['the fields ecs-task-id', { parameters: { requiredFields: 'ecs-task-id' } }],
  ['the fields ecs-cluster-arn', { destination: { fields: 'version,ecs-cluster-arn' } }],
  ['the fields instance-tag, asg-tag-2', { parameters: { requiredFields: 'instance-tag,asg-tag-2' } }],
])('%s cannot be written by the automation role and are refused', (got, given) =>
  expect(issuesOf(given)).toMatchObject([{ setting: 'requirement all-traffic', got }]),
);

describe('before it is deployed, a requirement is met by what its stack makes', () => {
  const LOGS = { type: 'cloud-watch-logs' };
  const issues = (given: Given) => remedyIssues(requirement(given));

  it.each<readonly [string, Given]>([
    ['a bucket', { parameters: { destinations: 'arn:aws:s3:::*' } }],
    ['a bucket in China', { parameters: { destinations: 'arn:aws-cn:s3:::*' } }],
    ['a log group', { destination: LOGS, parameters: { destinationTypes: 'cloud-watch-logs' } }],
    [
      'a log group of some Regions',
      { destination: LOGS, parameters: { destinations: 'arn:aws:logs:eu-*:1111*:log-group:*' } },
    ],
    ['any log group', { destination: LOGS, parameters: { destinations: 'arn:aws:logs:*:*:log-group:*' } }],
    [
      'a log group of one account and Region',
      {
        destination: LOGS,
        parameters: { destinations: `${BUCKET},arn:aws:logs:eu-west-1:999988887777:log-group:*` },
      },
    ],
  ])('%s', (_, given) => expect(issues(given)).toEqual([]));

  it('but not where only what exists will do', () =>
    expect(issues({ destination: LOGS, parameters: { destinations: LOG_GROUP } })).toMatchObject([
      {
        got: expect.stringContaining(
          'delivers to arn:aws:logs:eu-west-1:111122223333:log-group:made-by-the-stack',
        ),
      },
    ]));

  it.each<readonly [string, Given]>([
    [
      'an existing log group',
      { destination: { ...LOGS, logGroupArn: LOG_GROUP }, parameters: { destinations: LOG_GROUP } },
    ],
    [
      'a stream',
      {
        destination: { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM },
        parameters: { destinations: STREAM, destinationTypes: 'kinesis-data-firehose' },
      },
    ],
  ])('nor is anything made for %s', (_, given) => expect(issues(given)).toEqual([]));

  it('and another type of destination is refused with the annotation', () =>
    expect(
      issues({ destination: LOGS, parameters: { fileFormat: 'parquet', destinationTypes: 's3' } }),
    ).toMatchObject([{ got: expect.stringContaining('delivers to cloud-watch-logs, s3 is required') }]));
});

describe('the destination of the created flow log', () => {
  it('is the log group itself, by the delivery role', () => {
    const read = requirement({ destination: { type: 'cloud-watch-logs', fields: 'version,start' } });
    expect(remedyOf(read, targetOf(read))).toMatchObject({
      logDestination: LOG_GROUP,
      destination: { type: 'cloud-watch-logs', deliveryRoleArn: ROLE, fields: ['version', 'start'] },
    });
  });

  it('is the stream itself', () => {
    const read = requirement({ destination: { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM } });
    expect(remedyOf(read, targetOf(read))).toMatchObject({ logDestination: STREAM });
  });

  it('is not a bucket where the requirement asks for another', () => {
    const read = requirement({ destination: { type: 'cloud-watch-logs' } });
    expect(() => remedyOf(read, { type: 's3', bucketArn: BUCKET })).toThrow('asks for cloud-watch-logs');
  });
});

// It names log groups that outlive releases: another one here would start a second flow log everywhere.
describe('the shape of a flow log to a log group', () => {
  const LOGS = { type: 'cloud-watch-logs' };
  const shapeOf = (given: Given) => shapeIdOf(requirement(given));

  it('is the same in every release', () => expect(shapeOf({ destination: LOGS })).toBe('dedba869'));

  it.each<readonly [string, Given]>([
    ['the fields', { destination: { ...LOGS, fields: 'version' } }],
    [
      'required fields, which are then written',
      { destination: LOGS, parameters: { requiredFields: 'reject-reason' } },
    ],
    ['the type of traffic', { destination: LOGS, parameters: { trafficType: 'REJECT' } }],
    ['the interval', { destination: LOGS, parameters: { maxAggregationInterval: 60 } }],
  ])('changes with %s', (_, given) => expect(shapeOf(given)).not.toBe(shapeOf({ destination: LOGS })));

  it.each<readonly [string, Given]>([
    ['how long it is kept', { destination: { ...LOGS, retentionDays: 30 } }],
    ['the delivery role', { destination: { ...LOGS, deliveryRoleArn: ROLE } }],
    ['which VPCs are judged', { destination: LOGS, parameters: { scopeTags: 'a=b' } }],
    ['its name', { name: 'other', destination: LOGS }],
  ])('does not change with %s', (_, given) => expect(shapeOf(given)).toBe(shapeOf({ destination: LOGS })));
});

describe('the format', () => {
  const fieldsOf = (given: Given) => {
    const read = requirement(given);
    return remedyOf(read, targetOf(read)).destination.fields;
  };

  it('is the default one and what investigations ask for, when nothing is written', () => {
    expect(fieldsOf({})).toEqual(RECOMMENDED_FIELDS);
    expect(RECOMMENDED_FIELDS.slice(0, DEFAULT_FIELDS.length)).toEqual(DEFAULT_FIELDS);
    expect(new Set(RECOMMENDED_FIELDS).size).toBe(RECOMMENDED_FIELDS.length);
  });

  // Versions 7 and 11 ask for more permissions and a service-linked role; nobody gets them unasked.
  it('has known fields of versions 2 to 5 only, when nothing is written', () => {
    expect(RECORD_FIELDS).toEqual(expect.arrayContaining([...RECOMMENDED_FIELDS]));
    expect(RECORD_FIELDS.indexOf('ecs-cluster-arn')).toBeGreaterThan(
      Math.max(...RECOMMENDED_FIELDS.map((field) => RECORD_FIELDS.indexOf(field))),
    );
  });

  it('has required fields at its end, each once', () =>
    expect(fieldsOf({ parameters: { requiredFields: 'reject-reason,vpc-id' } })).toEqual([
      ...RECOMMENDED_FIELDS,
      'reject-reason',
    ]));

  it('is what is written, in that order', () =>
    expect(fieldsOf({ destination: { fields: 'end,start' } })).toEqual(['end', 'start']));
});

describe('the folder of the created flow log', () => {
  const written = {
    parameters: { trafficType: 'REJECT', maxAggregationInterval: 60 },
    destination: {
      prefix: 'team',
      fields: 'start,end',
      fileFormat: 'parquet',
      hiveCompatiblePartitions: true,
      perHourPartition: true,
    },
  };
  const { parameters, destination } = written;

  it('is the prefix, the requirement, and a folder for all that is fixed at creation', () => {
    expect(folderOf({})).toMatch(/^arn:aws:s3:::org-logs\/all-traffic\/[0-9a-f]{8}\/$/);
    expect(folderOf({ destination: { prefix: 'a/b' } })).toMatch(
      /^arn:aws:s3:::org-logs\/a\/b\/all-traffic\/[0-9a-f]{8}\/$/,
    );
  });

  // The name of the folder is data that outlives releases: another one here would start a second flow log everywhere.
  it('is the same in every release', () =>
    expect(folderOf({})).toBe('arn:aws:s3:::org-logs/all-traffic/553d9a24/'));

  it('is different for every property that is fixed at creation', () => {
    const changed: readonly Given[] = [
      written,
      { ...written, name: 'another' },
      { ...written, parameters: { ...parameters, trafficType: 'ALL' } },
      { ...written, parameters: { ...parameters, trafficType: 'ACCEPT' } },
      { ...written, parameters: { ...parameters, maxAggregationInterval: 600 } },
      { ...written, destination: { ...destination, prefix: 'team2' } },
      { ...written, destination: { ...destination, fields: 'end,start' } },
      { ...written, destination: { ...destination, fields: 'start' } },
      { ...written, destination: { ...destination, fileFormat: 'plain-text' } },
      { ...written, destination: { ...destination, hiveCompatiblePartitions: false } },
      { ...written, destination: { ...destination, perHourPartition: false } },
      {
        ...written,
        destination: { ...destination, hiveCompatiblePartitions: false, perHourPartition: false },
      },
    ];
    const folders = changed.map((given) => folderOf(given));
    const shapes = folders.map((folder) => folder.split('/').at(-2));
    expect(new Set(folders).size).toBe(changed.length);
    // Name and prefix have folders of their own; the other nine changes each have another shape.
    expect(new Set(shapes).size).toBe(changed.length - 2);
  });

  it.each<readonly [string, Given]>([
    ['which VPCs are judged', { parameters: { ...parameters, scopeTags: 'a=b', includeDefaultVpcs: false } }],
    [
      'exemptions',
      { parameters: { ...parameters, exemptTagKey: 'x', maxExemptionDays: 7, exemptVpcIds: 'vpc-01234567' } },
    ],
    [
      'what else will do',
      { parameters: { ...parameters, destinations: 'arn:aws:s3:::*', destinationTypes: 's3' } },
    ],
    ['required fields that are written anyway', { parameters: { ...parameters, requiredFields: 'start' } }],
    [
      'a required file format that is written anyway',
      { parameters: { ...parameters, fileFormat: 'parquet' } },
    ],
    ['remediation', { remediation: { mode: 'manual', settleMinutes: 9 } }],
  ])('does not depend on %s', (_, changed) =>
    expect(folderOf({ ...written, ...changed })).toBe(folderOf(written)),
  );

  it('has the same last name in another bucket', () =>
    expect(folderOf(written, 'arn:aws-cn:s3:::other')).toBe(
      folderOf(written).replace(BUCKET, 'arn:aws-cn:s3:::other'),
    ));
});
