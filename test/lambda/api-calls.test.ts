import { GetResourceConfigHistoryCommand } from '@aws-sdk/client-config-service';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { countApiCalls } from '../../lambda/api-calls';
import { createClients } from '../../lambda/clients';

/** Clients of a place where nobody listens. */
function unreachable(attempts: number) {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  });
  const clients = createClients({ retryStrategy: new ConfiguredRetryStrategy(attempts, () => 1) });
  return { ...clients, take: countApiCalls(clients) };
}

describe('the count of API calls', () => {
  test('holds every attempt by operation, of both clients, until it is taken', async () => {
    const { ec2, config, take } = unreachable(3);
    await expect(ec2.send(new DescribeVpcsCommand({}))).rejects.toThrow();
    const history = new GetResourceConfigHistoryCommand({
      resourceType: 'AWS::EC2::FlowLog',
      resourceId: 'fl-1',
    });
    await expect(config.send(history)).rejects.toThrow();
    expect(take()).toEqual({ DescribeVpcs: 3, GetResourceConfigHistory: 3 });
    expect(take()).toEqual({});
  });

  test('leaves out what is ended before it is sent, as an earlier invocation may leave it', async () => {
    const { ec2, take } = unreachable(3);
    const abortSignal = AbortSignal.abort();
    await expect(ec2.send(new DescribeVpcsCommand({}), { abortSignal })).rejects.toThrow(/abort/i);
    expect(take()).toEqual({});
  });
});

test('the clients try fifty times, which takes longer than the function has', async () => {
  const { ec2, config } = createClients();
  for (const client of [ec2, config]) await expect(client.config.maxAttempts()).resolves.toBe(50);
});
