import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogDestination, parseFlowLogsContext, type RequirementProps, UserMistake } from '../../lib';
import { APP_SETTINGS } from '../../lib/app-settings';
import { PARAMETERS, RECORD_FIELDS, type SettingTable } from '../../policy';
import { DESTINATION_SETTINGS, REMEDIATION_SETTINGS } from '../../runbook';
import { deployed, deployedFromContext, REPOSITORY_CONTEXT, ROOT } from './deployed';

const mistakeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserMistake) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
};

const LOG_GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs';
const ROLE = 'arn:aws:iam::111122223333:role/delivery';
const STREAM = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs';

const one = (requirement: object) => ({ requirements: [{ name: 'all-traffic', ...requirement }] });
const parameters = (values: object) => one({ parameters: values });

describe('a context that cannot be deployed', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['no object', 'all', ['flowLogs: got "all"', 'requirements, schedule', 'or leave it out']],
    ['no list of requirements', { requirements: {} }, ['flowLogs.requirements: got {}', 'at least one']],
    ['an empty list', { requirements: [] }, ['flowLogs.requirements: got []', 'at least one requirement']],
    ['no requirement', { requirements: [7] }, ['flowLogs.requirements[0]: got 7']],
    [
      'no name',
      { requirements: [{}] },
      ['flowLogs.requirements[0].name: got nothing', 'for example all-traffic'],
    ],
    [
      'an unknown setting',
      { scedule: 'One_Hour' },
      ['flowLogs.scedule: got "One_Hour"', 'requirements, schedule'],
    ],
    ['a parameter in the wrong place', { trafficType: 'ALL' }, ["into a requirement's parameters"]],
    [
      'a bad schedule',
      { schedule: '6h' },
      ['flowLogs.schedule: got "6h"', 'Six_Hours', 'leave it out for Six_Hours'],
    ],
    ['a bad retention', { logRetentionDays: 91 }, ['flowLogs.logRetentionDays: got 91', '90']],
    [
      'a boundary that is no policy',
      { permissionsBoundaryArn: 'arn:aws:iam::111122223333:role/x' },
      ['flowLogs.permissionsBoundaryArn: got', 'arn:aws:iam::111122223333:policy/name'],
    ],
    ['a path without a slash', { rolePath: 'network/' }, ['flowLogs.rolePath: got "network/"', '/platform/']],
    [
      'a path that makes the ARN of a role too long for Config',
      { rolePath: `/${'p'.repeat(154)}/` },
      ['flowLogs.rolePath: got', 'at most 155 characters'],
    ],
    [
      'a role for S3',
      one({ destination: { deliveryRoleArn: 'arn:aws:iam::111122223333:role/delivery' } }),
      ['destination.deliveryRoleArn: got', 'VPC Flow Logs needs no role to deliver to S3'],
    ],
    [
      'a stream without a name',
      one({ destination: { type: 'kinesis-data-firehose' } }),
      ['destination.deliveryStreamArn: got nothing', 'the stack makes none'],
    ],
    [
      'a cap where nothing is automatic',
      one({ parameters: { maxRemediationsPerSweep: 10 }, remediation: { mode: 'manual' } }),
      ['got maxRemediationsPerSweep 10 where remediation is manual', 'set remediation.mode to automatic'],
    ],
    ['a bad topic', { alarmTopicArn: 'security' }, ['flowLogs.alarmTopicArn: got "security"', 'arn:aws:sns']],
    [
      'a bad parameter',
      parameters({ trafficType: 'all' }),
      ['requirements[0].parameters.trafficType: got "all"'],
    ],
    [
      'a bad destination',
      one({ destination: { bucketArn: 'central' } }),
      ['destination.bucketArn: got "central"'],
    ],
    ['a bad mode', one({ remediation: { mode: 'off' } }), ['remediation.mode: got "off"', 'observe']],
    [
      'two requirements of one name',
      { requirements: [{ name: 'same' }, { name: 'same' }] },
      ['flowLogs.requirements[1].name: got "same"', 'flowLogs.requirements[0] has the same name'],
    ],
    [
      'a remedy of another type than is asked for',
      parameters({ destinationTypes: ['cloud-watch-logs'] }),
      ['requirement all-traffic: got', 'delivers to s3, cloud-watch-logs is required', 'so that they agree'],
    ],
    [
      'a remedy to a bucket that is not approved',
      parameters({ destinations: ['arn:aws:s3:::central'] }),
      ['delivers to arn:aws:s3:::made-by-the-stack', 'not approved'],
    ],
    [
      'a remedy to a bucket of which only the name is approved, which nobody knows yet',
      parameters({ destinations: ['arn:aws:s3:::bucket-*'] }),
      ['delivers to arn:aws:s3:::made-by-the-stack', 'not approved'],
    ],
    [
      'a destination that is only a type',
      one({ destination: 's3' }),
      ['requirements[0].destination: got "s3"', 'write {"type": "s3"}'],
    ],
    [
      'one field among many',
      one({ destination: { fields: [...RECORD_FIELDS.slice(0, 29), 'srcadr'] } }),
      ['destination.fields: got "srcadr" in ["version","account-id"'],
    ],
    [
      'a remedy that lacks a required field',
      one({ parameters: { requiredFields: ['vpc-id'] }, destination: { fields: ['version'] } }),
      ['lacks the fields vpc-id'],
    ],
    [
      'fields that need permissions that no role has',
      parameters({ requiredFields: ['ecs-cluster-arn', 'instance-tag'] }),
      ['got the fields ecs-cluster-arn, instance-tag', 'without further permissions'],
    ],
    [
      'more parameters than Config stores',
      parameters({
        exemptVpcIds: Array.from({ length: 60 }, (_, i) => `vpc-${String(i).padStart(17, '0')}`),
      }),
      ['requirement all-traffic: got parameters of 1338 characters', 'at most 1024'],
    ],
  ])('is refused with words that help: %s', (_, context, words) => {
    const message = mistakeOf(() => parseFlowLogsContext(context));
    for (const each of words) expect(message).toContain(each);
    expect(message).toMatch(/^flow log settings: 1 value must be corrected, nothing was synthesized\n- /);
  });

  it('is refused once, with everything that is wrong with it', () => {
    const message = mistakeOf(() =>
      parseFlowLogsContext({
        schedule: 'daily',
        requirements: [
          { name: 'All', parameters: { trafficType: 'SOME' } },
          { name: 'central', destination: { prefix: 'AWSLogs' }, remediation: { errorPercentage: 0 } },
          { name: 'central' },
          { name: 'parquet', parameters: { fileFormat: 'parquet' } },
        ],
      }),
    );
    expect(message.split('\n').map((line) => line.split(': got')[0])).toEqual([
      'flow log settings: 7 values must be corrected, nothing was synthesized',
      '- flowLogs.schedule',
      '- flowLogs.requirements[0].name',
      '- flowLogs.requirements[0].parameters.trafficType',
      '- flowLogs.requirements[1].destination.prefix',
      '- flowLogs.requirements[1].remediation.errorPercentage',
      '- flowLogs.requirements[2].name',
      '- requirement parquet',
    ]);
  });

  it('may ask for what nobody creates, as long as it only observes', () => {
    const observed = {
      parameters: { destinationTypes: ['cloud-watch-logs'] },
      remediation: { mode: 'observe' },
    };
    expect(() => parseFlowLogsContext(one(observed))).not.toThrow();
  });
});

