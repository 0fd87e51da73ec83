import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';

/**
 * The SDK repeats what is throttled or fails in passing, with growing pauses of up to 20 s. Fifty attempts take longer than
 * the function has: its remaining time ends them, or the SDK's quota of retries, which all calls of a client share and
 * successes refill.
 */
export const CLIENT_OPTIONS = {
  retryMode: 'standard',
  maxAttempts: 50,
  // Without throwOnRequestTimeout the SDK only warns about a request that takes longer (NodeHttpHandlerOptions). Its time
  // is over when the head of the answer comes: a body that stalls has the socket's time alone.
  requestHandler: {
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    socketTimeout: 15_000,
    throwOnRequestTimeout: true,
  },
} as const;

export interface Clients {
  readonly ec2: EC2Client;
  readonly config: ConfigServiceClient;
}

/** @param overrides for tests, which wait less long */
export const createClients = (
  overrides: Partial<Pick<EC2ClientConfig, 'retryStrategy' | 'requestHandler'>> = {},
): Clients => ({
  ec2: new EC2Client({ ...CLIENT_OPTIONS, ...overrides }),
  config: new ConfigServiceClient({ ...CLIENT_OPTIONS, ...overrides }),
});
