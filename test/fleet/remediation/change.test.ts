import {
  ConfigServiceClient,
  DeleteRemediationExceptionsCommand,
  DescribeRemediationExceptionsCommand,
  DescribeRemediationExecutionStatusCommand,
  NoSuchRemediationExceptionException,
  StartRemediationExecutionCommand,
} from '@aws-sdk/client-config-service';
import { mockClient } from 'aws-sdk-client-mock';
import { clearExceptions, startRemediations } from '../../../fleet/remediation/change';

const NOW = new Date('2026-06-15T12:00:00Z');
const IDS = Array.from({ length: 250 }, (_, index) => `vpc-${index}`);

function stage() {
  const client = new ConfigServiceClient({ region: 'eu-west-1' });
  const config = mockClient(client);
  config.on(DescribeRemediationExceptionsCommand).resolves({});
  config.on(DescribeRemediationExecutionStatusCommand).resolves({});
  return { client, config };
}

describe('clearing exceptions', () => {
  test('asks for a hundred at a time', async () => {
    const { client, config } = stage();
    config.on(DeleteRemediationExceptionsCommand).resolves({});
    await expect(clearExceptions(client, 'rule', IDS, NOW)).resolves.toEqual([]);
    const calls = config.commandCalls(DeleteRemediationExceptionsCommand).map(({ args }) => args[0].input);
    expect(calls.map(({ ResourceKeys }) => ResourceKeys?.length)).toEqual([100, 100, 50]);
    expect(calls[0]?.ResourceKeys?.[0]).toEqual({ ResourceType: 'AWS::EC2::VPC', ResourceId: 'vpc-0' });
  });

  test('reads the failed batches: what still has an exception is a failure, what has none is not', async () => {
    const { client, config } = stage();
    const FailedItems = ['vpc-0', 'vpc-1'].map((ResourceId) => ({
      ResourceType: 'AWS::EC2::VPC',
      ResourceId,
    }));
    config
      .on(DeleteRemediationExceptionsCommand)
      .resolves({ FailedBatches: [{ FailureMessage: 'try again', FailedItems }] });
    const exception = { ConfigRuleName: 'rule', ResourceType: 'AWS::EC2::VPC', ResourceId: 'vpc-0' };
    config.on(DescribeRemediationExceptionsCommand).resolves({ RemediationExceptions: [exception] });
    await expect(clearExceptions(client, 'rule', ['vpc-0', 'vpc-1'], NOW)).resolves.toEqual([
      { vpcId: 'vpc-0', problem: 'try again' },
    ]);
  });

  test('that are gone already is no failure', async () => {
    const { client, config } = stage();
    const gone = new NoSuchRemediationExceptionException({ message: 'none', $metadata: {} });
    config.on(DeleteRemediationExceptionsCommand).rejects(gone);
    await expect(clearExceptions(client, 'rule', ['vpc-0'], NOW)).resolves.toEqual([]);
  });

  test('asks again for those that are left where one that is gone has the call refused', async () => {
    const { client, config } = stage();
    const gone = new NoSuchRemediationExceptionException({ message: 'none', $metadata: {} });
    config.on(DeleteRemediationExceptionsCommand).rejectsOnce(gone).resolves({});
    const left = { ConfigRuleName: 'rule', ResourceType: 'AWS::EC2::VPC', ResourceId: 'vpc-1' };
    config.on(DescribeRemediationExceptionsCommand).resolves({ RemediationExceptions: [left] });
    await expect(clearExceptions(client, 'rule', ['vpc-0', 'vpc-1'], NOW)).resolves.toEqual([]);
    const calls = config.commandCalls(DeleteRemediationExceptionsCommand).map(({ args }) => args[0].input);
    expect(calls.map(({ ResourceKeys }) => ResourceKeys?.map(({ ResourceId }) => ResourceId))).toEqual([
      ['vpc-0', 'vpc-1'],
      ['vpc-1'],
    ]);
  });

  test('a failed batch that names none may be each of them', async () => {
    const { client, config } = stage();
    config.on(DeleteRemediationExceptionsCommand).resolves({ FailedBatches: [{ FailureMessage: 'no' }] });
    const exception = { ConfigRuleName: 'rule', ResourceType: 'AWS::EC2::VPC', ResourceId: 'vpc-1' };
    config.on(DescribeRemediationExceptionsCommand).resolves({ RemediationExceptions: [exception] });
    await expect(clearExceptions(client, 'rule', ['vpc-0', 'vpc-1'], NOW)).resolves.toEqual([
      { vpcId: 'vpc-1', problem: 'no' },
    ]);
  });

  test('that is refused for another reason throws', async () => {
    const { client, config } = stage();
    config.on(DeleteRemediationExceptionsCommand).rejects(new Error('throttled'));
    await expect(clearExceptions(client, 'rule', ['vpc-0'], NOW)).rejects.toThrow('throttled');
  });
});

describe('starting remediations', () => {
  test('asks for a hundred at a time', async () => {
    const { client, config } = stage();
    config.on(StartRemediationExecutionCommand).resolves({});
    await expect(startRemediations(client, 'rule', IDS)).resolves.toEqual([]);
    const calls = config.commandCalls(StartRemediationExecutionCommand).map(({ args }) => args[0].input);
    expect(calls.map(({ ResourceKeys }) => ResourceKeys?.length)).toEqual([100, 100, 50]);
    expect(calls[2]?.ResourceKeys?.[49]).toEqual({ resourceType: 'AWS::EC2::VPC', resourceId: 'vpc-249' });
  });

  test('a failure that names none may be of each of them', async () => {
    const { client, config } = stage();
    config.on(StartRemediationExecutionCommand).resolves({ FailureMessage: 'no' });
    await expect(startRemediations(client, 'rule', ['vpc-0'])).resolves.toEqual([
      { vpcId: 'vpc-0', problem: 'no' },
    ]);
  });

  test('tells what was not started, but for what Config has started by itself', async () => {
    const { client, config } = stage();
    const FailedItems = ['vpc-0', 'vpc-1'].map((resourceId) => ({
      resourceType: 'AWS::EC2::VPC' as const,
      resourceId,
    }));
    config.on(StartRemediationExecutionCommand).resolves({ FailureMessage: 'in progress', FailedItems });
    config.on(DescribeRemediationExecutionStatusCommand).resolves({
      RemediationExecutionStatuses: [{ ResourceKey: FailedItems[0], State: 'QUEUED' }],
    });
    await expect(startRemediations(client, 'rule', ['vpc-0', 'vpc-1'])).resolves.toEqual([
      { vpcId: 'vpc-1', problem: 'in progress' },
    ]);
  });
});
