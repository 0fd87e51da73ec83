import { Command } from 'commander';
import { addRequirementFlags, type RequirementFlags, requirementsOf } from '../../../fleet/requirements';
import { UserMistake } from '../../../fleet/user-mistake';
import { parseFlowLogsContext } from '../../../lib';
import { PARAMETER_SUMMARIES, PARAMETERS, printParameters } from '../../../policy';

type Files = Readonly<Record<string, string>>;

const parsed = (args: readonly string[]): RequirementFlags => {
  const command = addRequirementFlags(new Command('audit')).exitOverride();
  return command.parse(args, { from: 'user' }).opts<RequirementFlags>();
};

const read = (args: readonly string[], files: Files = {}) =>
  requirementsOf(parsed(args), { readFile: (path) => Promise.resolve(files[path]) });

/** The parameters of the only requirement, without those that are at their default. */
async function printed(args: readonly string[], files: Files = {}) {
  const [requirement, ...others] = await read(args, files);
  if (!requirement || others.length > 0) throw new Error('not one requirement');
  return { ...requirement, parameters: printParameters(requirement.parameters) };
}

const mistake = async (args: readonly string[], files: Files = {}): Promise<string> => {
  const thrown = await read(args, files).catch((error: unknown) => error);
  if (thrown instanceof UserMistake) return thrown.message;
  throw new Error('it was not refused');
};

const file = (flowLogs: unknown): string => JSON.stringify({ app: 'x', context: { flowLogs } });

const CENTRAL = { type: 's3', bucketArn: 'arn:aws:s3:::central' };

describe('requirements are read', () => {
  test('from the defaults, where nobody says anything', async () => {
    expect(await read([])).toEqual([
      {
        name: 'all-traffic',
        source: 'defaults',
        parameters: expect.objectContaining({ trafficType: 'ALL' }),
      },
    ]);
  });

  test.each([
    ['no context', JSON.stringify({ app: 'x' })],
    ['a context without flowLogs', JSON.stringify({ context: { other: true } })],
  ])('from the defaults, where ./cdk.json has %s', async (_, text) => {
    expect(await read([], { './cdk.json': text })).toMatchObject([{ source: 'defaults' }]);
  });

  test('from ./cdk.json, with its destination', async () => {
    const requirements = [{ name: 'central', parameters: { trafficType: 'REJECT' }, destination: CENTRAL }];
    expect(await read([], { './cdk.json': file({ requirements, schedule: 'One_Hour' }) })).toMatchObject([
      {
        name: 'central',
        source: 'cdk.json',
        file: './cdk.json',
        parameters: { trafficType: 'REJECT' },
        destination: { bucketArn: 'arn:aws:s3:::central' },
      },
    ]);
  });

  test('from a file that is named, whatever ./cdk.json says', async () => {
    const files = { './cdk.json': 'no JSON', 'infra/cdk.json': file({ requirements: [{ name: 'there' }] }) };
    expect(await read(['--config', 'infra/cdk.json'], files)).toMatchObject([
      { name: 'there', source: 'cdk.json', file: 'infra/cdk.json' },
    ]);
  });

  test('from flags, whatever ./cdk.json says', async () => {
    const flags = ['--traffic-type', 'REJECT', '--include-default-vpcs', 'false'];
    expect(await printed(flags, { './cdk.json': 'no JSON' })).toEqual({
      name: 'reject-traffic',
      source: 'flags',
      parameters: { trafficType: 'REJECT', includeDefaultVpcs: 'false' },
    });
  });

  test('as at synthesis: of several, each asks for the type that its own remediation creates', async () => {
    const context = {
      requirements: [
        { name: 'files', destination: CENTRAL },
        { name: 'groups', destination: { type: 'cloud-watch-logs' } },
        { name: 'watched', remediation: { mode: 'observe' } },
      ],
    };
    const audited = await read([], { './cdk.json': file(context) });
    const synthesized = parseFlowLogsContext(context).requirements ?? [];
    expect(audited.map(({ parameters }) => parameters.destinationTypes)).toEqual([
      ['s3'],
      ['cloud-watch-logs'],
      [],
    ]);
    expect(audited.map(({ parameters }) => parameters.destinationTypes)).toEqual(
      synthesized.map(({ parameters }) => parameters?.destinationTypes),
    );
  });
});

