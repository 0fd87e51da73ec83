import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { noteAction } from './failed-action';

/** Everything that a command may ask of one account and Region. */
export interface FleetClients {
  readonly config: ConfigServiceClient;
  readonly ec2: EC2Client;
  readonly firehose: FirehoseClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

export interface ClientSettings {
  /** @default - the credentials and the Region that the SDK finds by itself */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** @default - AWS, or what AWS_ENDPOINT_URL says */
  readonly endpoint?: string | undefined;
  /** @default - those of the profile, or of the SDK's own chain */
  readonly credentials?: EC2ClientConfig['credentials'];
  /** Told of each call before it is sent, by IAM's name: `ec2:DescribeVpcs`. */
  readonly onCall?: ((action: string) => void) | undefined;
  /** True for an endpoint of one's own, which buckets as part of a host's name would lead away from. */
  readonly pathStyle?: boolean;
}

/** Adaptive: the SDK slows down by itself where AWS throttles. Nobody is waited for longer than these times. */
const PATIENCE = {
  retryMode: 'adaptive',
  maxAttempts: 8,
  requestHandler: {
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    socketTimeout: 30_000,
    throwOnRequestTimeout: true,
  },
} as const;

export function createClients(given: ClientSettings): FleetClients {
  const { profile, region, endpoint, credentials, onCall, pathStyle = endpoint !== undefined } = given;
  const settings = {
    ...PATIENCE,
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  const clients: FleetClients = {
    config: new ConfigServiceClient(settings),
    ec2: new EC2Client(settings),
    firehose: new FirehoseClient(settings),
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
    logs: new CloudWatchLogsClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: pathStyle, followRegionRedirects: true }),
    ssm: new SSMClient(settings),
    sts: new STSClient(settings),
  };
  for (const [service, client] of Object.entries(clients)) noteCalls(client, service, onCall);
  return clients;
}

export function destroyClients(clients: FleetClients): void {
  for (const client of Object.values(clients)) client.destroy();
}

interface Observable {
  readonly middlewareStack: {
    add(
      middleware: <Given extends object, Answer>(
        next: (given: Given) => Promise<Answer>,
        context: { readonly commandName?: string },
      ) => (given: Given) => Promise<Answer>,
      options: { readonly step: 'initialize'; readonly name: string },
    ): void;
  };
}

function noteCalls({ middlewareStack }: Observable, service: string, onCall: ClientSettings['onCall']): void {
  middlewareStack.add(
    (next, { commandName = '' }) =>
      async (given) => {
        const action = `${service}:${commandName.replace(/Command$/, '')}`;
        onCall?.(action);
        try {
          return await next(given);
        } catch (error) {
          noteAction(error, action);
          throw error;
        }
      },
    { step: 'initialize', name: 'noteCalls' },
  );
}
