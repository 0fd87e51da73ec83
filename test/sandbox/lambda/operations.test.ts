import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  type InvokeCommandInput,
  type LambdaClient,
  ListFunctionsCommand,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { deploy } from '../../../sandbox/cloudformation/deployment';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { Account, allow, OWNER } from '../account';
import { nodeFunction, role, smallStack } from '../small-stack';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'function-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ARN = `arn:aws:lambda:eu-central-1:${OWNER}:function:judge`;

/** A function of this body, and others of the same code where more names are given. */
async function functionOf(body: string, ...names: readonly string[]): Promise<Account> {
  writeFileSync(join(folder, 'index.js'), `exports.handler = async (event) => {${body}}`);
  const account = await Account.open();
  const logGroup = { LogFormat: 'JSON', LogGroup: { Ref: 'Group' } };
  const functions = ['judge', ...names].map((FunctionName) => [
    FunctionName,
    nodeFunction({ FunctionName, LoggingConfig: logGroup, Environment: { Variables: { COLOUR: 'red' } } }),
  ]);
  const logging = { Version: '2012-10-17', Statement: [allow('logs:*')] };
  const { Type, Properties } = role('lambda.amazonaws.com');
  const resources = {
    Role: { Type, Properties: { ...Properties, Policies: [{ PolicyName: 'log', PolicyDocument: logging }] } },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'judge' } },
    ...Object.fromEntries(functions),
  };
  const { world, home } = account.sandbox;
  deploy(world, home, smallStack(resources, new Map([['code.zip', folder]])));
  return account;
}

const invoke = async (lambda: LambdaClient, input: Partial<InvokeCommandInput> = {}) => {
  const { Payload, ...answer } = await lambda.send(new InvokeCommand({ FunctionName: 'judge', ...input }));
  return { ...answer, payload: Payload?.transformToString() };
};

describe('Invoke', () => {
  it('waits for the answer of the function', async () => {
    const { lambda } = await functionOf('return { got: event };');
    await expect(invoke(lambda, { Payload: Buffer.from('{"é":"🦜"}') })).resolves.toMatchObject({
      ...{ StatusCode: 200, ExecutedVersion: '$LATEST', payload: '{"got":{"é":"🦜"}}' },
    });
  });

  it('hands the function an empty object where there is no payload', async () => {
    const { lambda } = await functionOf('return event;');
    await expect(invoke(lambda)).resolves.toMatchObject({ payload: '{}' });
  });

  it.each([
    ['nobody lets in', undefined, 'AccessDeniedException'],
    ['the policy of the function lets in', { Effect: 'Allow' }, undefined],
    ['it denies', { Effect: 'Deny' }, 'AccessDeniedException'],
  ])('asks the policies about a role that %s', async (_title, statement, refusal) => {
    const account = await functionOf('return event;');
    const caller = await account.asRole('caller', ...(refusal && statement ? [allow('lambda:*')] : []));
    const [target] = account.sandbox.home.functions.values();
    if (target && statement) {
      const named = { Principal: { AWS: `arn:aws:iam::${OWNER}:role/caller` }, ...statement };
      const Statement = { Action: 'lambda:InvokeFunction', Resource: ARN, ...named };
      target.policy = parsePolicyDocument({ Statement }, 'policy of judge');
    }
    const refused = await invoke(caller.lambda).then(
      () => undefined,
      ({ name }) => name,
    );
    expect(refused).toBe(refusal);
  });

  it('says in a header that the function failed, and how in the payload', async () => {
    const { lambda } = await functionOf('throw new RangeError("too far");');
    const { payload = '', ...answer } = await invoke(lambda);
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(payload)).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
  });

  it('leaves the log lines of the function in its log group, where Logs finds them', async () => {
    const { lambda, logs } = await functionOf('console.info({ told: event.told });');
    await invoke(lambda, { Payload: Buffer.from('{"told":7}') });
    const found = await logs.send(new FilterLogEventsCommand({ logGroupName: 'judge' }));
    expect(found.events?.map(({ message = '' }) => JSON.parse(message).message)).toEqual([{ told: 7 }]);
  });

  it('queues an event, and repeats it when the function fails', async () => {
    const { lambda, sandbox } = await functionOf('throw new Error("never");');
    await expect(invoke(lambda, { InvocationType: 'Event' })).resolves.toMatchObject({
      StatusCode: 202,
    });
    const failures = () =>
      sandbox.world.trace.events.filter(({ text }) => text.startsWith('judge failed')).length;
    expect(failures()).toBe(0);
    await sandbox.advance(300);
    expect(failures()).toBe(3);
  });

  it('tries the permission alone', async () => {
    const account = await functionOf('throw new Error("it ran");');
    const { lambda } = await account.asRole('caller', allow('lambda:InvokeFunction', ARN));
    await expect(invoke(lambda, { InvocationType: 'DryRun' })).resolves.toMatchObject({ StatusCode: 204 });
    const stranger = await account.asRole('stranger');
    for (const InvocationType of ['DryRun', 'Event', 'RequestResponse'] as const)
      await expect(invoke(stranger.lambda, { InvocationType })).rejects.toMatchObject({
        ...{ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } },
        message: expect.stringContaining(`lambda:InvokeFunction on resource: ${ARN}`),
      });
  });

  it.each(['judge', ARN, `${OWNER}:function:judge`, 'judge:$LATEST', `${ARN}:$LATEST`])(
    'finds the function by %s',
    async (FunctionName) => {
      const { lambda } = await functionOf('return 1;');
      await expect(invoke(lambda, { FunctionName })).resolves.toMatchObject({ payload: '1' });
    },
  );

  it.each([
    ['another name', { FunctionName: 'jury' }, ARN.replace('judge', 'jury')],
    ['another Region', { FunctionName: ARN.replace('central', 'west') }, ARN.replace('central', 'west')],
    ['a version', { Qualifier: '1' }, `${ARN}:1`],
    ['a version behind its name', { FunctionName: 'judge:live' }, `${ARN}:live`],
  ])('finds none by %s', async (_title, input, named) => {
    const { lambda } = await functionOf('return 1;');
    await expect(invoke(lambda, input)).rejects.toMatchObject({
      ...{ name: 'ResourceNotFoundException', message: `Function not found: ${named}` },
      $metadata: { httpStatusCode: 404 },
    });
  });

  it.each([
    [
      'a payload that is no JSON',
      { Payload: Buffer.from('{') },
      'InvalidRequestContentException',
      'Could not parse request body into json',
    ],
    [
      'a payload that is no text',
      { Payload: Uint8Array.from([255]) },
      'InvalidRequestContentException',
      'Could not parse',
    ],
    [
      'a type that does not exist',
      { InvocationType: 'Later' as 'Event' },
      'ValidationException',
      'Member must satisfy enum value set: [Event, RequestResponse, DryRun]',
    ],
    [
      'a name with a blank',
      { FunctionName: 'the judge' },
      'ValidationException',
      "Value 'the judge' at 'functionName' failed to satisfy constraint",
    ],
    [
      'the end of the log, which is not modelled',
      { LogType: 'Tail' },
      'NotModelled',
      'LogType Tail of Invoke',
    ],
  ] as const)('refuses %s', async (_title, input, name, message) => {
    const { lambda } = await functionOf('return 1;');
    await expect(invoke(lambda, input)).rejects.toMatchObject({
      ...{ name, message: expect.stringContaining(message), $metadata: { httpStatusCode: 400 } },
    });
  });
});

