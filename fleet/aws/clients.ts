import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { FoundSettings } from './found-settings';
import { noteCalls, type OnCall } from './note-calls';

/** Everything that a command may ask of one account and Region. */
export interface FleetClients {
  readonly cloudtrail: CloudTrailClient;
  readonly config: ConfigServiceClient;
  readonly ec2: EC2Client;
  readonly firehose: FirehoseClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly organizations: OrganizationsClient;
  readonly s3: S3Client;
  readonly securityhub: SecurityHubClient;
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
  readonly onCall?: OnCall | undefined;
  /** True for an endpoint of one's own, which buckets as part of a host's name would lead away from. */
  readonly pathStyle?: boolean;
  /** Whose connections are used. @default - its own */
  readonly connections?: Connections | undefined;
  /** @default - each client searches for them */
  readonly found?: FoundSettings | undefined;
}

/** Connections that many clients share. Whoever made them destroys them. */
export type Connections = EC2Client['config']['requestHandler'];

/** Nobody is waited for longer than these times. Each Region and service is a host, with so many connections at most. */
const CONNECTIONS = {
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  socketTimeout: 30_000,
  throwOnRequestTimeout: true,
  httpAgent: { keepAlive: true, maxSockets: 256 },
  httpsAgent: { keepAlive: true, maxSockets: 256 },
} as const;

/** The handler that a client makes of these settings serves any other as well. */
export const openConnections = (): Connections =>
  new EC2Client({ requestHandler: CONNECTIONS }).config.requestHandler;

/** Adaptive: the SDK slows down by itself where AWS throttles. */
const PATIENCE = { retryMode: 'adaptive', maxAttempts: 8 } as const;

/** Each client is made when it is first asked for: an estate has hundreds of accounts and Regions. */
export function createClients(given: ClientSettings): FleetClients {
  const { profile, region, endpoint, credentials, found, pathStyle = endpoint !== undefined } = given;
  const settings = {
    ...PATIENCE,
    ...found?.common,
    requestHandler: given.connections ?? CONNECTIONS,
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  return madeWhenAsked(
    {
      cloudtrail: () => new CloudTrailClient(settings),
      config: () => new ConfigServiceClient(settings),
      ec2: () => new EC2Client(settings),
      firehose: () => new FirehoseClient(settings),
      iam: () => new IAMClient(settings),
      kms: () => new KMSClient(settings),
      lambda: () => new LambdaClient(settings),
      logs: () => new CloudWatchLogsClient(settings),
      organizations: () => new OrganizationsClient(settings),
      s3: () => new S3Client({ ...settings, forcePathStyle: pathStyle, followRegionRedirects: true }),
      securityhub: () => new SecurityHubClient(settings),
      ssm: () => new SSMClient(settings),
      sts: () => new STSClient(settings),
    },
    given,
  );
}

type Makers = { readonly [Service in keyof FleetClients]: () => FleetClients[Service] };

function madeWhenAsked(makers: Makers, { onCall, found }: ClientSettings): FleetClients {
  const properties = Object.entries(makers).map(([service, make]): [string, PropertyDescriptor] => {
    let made: FleetClients[keyof FleetClients] | undefined;
    const get = (): FleetClients[keyof FleetClients] => {
      if (made) return made;
      made = make();
      found?.shareEndpoint(made.config, service);
      noteCalls(made, service, onCall);
      return made;
    };
    return [service, { enumerable: true, get }];
  });
  return Object.defineProperties({}, Object.fromEntries(properties)) as FleetClients;
}