describe('each parameter of the rule', () => {
  const { maxRemediationsPerSweep: _, ...judging } = PARAMETER_SUMMARIES;
  const written: Readonly<Record<keyof typeof judging, string>> = {
    trafficType: 'ACCEPT',
    destinationTypes: 's3',
    destinations: 'arn:aws:s3:::central',
    maxAggregationInterval: '60',
    requiredFields: 'vpc-id,flow-direction',
    fileFormat: 'parquet',
    includeDefaultVpcs: 'false',
    scopeTags: 'Environment=prod|production,Tier=web',
    exemptTagKey: 'flow-logs-exempt-until',
    maxExemptionDays: '30',
    exemptVpcIds: 'vpc-0123456789abcdef0',
    acceptSubnetCoverage: 'true',
  };

  test.each(Object.entries(written))('has a flag that reads it: %s', async (name, value) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    expect(await printed([flag, value])).toMatchObject({ parameters: { [name]: value } });
  });

  test('is in the help, with what it is for and what it allows', () => {
    const help = addRequirementFlags(new Command('audit'))
      .configureHelp({ helpWidth: 5000 })
      .helpInformation();
    for (const [name, summary] of Object.entries(judging)) {
      expect(help).toContain(`${summary} Allowed: `);
      expect(help).toContain(PARAMETERS[name as keyof typeof judging].kind.allowed);
    }
    expect(help).not.toContain('--max-remediations-per-sweep');
  });

  test('may be repeated where it lists several values', async () => {
    const [requirement] = await read(['--required-fields', 'vpc-id', '--required-fields', 'subnet-id']);
    expect(requirement?.parameters.requiredFields).toEqual(['vpc-id', 'subnet-id']);
    expect(await mistake(['--traffic-type', 'ALL', '--traffic-type', 'REJECT'])).toContain(
      'got "ALL,REJECT"',
    );
  });
});

describe('the destination of what flags ask for', () => {
  test.each([
    [
      'a bucket',
      'arn:aws:s3:::central/network/',
      { type: 's3', bucketArn: 'arn:aws:s3:::central', prefix: 'network' },
    ],
    [
      'a stream as EC2 writes it',
      'arn:aws:firehose:eu-west-1:111122223333:deliverystream:flow',
      { deliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow' },
    ],
    [
      'a log group as CloudWatch Logs writes it',
      'arn:aws:logs:eu-west-1:111122223333:log-group:flow:*',
      { logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:flow' },
    ],
    [
      'the first that is no pattern',
      'arn:aws:s3:::log-*,arn:aws:s3:::central',
      { bucketArn: 'arn:aws:s3:::central' },
    ],
    ['none, of patterns alone', 'arn:aws:s3:::log-*', undefined],
  ])('is an approved one: %s', async (_, destinations, expected) => {
    const [requirement] = await read(['--destinations', destinations]);
    if (expected === undefined) expect(requirement?.destination).toBeUndefined();
    else expect(requirement?.destination).toMatchObject(expected);
  });

  test('has the format that is required', async () => {
    const flags = ['--destinations', 'arn:aws:s3:::central', '--file-format', 'parquet'];
    expect(await read(flags)).toMatchObject([{ destination: { fileFormat: 'parquet' } }]);
  });
});

describe('a mistake is told in words, with all others', () => {
  test('of flags, by the names of the flags', async () => {
    const message = await mistake(['--traffic-type', 'some', '--max-aggregation-interval', '61']);
    expect(message.split('\n').map((line) => line.split(': got')[0])).toEqual([
      'flags: 2 values must be corrected, nothing was asked of AWS',
      '- --traffic-type',
      '- --max-aggregation-interval',
    ]);
    expect(message).toContain(
      'got "some", allowed: ALL, ACCEPT or REJECT; correct it, or leave it out for ALL',
    );
  });

  test.each<[string, readonly string[], Files, readonly string[]]>([
    [
      'flags that contradict each other',
      ['--destination-types', 's3', '--destinations', 'arn:aws:logs:eu-west-1:111122223333:log-group:a'],
      {},
      ['flags: 1 value must', '- --destinations: got'],
    ],
    [
      'flags and a file',
      ['--config', 'cdk.json', '--traffic-type', 'ALL', '--file-format', 'parquet'],
      {},
      ['--config and --traffic-type, --file-format: give a file or flags, not both'],
    ],
    [
      'a file that is not there',
      ['--config', 'x.json'],
      {},
      ['--config: got "x.json"', 'there is no such file'],
    ],
    [
      'a file without the context',
      ['--config', 'x.json'],
      { 'x.json': '{"context":{}}' },
      ['a cdk.json with the context flowLogs', 'leave --config out'],
    ],
    [
      'a file that is no JSON',
      [],
      { './cdk.json': '{' },
      ['./cdk.json is no JSON: ', 'or name another file by --config'],
    ],
    [
      'a requirement that synthesis refuses',
      [],
      {
        './cdk.json': file({
          requirements: [{ name: 'a', parameters: { trafficType: 'x' } }, { name: 'B' }],
        }),
      },
      [
        './cdk.json: 2 values must be corrected, nothing was asked of AWS',
        '- flowLogs.requirements[0].parameters.trafficType: got "x"',
        '- flowLogs.requirements[1].name: got "B"',
      ],
    ],
    [
      'a requirement that its own remedy does not meet',
      [],
      {
        './cdk.json': file({
          requirements: [{ name: 'a', parameters: { destinationTypes: 'cloud-watch-logs' } }],
        }),
      },
      ['requirement a: got', 'delivers to s3, cloud-watch-logs is required'],
    ],
    [
      'a misspelt name beside the requirements',
      [],
      { './cdk.json': file({ requirments: [] }) },
      ['flowLogs.requirments: got []', 'allowed: the settings requirements, schedule'],
    ],
  ])('%s', async (_, args, files, words) => {
    const message = await mistake(args, files);
    for (const each of words) expect(message).toContain(each);
  });
});
