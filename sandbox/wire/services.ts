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

/** The services that are modelled, by their SigV4 signing names. */
export type ServiceName =
  | 'cloudtrail'
  | 'config'
  | 'ec2'
  | 'firehose'
  | 'iam'
  | 'kms'
  | 'lambda'
  | 'logs'
  | 'organizations'
  | 's3'
  | 'securityhub'
  | 'ssm'
  | 'sts';

/** What an SDK client exports of each operation: its name and the schemas of its input and output. */
export type OperationSchema = typeof ec2.CreateFlowLogs$;

export type WireProtocol =
  | { readonly kind: 'ec2Query' }
  | { readonly kind: 'awsQuery'; readonly version: string; readonly xmlNamespace: string }
  | { readonly kind: 'awsJson1_1'; readonly target: string }
  | { readonly kind: 'restXml' }
  | { readonly kind: 'restJson1' };

interface Service {
  readonly protocol: WireProtocol;
  readonly operations: ReadonlyMap<string, OperationSchema>;
}

const awsQuery = (service: string, version: string): WireProtocol => ({
  kind: 'awsQuery',
  version,
  xmlNamespace: `https://${service}.amazonaws.com/doc/${version}/`,
});

const services: Readonly<Record<ServiceName, Service>> = {
  cloudtrail: {
    protocol: { kind: 'awsJson1_1', target: 'CloudTrail_20131101' },
    operations: operationsOf(cloudtrail),
  },
  config: {
    protocol: { kind: 'awsJson1_1', target: 'StarlingDoveService' },
    operations: operationsOf(configService),
  },
  ec2: { protocol: { kind: 'ec2Query' }, operations: operationsOf(ec2) },
  firehose: {
    protocol: { kind: 'awsJson1_1', target: 'Firehose_20150804' },
    operations: operationsOf(firehose),
  },
  iam: { protocol: awsQuery('iam', '2010-05-08'), operations: operationsOf(iam) },
  kms: { protocol: { kind: 'awsJson1_1', target: 'TrentService' }, operations: operationsOf(kms) },
  lambda: { protocol: { kind: 'restJson1' }, operations: operationsOf(lambda) },
  logs: { protocol: { kind: 'awsJson1_1', target: 'Logs_20140328' }, operations: operationsOf(logs) },
  organizations: {
    protocol: { kind: 'awsJson1_1', target: 'AWSOrganizationsV20161128' },
    operations: operationsOf(organizations),
  },
  s3: { protocol: { kind: 'restXml' }, operations: operationsOf(s3) },
  securityhub: { protocol: { kind: 'restJson1' }, operations: operationsOf(securityhub) },
  ssm: { protocol: { kind: 'awsJson1_1', target: 'AmazonSSM' }, operations: operationsOf(ssm) },
  sts: { protocol: awsQuery('sts', '2011-06-15'), operations: operationsOf(sts) },
};

export const serviceNames: readonly ServiceName[] = [
  'cloudtrail',
  'config',
  'ec2',
  'firehose',
  'iam',
  'kms',
  'lambda',
  'logs',
  'organizations',
  's3',
  'securityhub',
  'ssm',
  'sts',
];

export function isServiceName(name: string): name is ServiceName {
  return serviceNames.some((modelled) => modelled === name);
}

export function protocolOf(service: ServiceName): WireProtocol {
  return services[service].protocol;
}

/** The schema of every operation that the SDK client of a service exports, by operation name. */
export function operationSchema(service: ServiceName, operation: string): OperationSchema | undefined {
  return operationSchemas(service).get(operation);
}

export function operationSchemas(service: ServiceName): ReadonlyMap<string, OperationSchema> {
  return services[service].operations;
}

function operationsOf(client: object): ReadonlyMap<string, OperationSchema> {
  const schemas = Object.values(client).filter(isOperationSchema);
  return new Map(schemas.map((schema) => [schema[2], schema]));
}

/** Nine is the static schema id of an operation, see StaticSchemaIdOperation of @smithy/types. */
function isOperationSchema(exported: unknown): exported is OperationSchema {
  return Array.isArray(exported) && exported[0] === 9;
}
