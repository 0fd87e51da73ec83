import {
  DescribeAutomationExecutionsCommand,
  type DescribeAutomationExecutionsCommandInput,
  DescribeAutomationStepExecutionsCommand,
  type DescribeAutomationStepExecutionsCommandInput,
  DescribeDocumentCommand,
  GetAutomationExecutionCommand,
  GetDocumentCommand,
  ListDocumentsCommand,
  SSMClient,
  StartAutomationExecutionCommand,
  type StartAutomationExecutionCommandInput,
  StopAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import { START_BURST } from '../../../sandbox/automation/start-rate';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { openEndpoint, START } from '../endpoint';
import { addAutomationRole, addDocument, ROLE } from './played';
import { call, documentOf, sleep } from './steps';

const clients: SSMClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

const OUTPUTS = [{ Name: 'Ids', Selector: '$.Vpcs..VpcId', Type: 'StringList' }];
const DOCUMENT = {
  ...documentOf(
    call('Look', { outputs: OUTPUTS, maxAttempts: 2 }),
    sleep('Wait', { timeoutSeconds: 60, nextStep: 'Again', onFailure: 'step:Again', isCritical: false }),
    sleep('Again', { isEnd: true }),
  ),
  description: 'Looks and waits',
  parameters: {
    Name: { type: 'String', description: 'Whose', default: 'nobody', allowedPattern: '^[a-z]+$' },
  },
  outputs: ['Look.Ids', 'Wait.Nothing'],
};

/** Systems Manager with a document; API calls of its steps find two VPCs. */
async function automation() {
  const { sandbox } = await openEndpoint();
  const { world, home } = sandbox;
  const vpcs = { Vpcs: [{ VpcId: 'vpc-1' }, { VpcId: 'vpc-2' }] };
  const overTheWire = world.awsApi;
  world.connect({
    functionHost: { kill: () => undefined, invoke: () => Promise.reject(new Error('no function is played')) },
    awsApi: { call: () => Promise.resolve({ output: vpcs }) },
  });
  addAutomationRole(world);
  addDocument(home, 'Document', DOCUMENT);
  const ssm = new SSMClient({ ...sandbox.administrator(), maxAttempts: 1 });
  clients.push(ssm);
  const start = async (input: Partial<StartAutomationExecutionCommandInput> = {}): Promise<string> => {
    const command = new StartAutomationExecutionCommand({ DocumentName: 'Document', ...input });
    return (await ssm.send(command)).AutomationExecutionId ?? '';
  };
  const get = async (AutomationExecutionId: string) =>
    (await ssm.send(new GetAutomationExecutionCommand({ AutomationExecutionId }))).AutomationExecution;
  return { sandbox, ssm, start, get, overTheWire, advance: (seconds: number) => sandbox.advance(seconds) };
}

const at = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

describe('StartAutomationExecution', () => {
  test('takes one a second, and a few more at once after a quiet time', async () => {
    const { start, advance } = await automation();
    await start();
    await advance(3600);
    for (let count = 0; count < START_BURST; count += 1) await start();
    for (let second = 0; second < 3; second += 1) {
      await expect(start()).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
      await advance(1);
      await start();
    }
  });

  test.each<[string, Partial<StartAutomationExecutionCommandInput>, string]>([
    ['a document that is not there', { DocumentName: 'Other' }, 'AutomationDefinitionNotFoundException'],
    [
      'a parameter that is not the document’s',
      { Parameters: { Other: ['x'] } },
      'InvalidAutomationExecutionParametersException',
    ],
    [
      'a value that does not match',
      { Parameters: { Name: ['X'] } },
      'InvalidAutomationExecutionParametersException',
    ],
    ['a value of 513 characters', { Parameters: { Name: ['x'.repeat(513)] } }, 'ValidationException'],
    ['51 values', { Parameters: { Name: Array(51).fill('x') } }, 'ValidationException'],
    [
      '201 parameters',
      { Parameters: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`p${n}`, ['x']])) },
      'ValidationException',
    ],
  ])('refuses %s', async (_, input, code) => {
    const { start, ssm } = await automation();
    await expect(start(input)).rejects.toMatchObject({ name: code });
    const { AutomationExecutionMetadataList } = await ssm.send(new DescribeAutomationExecutionsCommand({}));
    expect(AutomationExecutionMetadataList).toEqual([]);
  });

  test('is refused while the queue is full', async () => {
    const { sandbox, start } = await automation();
    const { automation: state } = sandbox.home;
    state.running = 100;
    for (let count = 0; count < 5000; count += 1)
      state.queue.push({
        execution: {} as (typeof state.queue)[number]['execution'],
        begin: () => undefined,
      });
    await expect(start()).rejects.toMatchObject({ name: 'AutomationExecutionLimitExceededException' });
  });

  test.each([
    [['ssm:StartAutomationExecution'], 'iam:PassRole'],
    [['iam:PassRole'], 'ssm:StartAutomationExecution'],
    [['ssm:StartAutomationExecution', 'iam:PassRole'], undefined],
  ])('by a role that may %p lacks %p', async (Action, lacking) => {
    const { sandbox, overTheWire } = await automation();
    const { world, place } = sandbox;
    const roleArn = 'arn:aws:iam::111122223333:role/Operator';
    const policy = parsePolicyDocument({ Statement: { Effect: 'Allow', Action, Resource: '*' } }, 'policy');
    const trust = world.role(ROLE)?.trust ?? policy;
    world.addRole({ arn: roleArn, name: 'Operator', trust, policies: new Map([['policy', policy]]) });
    const answer = await overTheWire.call({
      caller: { kind: 'role', roleArn, accountId: place.accountId },
      place,
      service: 'ssm',
      api: 'StartAutomationExecution',
      input: { DocumentName: 'Document' },
    });
    expect(answer).toEqual(
      lacking === undefined
        ? { output: { AutomationExecutionId: expect.any(String) } }
        : { error: { name: 'AccessDeniedException', message: expect.stringContaining(lacking) } },
    );
  });
});

