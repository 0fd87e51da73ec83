import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as firehose from '@aws-sdk/client-firehose';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import type { Case, ReplayedService } from './case';
import type { Outcome } from './comparison';
import { ACCOUNT, REGION } from './place';

type Command = new (input: object) => ec2.DescribeVpcsCommand;
type Sdk = Readonly<Record<string, unknown>>;

interface Client {
  send(command: ec2.DescribeVpcsCommand): Promise<object>;
  destroy(): void;
}

/** The SDK's clients of one endpoint, asked once: a retry would be another call. */
export class Clients {
  private readonly clients: Readonly<Record<ReplayedService, Client>>;

  constructor(endpoint: string) {
    const settings = {
      ...{ endpoint, region: REGION, maxAttempts: 1 },
      credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'replay' },
    };
    this.clients = {
      ec2: new ec2.EC2Client(settings),
      firehose: new firehose.FirehoseClient(settings) as unknown as Client,
      iam: new iam.IAMClient(settings) as unknown as Client,
      kms: new kms.KMSClient(settings) as unknown as Client,
      logs: new logs.CloudWatchLogsClient(settings) as unknown as Client,
      organizations: new organizations.OrganizationsClient(settings) as unknown as Client,
      s3: new s3.S3Client({ ...settings, forcePathStyle: true }) as unknown as Client,
    };
  }

  async send({ service, operation }: Case, input: object): Promise<Outcome> {
    const sdk: Sdk = { ec2, firehose, iam, kms, logs, organizations, s3 }[service];
    const CommandOf = sdk[`${operation}Command`] as Command | undefined;
    if (!CommandOf) throw new Error(`the SDK has no ${service}:${operation}`);
    try {
      const output: Record<string, unknown> = { ...(await this.clients[service].send(new CommandOf(input))) };
      delete output['$metadata'];
      return { kind: 'answer', output };
    } catch (error) {
      return { kind: 'error', ...failureOf(error) };
    }
  }

  close(): void {
    for (const client of Object.values(this.clients)) client.destroy();
  }
}

/** @throws what is no answer of a service, such as a refused connection */
function failureOf(error: unknown): { readonly code: string; readonly status: number } {
  const { name, $metadata } = error as {
    readonly name?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  if (name === undefined || $metadata?.httpStatusCode === undefined) throw error;
  return { code: name, status: $metadata.httpStatusCode };
}
