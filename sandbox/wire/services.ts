import * as configService from '@aws-sdk/client-config-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ssm from '@aws-sdk/client-ssm';

/** The services that are modelled, by their SigV4 signing names. */
export type ServiceName = 'ec2' | 'config' | 'ssm';

/** What an SDK client exports of each operation: its name and the schemas of its input and output. */
export type OperationSchema = typeof ec2.CreateFlowLogs$;

export type WireProtocol =
  | { readonly kind: 'ec2Query' }
  | { readonly kind: 'awsJson1_1'; readonly target: string };

interface Service {
  readonly protocol: WireProtocol;
  readonly operations: ReadonlyMap<string, OperationSchema>;
}

const services: Readonly<Record<ServiceName, Service>> = {
  ec2: { protocol: { kind: 'ec2Query' }, operations: operationsOf(ec2) },
  config: {
    protocol: { kind: 'awsJson1_1', target: 'StarlingDoveService' },
    operations: operationsOf(configService),
  },
  ssm: { protocol: { kind: 'awsJson1_1', target: 'AmazonSSM' }, operations: operationsOf(ssm) },
};

export const serviceNames: readonly ServiceName[] = ['config', 'ec2', 'ssm'];

export function isServiceName(name: string): name is ServiceName {
  return serviceNames.some((modelled) => modelled === name);
}

export function protocolOf(service: ServiceName): WireProtocol {
  return services[service].protocol;
}

/** The schema of every operation that the SDK client of a service exports, by operation name. */
export function operationSchema(service: ServiceName, operation: string): OperationSchema | undefined {
  return services[service].operations.get(operation);
}

function operationsOf(client: object): ReadonlyMap<string, OperationSchema> {
  const schemas = Object.values(client).filter(isOperationSchema);
  return new Map(schemas.map((schema) => [schema[2], schema]));
}

/** Nine is the static schema id of an operation, see StaticSchemaIdOperation of @smithy/types. */
function isOperationSchema(exported: unknown): exported is OperationSchema {
  return Array.isArray(exported) && exported[0] === 9;
}