describe('GetAutomationExecution', () => {
  test('shows a running execution, its outputs so far and its current step', async () => {
    const { start, get, advance } = await automation();
    const id = await start({ Parameters: { Name: ['me'] } });
    await advance(5);
    expect(await get(id)).toMatchObject({
      AutomationExecutionId: id,
      DocumentName: 'Document',
      DocumentVersion: '1',
      AutomationExecutionStatus: 'InProgress',
      ExecutedBy: 'arn:aws:iam::111122223333:root',
      Mode: 'Auto',
      Parameters: { Name: ['me'] },
      CurrentStepName: 'Wait',
      CurrentAction: 'aws:sleep',
      ExecutionStartTime: START,
      Outputs: {
        'Look.Ids': ['vpc-1', 'vpc-2'],
        'Wait.Nothing': ['No output available yet because the step is not successfully executed'],
      },
    });
  });

  test('shows each step with what it was given, what it gave, and what the document says of it', async () => {
    const { start, get, advance } = await automation();
    const id = await start();
    await advance(60);
    const execution = await get(id);
    expect(execution).toMatchObject({ AutomationExecutionStatus: 'Success', ExecutionEndTime: at(22) });
    expect(execution?.CurrentStepName).toBeUndefined();
    expect(execution?.StepExecutions).toEqual([
      {
        StepExecutionId: expect.any(String),
        StepName: 'Look',
        Action: 'aws:executeAwsApi',
        StepStatus: 'Success',
        OnFailure: 'Abort',
        MaxAttempts: 2,
        IsEnd: false,
        IsCritical: true,
        Inputs: { Service: '"ec2"', Api: '"DescribeVpcs"' },
        Outputs: { Ids: ['vpc-1', 'vpc-2'] },
        ExecutionStartTime: at(1),
        ExecutionEndTime: at(2),
      },
      {
        StepExecutionId: expect.any(String),
        StepName: 'Wait',
        Action: 'aws:sleep',
        StepStatus: 'Success',
        TimeoutSeconds: 60,
        OnFailure: 'step:Again',
        MaxAttempts: 1,
        IsEnd: false,
        IsCritical: false,
        NextStep: 'Again',
        Inputs: { Duration: '"PT10S"' },
        Outputs: {},
        ExecutionStartTime: at(2),
        ExecutionEndTime: at(12),
      },
      expect.objectContaining({ StepName: 'Again', IsEnd: true }),
    ]);
    const ids = execution?.StepExecutions?.map(({ StepExecutionId }) => StepExecutionId);
    expect(new Set(ids).size).toBe(3);
  });

  test('knows no execution that is not there, and none that ended more than thirty days ago', async () => {
    const { start, get, advance } = await automation();
    const id = await start();
    await expect(get(UNKNOWN_ID)).rejects.toMatchObject({ name: 'AutomationExecutionNotFoundException' });
    await advance(30 * 86_400);
    expect(await get(id)).toBeDefined();
    await advance(60);
    await expect(get(id)).rejects.toMatchObject({ name: 'AutomationExecutionNotFoundException' });
  });
});

