import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';

export interface Clients {
  readonly config: ConfigServiceClient;
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

export type ClientSettings = Pick<EC2ClientConfig, 'profile' | 'credentials' | 'maxAttempts'> & {
  readonly region: string;
  /** @default - AWS */
  readonly endpoint?: string;
};

/** @param signal once it aborts, no further call is sent */
export function createClients(settings: ClientSettings, signal?: AbortSignal): Clients {
  const clients = {
    config: new ConfigServiceClient(settings),
    ec2: new EC2Client(settings),
    iam: new IAMClient(settings),
    // A bucket's name as part of the host leads away from an endpoint of one's own.
    s3: new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined }),
    ssm: new SSMClient(settings),
    sts: new STSClient(settings),
  };
  if (signal) for (const client of Object.values(clients)) stopOnAbort(client, signal);
  return clients;
}

interface Interruptible {
  readonly middlewareStack: {
    add(
      middleware: <Given, Answer>(
        next: (given: Given) => Promise<Answer>,
      ) => (given: Given) => Promise<Answer>,
      options: { readonly step: 'initialize'; readonly name: string },
    ): void;
  };
}

function stopOnAbort({ middlewareStack }: Interruptible, signal: AbortSignal): void {
  middlewareStack.add(
    (next) => async (given) => {
      signal.throwIfAborted();
      return await next(given);
    },
    { step: 'initialize', name: 'stopOnAbort' },
  );
}

export function destroyClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}
