import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as configService from '@aws-sdk/client-config-service';
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
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import type { Place } from '../../policy';
import type { Caller } from '../access';
import type { Sessions } from '../credentials';
import { operationSchema, type ServiceName } from '../wire/services';
import { validateInput } from '../wire/validate-input';
import { InvalidDocument } from './document-members';

export interface AwsApiCall {
  readonly caller: Caller;
  readonly place: Place;
  readonly service: ServiceName;
  readonly api: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export type AwsApiAnswer =
  | { readonly output: Readonly<Record<string, unknown>> }
  | { readonly error: { readonly name: string; readonly message: string } };

/** How a step of a document reaches AWS. */
export interface AwsApi {
  call(request: AwsApiCall): Promise<AwsApiAnswer>;
}

interface Client {
  send(command: object): Promise<object>;
  destroy(): void;
}

type ClientClass = new (settings: object) => Client;
type CommandClass = new (input: object) => object;

const CLIENTS: Readonly<Record<ServiceName, readonly [sdk: object, client: unknown]>> = {
  cloudtrail: [cloudtrail, cloudtrail.CloudTrailClient],
  config: [configService, configService.ConfigServiceClient],
  ec2: [ec2, ec2.EC2Client],
  firehose: [firehose, firehose.FirehoseClient],
  iam: [iam, iam.IAMClient],
  kms: [kms, kms.KMSClient],
  lambda: [lambda, lambda.LambdaClient],
  logs: [logs, logs.CloudWatchLogsClient],
  organizations: [organizations, organizations.OrganizationsClient],
  s3: [s3, s3.S3Client],
  securityhub: [securityhub, securityhub.SecurityHubClient],
  ssm: [ssm, ssm.SSMClient],
  sts: [sts, sts.STSClient],
};

/**
 * boto3's default: five tries of what is throttled or fails in passing. Its pauses are left out, since virtual time does
 * not pass during a call. https://docs.aws.amazon.com/boto3/latest/guide/retries.html
 */
const TRIES = 5;

/**
 * Calls the endpoints with the SDK's ordinary clients and the role's credentials. The action itself is based on boto3,
 * which refuses unknown members before it sends: so does this.
 */
export class SdkAwsApi implements AwsApi {
  constructor(
    private readonly sessions: Sessions,
    private readonly endpoint: string,
  ) {}

  async call({ caller, place, service, api, input }: AwsApiCall): Promise<AwsApiAnswer> {
    const [sdk, Client] = CLIENTS[service];
    const schema = operationSchema(service, api);
    const Command = (sdk as Readonly<Record<string, CommandClass | undefined>>)[`${api}Command`];
    if (!schema || !Command) throw new InvalidDocument(`${service} has no operation ${api}`);
    const problems = validateInput(schema, input);
    if (problems.length > 0) return { error: { name: 'ParamValidationError', message: problems.join('; ') } };
    const client = new (Client as ClientClass)({
      endpoint: this.endpoint,
      region: place.region,
      credentials: this.sessions.open(caller),
      retryStrategy: new ConfiguredRetryStrategy(TRIES, 0),
      // A bucket's name as part of the host leads away from loopback.
      forcePathStyle: true,
    });
    try {
      const { $metadata, ...output } = (await client.send(new Command(input))) as Record<string, unknown>;
      return { output };
    } catch (error) {
      if (!isServiceError(error)) throw error;
      // A failed step would go where onFailure says, and the run would look like one that AWS could have made.
      if (error.name === 'NotModelled') throw new InvalidDocument(`aws:executeAwsApi: ${error.message}`);
      return { error: { name: error.name, message: error.message } };
    } finally {
      client.destroy();
    }
  }
}

/** Every client's exceptions have a fault, and share no other class than that. */
const isServiceError = (error: unknown): error is Error => error instanceof Error && '$fault' in error;