describe('StopAutomationExecution', () => {
  const stop = (AutomationExecutionId: string, Type?: 'Cancel' | 'Complete') =>
    new StopAutomationExecutionCommand({ AutomationExecutionId, Type });

  test.each([
    [undefined, 'Cancelled'],
    ['Cancel', 'Cancelled'],
    ['Complete', 'Success'],
  ] as const)('of Type %p leaves an execution Cancelled and its running step %s', async (type, status) => {
    const { ssm, start, get, advance } = await automation();
    const id = await start();
    await advance(5);
    await ssm.send(stop(id, type));
    expect(await get(id)).toMatchObject({ AutomationExecutionStatus: 'Cancelling' });
    await advance(60);
    const execution = await get(id);
    expect(execution?.AutomationExecutionStatus).toBe('Cancelled');
    expect(execution?.StepExecutions?.map(({ StepName, StepStatus }) => `${StepName} ${StepStatus}`)).toEqual(
      ['Look Success', `Wait ${status}`],
    );
  });

  test.each([
    ['has ended', 60],
    ['is being cancelled', 5],
  ])('of an execution that %s is refused', async (_, seconds) => {
    const { ssm, start, advance } = await automation();
    const id = await start();
    await advance(seconds);
    if (seconds < 20) await ssm.send(stop(id));
    await expect(ssm.send(stop(id))).rejects.toMatchObject({
      name: 'InvalidAutomationStatusUpdateException',
    });
  });

  test.each([
    ['another id', stop(UNKNOWN_ID), 'AutomationExecutionNotFoundException'],
    ['half an id', stop('1234'), 'ValidationException'],
    ['another type', stop(UNKNOWN_ID, 'Pause' as 'Cancel'), 'ValidationException'],
  ])('refuses %s', async (_, command, code) => {
    const { ssm } = await automation();
    await expect(ssm.send(command)).rejects.toMatchObject({ name: code });
  });
});

