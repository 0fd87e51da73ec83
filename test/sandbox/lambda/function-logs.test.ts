import { deploy } from '../../../sandbox/cloudformation/deployment';
import { invokeAsynchronously, run } from '../../../sandbox/lambda/invocations';
import type { Sandbox } from '../../../sandbox/sandbox';
import { openEndpoint, START } from '../endpoint';
import { nodeFunction, role, smallStack } from '../small-stack';

const metricLine = (Judged: unknown): string =>
  JSON.stringify({
    _aws: {
      Timestamp: START.getTime(),
      CloudWatchMetrics: [{ Namespace: 'rule', Dimensions: [[]], Metrics: [{ Name: 'Judged' }] }],
    },
    Judged,
  });

const levelled = (level: string): string => JSON.stringify({ timestamp: START.toISOString(), level });

const MAY_LOG = {
  PolicyName: 'Logs',
  PolicyDocument: {
    Statement: { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
  },
};

interface Settings {
  readonly mayLog?: boolean;
  readonly LoggingConfig?: object;
  readonly group?: string;
}

/** A function that prints these lines, and that Config may invoke. */
async function printer(lines: readonly string[], settings: Settings = {}): Promise<Sandbox> {
  const { mayLog = true, LoggingConfig = {}, group = 'group' } = settings;
  const { sandbox } = await openEndpoint();
  const { world, home } = sandbox;
  const result = { payload: 'null', functionError: undefined, logLines: lines };
  world.connect({
    awsApi: world.awsApi,
    functionHost: { kill: () => undefined, invoke: () => Promise.resolve(result) },
  });
  const { Type, Properties } = role('lambda.amazonaws.com');
  const resources = {
    Role: { Type, Properties: { ...Properties, ...(mayLog ? { Policies: [MAY_LOG] } : {}) } },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: group } },
    Function: nodeFunction({
      FunctionName: 'printer',
      LoggingConfig: { LogFormat: 'JSON', LogGroup: 'group', ...LoggingConfig },
    }),
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Function' },
        Principal: 'config.amazonaws.com',
      },
    },
  };
  deploy(world, home, smallStack(resources, new Map([['code.zip', '.']])));
  return sandbox;
}

/** Invokes it once; what of its lines arrived. */
async function logged(lines: readonly string[], settings: Settings = {}) {
  const sandbox = await printer(lines, settings);
  const { world, home } = sandbox;
  for (const printing of home.functions.values()) await run(world, home, printing, {});
  const written = [...home.logGroups.values()].flatMap((each) => each.lines);
  return { written, metrics: home.metrics.map(({ name, value }) => `${name} ${value}`) };
}

describe('what a function prints', () => {
  const lines = ['text', levelled('DEBUG'), metricLine(3), levelled('ERROR'), metricLine([4, 5])];

  test('is logged without what is below INFO, and its metrics are played', async () => {
    expect(await logged(lines)).toEqual({
      written: ['text', metricLine(3), levelled('ERROR'), metricLine([4, 5])],
      metrics: ['Judged 3', 'Judged 4', 'Judged 5'],
    });
  });

  test('is logged whole at the level of DEBUG', async () => {
    const { written } = await logged(lines, { LoggingConfig: { ApplicationLogLevel: 'DEBUG' } });
    expect(written).toEqual(lines);
  });

  test('loses its metrics at a level above INFO: they have none of their own', async () => {
    expect(await logged(lines, { LoggingConfig: { ApplicationLogLevel: 'WARN' } })).toEqual({
      written: [levelled('ERROR')],
      metrics: [],
    });
  });

  test.each([
    ['the role may not log', { mayLog: false }],
    ['there is no such log group', { group: 'another' }],
  ])('is lost with its metrics when %s', async (_, settings) => {
    expect(await logged(lines, settings)).toEqual({ written: [], metrics: [] });
  });

  test('fails the rehearsal when it would be metrics and is not', async () => {
    await expect(logged([metricLine('3')])).rejects.toMatchObject({
      name: 'EmbeddedMetricError',
      message: expect.stringContaining('metric Judged is no number'),
    });
  });

  test('fails the rehearsal too when nobody waits for the answer', async () => {
    const sandbox = await printer([metricLine('3')]);
    const [target] = sandbox.home.functions.values();
    const invocation = { service: 'config.amazonaws.com', functionArn: target?.arn ?? '', event: {} };
    invokeAsynchronously(sandbox.world, sandbox.home, invocation);
    await expect(sandbox.advance(60)).rejects.toMatchObject({ name: 'EmbeddedMetricError' });
  });

  test.each([
    ['plain text', { LogFormat: 'Text' }, 'LogFormat'],
    ['a format that is left out, which is plain text', { LogFormat: undefined }, 'LogFormat is missing'],
    ['a level that is none', { ApplicationLogLevel: 'LOUD' }, 'ApplicationLogLevel'],
  ])('is refused as %s', async (_, LoggingConfig, problem) => {
    await expect(logged([], { LoggingConfig })).rejects.toThrow(problem);
  });
});