describe('props', () => {
  it('are validated as the context is', () => {
    const requirements = [
      { name: 'Bad Name' },
      { name: 'good', destination: LogDestination.s3({ bucketArn: 'central' }) },
    ];
    const message = mistakeOf(() => deployed({ requirements, logRetentionDays: 91 as 90 }));
    expect(message).toContain('- logRetentionDays: got 91');
    expect(message).toContain('- requirements[0].name: got "Bad Name"');
    expect(message).toContain('- requirements[1].destination.bucketArn: got "central"');
  });

  it('deploy what the same context deploys', () => {
    const scope = { scopeTags: 'Environment=prod|staging', requiredFields: ['vpc-id'], maxExemptionDays: 30 };
    const destination = {
      bucketArn: 'arn:aws:s3:::central',
      prefix: 'network',
      fileFormat: 'parquet',
    } as const;
    const remediation = { mode: 'manual', settleMinutes: 1 } as const;
    const inCode: RequirementProps = {
      name: 'same',
      parameters: scope,
      destination: LogDestination.s3(destination),
      remediation,
    };
    const inContext = {
      name: 'same',
      parameters: scope,
      destination: { type: 's3', ...destination },
      remediation,
    };
    expect(deployed({ requirements: [inCode], schedule: 'One_Hour' }).toJSON()).toEqual(
      deployedFromContext({ requirements: [inContext], schedule: 'One_Hour' }).toJSON(),
    );
  });

  it.each<readonly [string, () => LogDestination, object]>([
    [
      'of a log group',
      () => LogDestination.cloudWatchLogs({ retentionDays: 30, fields: ['version', 'start'] }),
      { type: 'cloud-watch-logs', retentionDays: 30, fields: 'version,start' },
    ],
    [
      'of an existing log group',
      () => LogDestination.cloudWatchLogs({ logGroupArn: LOG_GROUP, deliveryRoleArn: ROLE }),
      { type: 'cloud-watch-logs', logGroupArn: `${LOG_GROUP}:*`, deliveryRoleArn: ROLE },
    ],
    [
      'of a stream',
      () => LogDestination.firehose({ deliveryStreamArn: STREAM }),
      { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM },
    ],
  ])('%s deploy what the same context deploys', (_, make, destination) => {
    const roles = { rolePath: '/a/', permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/b' };
    expect(deployed({ ...roles, requirements: [{ name: 'same', destination: make() }] }).toJSON()).toEqual(
      deployedFromContext({ ...roles, requirements: [{ name: 'same', destination }] }).toJSON(),
    );
  });

  it('that are left out deploy what no context deploys', () => {
    expect(deployed().toJSON()).toEqual(deployedFromContext(undefined).toJSON());
  });
});

describe('the documented defaults', () => {
  const documented = (file: string, interfaceName: string): Readonly<Record<string, string>> => {
    const source = readFileSync(join(ROOT, 'lib', file), 'utf8');
    const body = new RegExp(`interface ${interfaceName} \\{([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? '';
    const found = body.matchAll(/@default (.+)\n\s+\*\/\n\s+readonly (\w+)\?:/g);
    return Object.fromEntries([...found].map(([, text = '', name = '']) => [name, text]));
  };

  it.each<[string, string, SettingTable, readonly string[], readonly string[]]>([
    ['requirement-props.ts', 'RuleParameterProps', PARAMETERS, [], []],
    ['requirement-props.ts', 'RemediationSettingsProps', REMEDIATION_SETTINGS, [], []],
    ['bucket-delivery.ts', 'S3LogDestinationProps', DESTINATION_SETTINGS.s3, [], ['bucket', 'encryptionKey']],
    [
      'log-group-delivery.ts',
      'CloudWatchLogsDestinationProps',
      DESTINATION_SETTINGS['cloud-watch-logs'],
      [],
      ['logGroup', 'encryptionKey', 'deliveryRole'],
    ],
    [
      'stream-delivery.ts',
      'FirehoseLogDestinationProps',
      DESTINATION_SETTINGS['kinesis-data-firehose'],
      ['deliveryStreamArn'],
      [],
    ],
    [
      'flow-logs-compliance-props.ts',
      'FlowLogsComplianceProps',
      APP_SETTINGS,
      [],
      ['requirements', 'functionCode'],
    ],
  ])('in %s of %s are those of the table', (file, interfaceName, table, notProps, notSettings) => {
    const defaults = documented(file, interfaceName);
    expect(Object.keys(defaults).filter((name) => !notSettings.includes(name))).toEqual(
      expect.arrayContaining(Object.keys(table).filter((name) => !notProps.includes(name))),
    );
    for (const [name, text] of Object.entries(defaults).filter(([each]) => !notSettings.includes(each))) {
      const { kind, default: fallback } = table[name] ?? {};
      const printed = typeof fallback === 'string' ? `'${fallback}'` : kind?.print(fallback);
      if (text.startsWith('- ')) expect(kind?.print(fallback)).toBe('');
      else expect(`${name} ${text}`).toBe(`${name} ${printed}`);
    }
  });
});

it("accepts the repository's own context", () => {
  expect(() => parseFlowLogsContext(REPOSITORY_CONTEXT)).not.toThrow();
});