describe('DescribeAutomationExecutions', () => {
  /** One that ended, one that runs, each of a document of its own. */
  async function two() {
    const played = await automation();
    addDocument(played.sandbox.home, 'Other', documentOf(sleep('Long', { inputs: { Duration: 'PT1H' } })));
    const first = await played.start();
    await played.advance(60);
    const second = await played.start({ DocumentName: 'Other' });
    await played.advance(5);
    const list = async (input: DescribeAutomationExecutionsCommandInput = {}) => {
      const answer = await played.ssm.send(new DescribeAutomationExecutionsCommand(input));
      return answer.AutomationExecutionMetadataList?.map(({ AutomationExecutionId }) =>
        AutomationExecutionId === first ? 'first' : 'second',
      );
    };
    return { ...played, first, second, list };
  }

  test('shows the newest first', async () => {
    const { list, ssm } = await two();
    expect(await list()).toEqual(['second', 'first']);
    const page = await ssm.send(new DescribeAutomationExecutionsCommand({ MaxResults: 1 }));
    expect(page.AutomationExecutionMetadataList).toMatchObject([
      { DocumentName: 'Other', AutomationType: 'Local', CurrentStepName: 'Long', Outputs: {} },
    ]);
    expect(await list({ MaxResults: 1, NextToken: page.NextToken })).toEqual(['first']);
  });

  test.each([
    ['DocumentNamePrefix', ['Doc'], ['first']],
    ['DocumentNamePrefix', ['Doc', 'Oth'], ['second', 'first']],
    ['ExecutionStatus', ['InProgress'], ['second']],
    ['CurrentAction', ['aws:sleep'], ['second']],
    ['StartTimeBefore', ['2027-01-04T08:00:30Z'], ['first']],
    ['StartTimeAfter', ['2027-01-04T08:00:30Z'], ['second']],
    ['AutomationType', ['CrossAccount'], []],
    ['AutomationType', ['Local'], ['second', 'first']],
  ] as const)('shows by filter %s %p: %p', async (Key, Values, expected) => {
    const { list } = await two();
    expect(await list({ Filters: [{ Key, Values: [...Values] }] })).toEqual(expected);
  });

  test('shows by several filters what passes all of them', async () => {
    const { list, first } = await two();
    const filters = (status: string) => [
      { Key: 'ExecutionId' as const, Values: [first] },
      { Key: 'ExecutionStatus' as const, Values: [status] },
    ];
    expect(await list({ Filters: filters('Success') })).toEqual(['first']);
    expect(await list({ Filters: filters('InProgress') })).toEqual([]);
  });

  test.each<[string, DescribeAutomationExecutionsCommandInput, string]>([
    ['no result', { MaxResults: 0 }, 'ValidationException'],
    ['51 results', { MaxResults: 51 }, 'ValidationException'],
    ['a token that it did not give out', { NextToken: 'x' }, 'InvalidNextToken'],
    ['another filter', { Filters: [{ Key: 'Colour' as 'ExecutionId', Values: ['x'] }] }, 'InvalidFilterKey'],
    ['a time that is none', { Filters: [{ Key: 'StartTimeAfter', Values: ['noon'] }] }, 'InvalidFilterValue'],
    ['a filter that is not modelled', { Filters: [{ Key: 'TagKey', Values: ['x'] }] }, 'NotModelled'],
  ])('refuses %s', async (_, input, code) => {
    const { list } = await two();
    await expect(list(input)).rejects.toMatchObject({ name: code });
  });
});

