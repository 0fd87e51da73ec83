import { connect } from 'node:net';
import {
  InvalidResultTokenException,
  NoSuchConfigRuleException,
  PutEvaluationsCommand,
} from '@aws-sdk/client-config-service';
import { DeleteFlowLogsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { GetAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import { ApiError } from '../../../sandbox/wire/api-error';
import { startEndpoint } from '../../../sandbox/wire/server';
import { type PlayedEndpoint, playEndpoint, send } from './played-endpoint';

let played: PlayedEndpoint;

beforeEach(async () => {
  played = await playEndpoint();
});

afterEach(() => played.close());

const describeVpcs = () => played.ec2.send(new DescribeVpcsCommand({}));
const putEvaluations = () => played.config.send(new PutEvaluationsCommand({ ResultToken: 't' }));

describe('an ApiError of a handler', () => {
  it('reaches EC2 clients by code, with message, status and request id', async () => {
    played.answerWith(new ApiError('InvalidFlowLogId.NotFound', `The 'fl-<1>' & "fl-é" do not exist`, 403));
    await expect(played.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: ['fl-1'] }))).rejects.toMatchObject({
      name: 'InvalidFlowLogId.NotFound',
      message: `The 'fl-<1>' & "fl-é" do not exist`,
      $metadata: { httpStatusCode: 403, requestId: '00000000-0000-4000-8000-000000000001' },
    });
  });

  it.each([
    ['InvalidResultTokenException', InvalidResultTokenException],
    ['NoSuchConfigRuleException', NoSuchConfigRuleException],
  ])('reaches Config clients as a typed exception: %s', async (code, Exception) => {
    played.answerWith(new ApiError(code, 'no such "token" <é>'));
    const error = await putEvaluations().catch((caught) => caught);
    expect(error).toBeInstanceOf(Exception);
    expect(error).toMatchObject({
      name: code,
      message: 'no such "token" <é>',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('reaches Systems Manager clients by code', async () => {
    played.answerWith(new ApiError('AutomationExecutionNotFoundException', 'gone'));
    const call = played.ssm.send(
      new GetAutomationExecutionCommand({ AutomationExecutionId: 'e'.repeat(36) }),
    );
    await expect(call).rejects.toMatchObject({
      name: 'AutomationExecutionNotFoundException',
      message: 'gone',
    });
  });

  it('is no failure of the sandbox', async () => {
    played.answerWith(new ApiError('RequestLimitExceeded', 'Request limit exceeded.', 503));
    await expect(describeVpcs()).rejects.toThrow('Request limit exceeded.');
    expect(played.failures).toEqual([]);
  });
});

describe('any other exception of a handler', () => {
  it.each([
    ['EC2', 'InternalError', describeVpcs],
    ['Config', 'InternalFailure', putEvaluations],
  ])('reaches %s clients as %s and the operator as it is', async (_title, code, call) => {
    const thrown = new TypeError('secret detail');
    played.answerWith(thrown);
    await expect(call()).rejects.toMatchObject({
      name: code,
      message: 'An internal error has occurred',
      $metadata: { httpStatusCode: 500 },
    });
    expect(played.failures).toEqual([thrown]);
  });

  it('shows nothing of itself to the caller', async () => {
    played.answerWith(new TypeError('secret detail'));
    const { body } = await send(played.url, {
      service: 'ec2',
      body: 'Action=DescribeVpcs&Version=2016-11-15',
    });
    expect(body).not.toMatch(/secret|TypeError|\.ts/);
  });

  it.each([
    [
      'a member that the API does not have',
      { Vpcs: [{ VpcID: 'vpc-1' }] },
      'DescribeVpcs answers with Vpcs[0] of which VpcID is unknown',
    ],
    [
      'an unknown member at the top',
      { Vpc: [] },
      'DescribeVpcs answers with an output of which Vpc is unknown',
    ],
    [
      'a member of another type',
      { Vpcs: [{ IsDefault: 'true' }] },
      'DescribeVpcs answers with Vpcs[0].IsDefault that is not a boolean',
    ],
  ])('is thrown for an output with %s', async (_title, output, message) => {
    played.answerWith(output);
    await expect(describeVpcs()).rejects.toMatchObject({ name: 'InternalError' });
    expect(played.failures).toEqual([new Error(message)]);
  });
});

describe('the endpoint', () => {
  it('is at 127.0.0.1 and at no other address, not even of loopback', async () => {
    const { hostname, port } = new URL(played.url);
    expect(hostname).toBe('127.0.0.1');
    const socket = connect({ host: '127.0.0.2', port: Number(port), timeout: 1000 });
    const outcome = await new Promise((resolve) => {
      for (const event of ['connect', 'error', 'timeout']) socket.once(event, () => resolve(event));
    });
    socket.destroy();
    expect(outcome).not.toBe('connect');
  });

  it('listens on the port it is told to, and says so when it cannot', async () => {
    const port = Number(new URL(played.url).port);
    await expect(startEndpoint(() => Promise.resolve({}), port)).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await played.close();
    const again = await startEndpoint(() => Promise.resolve({}), port);
    expect(again.url).toBe(played.url);
    played = { ...played, close: () => again.close() };
  });

  it('ends idle connections when it closes', async () => {
    const socket = connect(Number(new URL(played.url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    await played.close();
    await ended;
    played = { ...played, close: () => Promise.resolve() };
  });

  it('does not tell the time, so that clients keep their own', async () => {
    const { headers } = await send(played.url, {
      service: 'ec2',
      body: 'Action=DescribeVpcs&Version=2016-11-15',
    });
    expect(headers.get('date')).toBeNull();
  });

  it('takes a caller that goes away half way for no failure', async () => {
    const socket = connect(Number(new URL(played.url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nAction=');
    await new Promise<void>((resolve) => socket.end(resolve));
    played.answerWith({ Vpcs: [] });
    await describeVpcs();
    expect(played.calls).toHaveLength(1);
    expect(played.failures).toEqual([]);
  });
});