it('a function is described as it was deployed', async () => {
  const account = await functionOf('return 1;');
  const get = (lambda: LambdaClient) =>
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'judge' }));
  await expect(get(account.lambda)).resolves.toMatchObject({
    ...{ FunctionName: 'judge', FunctionArn: ARN, Handler: 'index.handler', Version: '$LATEST' },
    ...{ State: 'Active', Environment: { Variables: { COLOUR: 'red' } } },
    LoggingConfig: { LogFormat: 'JSON', LogGroup: 'judge', ApplicationLogLevel: 'INFO' },
  });
  const stranger = await account.asRole('stranger');
  await expect(get(stranger.lambda)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

it('functions are listed in order, page by page', async () => {
  const { lambda } = await functionOf('return 1;', 'clerk', 'usher');
  const pages: (string | undefined)[][] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda, pageSize: 2 }, {}))
    pages.push(Functions.map(({ FunctionName }) => FunctionName));
  expect(pages).toEqual([['clerk', 'judge'], ['usher']]);
});

it.each([
  ['MaxItems 0', { MaxItems: 0 }, 'ValidationException'],
  ['a marker that nobody handed out', { Marker: 'x' }, 'InvalidParameterValueException'],
])('ListFunctions refuses %s', async (_title, input, name) => {
  const { lambda } = await Account.open();
  await expect(lambda.send(new ListFunctionsCommand(input))).rejects.toMatchObject({ name });
});

it('the policy of a function tells who may invoke it', async () => {
  const account = await functionOf('return 1;');
  const get = () => account.lambda.send(new GetPolicyCommand({ FunctionName: 'judge' }));
  await expect(get()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const { world, home } = account.sandbox;
  const Properties = {
    ...{ Action: 'lambda:InvokeFunction', FunctionName: 'judge', Principal: 'config.amazonaws.com' },
    SourceAccount: OWNER,
  };
  const Permission = { Type: 'AWS::Lambda::Permission', Properties };
  deploy(world, home, smallStack({ Permission }, new Map()));
  const { Policy = '' } = await get();
  expect(JSON.parse(Policy)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        ...{
          Sid: expect.stringMatching(/^Small-Permission-[0-9a-f]{12}$/),
          Effect: 'Allow',
          Action: 'lambda:InvokeFunction',
          Resource: ARN,
        },
        Principal: { Service: 'config.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': OWNER } },
      },
    ],
  });
});

it('functions are listed for those who may list them', async () => {
  const account = await functionOf('return event;');
  const listed = async (...statements: readonly object[]) => {
    const { lambda } = await account.asRole(`lister${statements.length}`, ...statements);
    return await lambda.send(new ListFunctionsCommand({}));
  };
  await expect(listed()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(listed(allow('lambda:ListFunctions'))).resolves.toMatchObject({
    Functions: [{ FunctionArn: ARN }],
  });
});