describe('DescribeAutomationStepExecutions', () => {
  async function steps() {
    const played = await automation();
    const AutomationExecutionId = await played.start();
    await played.advance(13);
    return async (input: Partial<DescribeAutomationStepExecutionsCommandInput> = {}) => {
      const command = new DescribeAutomationStepExecutionsCommand({ AutomationExecutionId, ...input });
      const { StepExecutions } = await played.ssm.send(command);
      return StepExecutions?.map(({ StepName }) => StepName);
    };
  }

  test.each<[string, Partial<DescribeAutomationStepExecutionsCommandInput>, readonly string[]]>([
    ['all', {}, ['Look', 'Wait', 'Again']],
    ['the newest first', { ReverseOrder: true }, ['Again', 'Wait', 'Look']],
    ['a page of them', { MaxResults: 2 }, ['Look', 'Wait']],
    ['by name', { Filters: [{ Key: 'StepName', Values: ['Wait'] }] }, ['Wait']],
    ['by status', { Filters: [{ Key: 'StepExecutionStatus', Values: ['InProgress'] }] }, ['Again']],
    ['by action', { Filters: [{ Key: 'Action', Values: ['aws:sleep'] }] }, ['Wait', 'Again']],
    ['by time', { Filters: [{ Key: 'StartTimeAfter', Values: [at(5).toISOString()] }] }, ['Again']],
  ])('shows %s', async (_, input, expected) => {
    const shown = await steps();
    expect(await shown(input)).toEqual(expected);
  });

  test.each<[string, Partial<DescribeAutomationStepExecutionsCommandInput>, string]>([
    ['another execution', { AutomationExecutionId: UNKNOWN_ID }, 'AutomationExecutionNotFoundException'],
    ['51 results', { MaxResults: 51 }, 'ValidationException'],
    ['another filter', { Filters: [{ Key: 'Colour' as 'Action', Values: ['x'] }] }, 'InvalidFilterKey'],
  ])('refuses %s', async (_, input, code) => {
    const shown = await steps();
    await expect(shown(input)).rejects.toMatchObject({ name: code });
  });
});

describe('documents', () => {
  test('are shown whole', async () => {
    const { ssm } = await automation();
    const document = await ssm.send(new GetDocumentCommand({ Name: 'Document' }));
    expect(document).toMatchObject({
      Name: 'Document',
      DocumentVersion: '1',
      DocumentType: 'Automation',
      DocumentFormat: 'JSON',
      Status: 'Active',
      CreatedDate: START,
    });
    expect(JSON.parse(document.Content ?? '')).toEqual({ assumeRole: ROLE, ...DOCUMENT });
  });

  test('are described with their parameters', async () => {
    const { ssm } = await automation();
    const { Document } = await ssm.send(new DescribeDocumentCommand({ Name: 'Document' }));
    expect(Document).toMatchObject({
      Name: 'Document',
      Owner: '111122223333',
      SchemaVersion: '0.3',
      DefaultVersion: '1',
      Description: 'Looks and waits',
      Parameters: [{ Name: 'Name', Type: 'String', Description: 'Whose', DefaultValue: 'nobody' }],
    });
  });

  test.each([
    [undefined, ['Document', 'Another']],
    [{ Key: 'Name', Values: ['Doc'] }, ['Document']],
    [{ Key: 'Owner', Values: ['Self'] }, ['Document', 'Another']],
    [{ Key: 'Owner', Values: ['Amazon'] }, []],
    [{ Key: 'DocumentType', Values: ['Command'] }, []],
  ])('are listed by filter %j', async (filter, expected) => {
    const { ssm, sandbox } = await automation();
    addDocument(sandbox.home, 'Another', documentOf(sleep('Wait')));
    const { DocumentIdentifiers } = await ssm.send(
      new ListDocumentsCommand(filter ? { Filters: [filter] } : {}),
    );
    expect(DocumentIdentifiers?.map(({ Name }) => Name)).toEqual(expected);
  });

  test.each([
    ['a document that is not there', new GetDocumentCommand({ Name: 'Other' }), 'InvalidDocument'],
    [
      'another version',
      new GetDocumentCommand({ Name: 'Document', DocumentVersion: '2' }),
      'InvalidDocumentVersion',
    ],
    ['another format', new GetDocumentCommand({ Name: 'Document', DocumentFormat: 'YAML' }), 'NotModelled'],
  ])('that are asked for as %s are refused', async (_, command, code) => {
    const { ssm } = await automation();
    await expect(ssm.send(command)).rejects.toMatchObject({ name: code });
  });

  test('are not listed by another filter', async () => {
    const { ssm } = await automation();
    const command = new ListDocumentsCommand({ Filters: [{ Key: 'Colour', Values: ['x'] }] });
    await expect(ssm.send(command)).rejects.toMatchObject({ name: 'InvalidFilterKey' });
  });
});
