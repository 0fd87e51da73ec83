import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as config from '@aws-sdk/client-config-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as firehose from '@aws-sdk/client-firehose';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as securityhub from '@aws-sdk/client-securityhub';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import type { ServiceName } from '../../../sandbox/wire/services';

/** What every SDK client has. */
interface AnyClient {
  send(command: unknown): Promise<object>;
  destroy(): void;
}

type AnyCommand = new (input: object) => unknown;

interface Sdk {
  readonly module: object;
  readonly Client: new (settings: any) => { send: unknown; destroy(): void };
}

const SDKS: Readonly<Record<ServiceName, Sdk>> = {
  cloudtrail: { module: cloudtrail, Client: cloudtrail.CloudTrailClient },
  config: { module: config, Client: config.ConfigServiceClient },
  ec2: { module: ec2, Client: ec2.EC2Client },
  firehose: { module: firehose, Client: firehose.FirehoseClient },
  iam: { module: iam, Client: iam.IAMClient },
  kms: { module: kms, Client: kms.KMSClient },
  lambda: { module: lambda, Client: lambda.LambdaClient },
  logs: { module: logs, Client: logs.CloudWatchLogsClient },
  organizations: { module: organizations, Client: organizations.OrganizationsClient },
  s3: { module: s3, Client: s3.S3Client },
  securityhub: { module: securityhub, Client: securityhub.SecurityHubClient },
  ssm: { module: ssm, Client: ssm.SSMClient },
  sts: { module: sts, Client: sts.STSClient },
};

/** The real client of a service, and its operations by name. */
export class SdkClient {
  private readonly client: AnyClient;

  constructor(
    private readonly service: ServiceName,
    settings: object,
  ) {
    this.client = new SDKS[service].Client(settings) as AnyClient;
  }

  send(operation: string, input: object): Promise<object> {
    const module = SDKS[this.service].module as Readonly<Record<string, AnyCommand | undefined>>;
    const Command = module[`${operation}Command`];
    if (!Command) throw new Error(`the SDK's client of ${this.service} has no ${operation}`);
    return this.client.send(new Command(input));
  }

  destroy(): void {
    this.client.destroy();
  }
}
