import { ApiError, notModelledOnTheWire } from './api-error';
import { withoutChunks } from './aws-chunked';
import { awsJson } from './aws-json';
import { awsQuery } from './aws-query';
import type { Dispatch } from './call';
import { ec2Query } from './ec2-query';
import type { Protocol, WireAnswer, WireRequest } from './protocol';
import { restJson } from './rest-json';
import { restXml } from './rest-xml';
import { outputShape } from './sdk-codec';
import { isServiceName, type OperationSchema, protocolOf, type ServiceName, serviceNames } from './services';
import { type Reading, shapeProblems } from './shape-problems';
import { parseSigV4Scope, type SigV4Scope } from './sigv4-scope';

/** A request that was read whole, or one whose body was too large to keep. */
export type ReceivedRequest = WireRequest & { readonly tooLarge: boolean };

export function protocolOfService(service: ServiceName): Protocol {
  const protocol = protocolOf(service);
  switch (protocol.kind) {
    case 'ec2Query':
      return ec2Query;
    case 'awsQuery':
      return awsQuery(protocol);
    case 'awsJson1_1':
      return awsJson;
    case 'restXml':
      return restXml;
    case 'restJson1':
      return restJson;
  }
}

/** Reads a request, has it dispatched and writes the answer, also to what cannot be read and to what fails. */
export async function answer(
  request: ReceivedRequest,
  requestId: string,
  dispatch: Dispatch,
  onFailure: (error: unknown) => void,
): Promise<WireAnswer> {
  const scope = parseSigV4Scope(request.headers.authorization ?? '');
  const protocol = protocolFor(request, scope);
  try {
    const output = await call(request, scope, protocol, dispatch);
    refuseOutputOfAnotherShape(output.schema, output.value);
    return protocol.encodeOutput(output.schema, output.value, requestId);
  } catch (error) {
    if (error instanceof ApiError) return protocol.encodeError(error, requestId);
    onFailure(error);
    return protocol.encodeError(protocol.internalFailure, requestId);
  }
}

/** Only SigV4's scope names the service; without one, the form of the request must tell. */
function protocolFor(request: WireRequest, scope: SigV4Scope | undefined): Protocol {
  if (scope !== undefined && isServiceName(scope.service)) return protocolOfService(scope.service);
  if (request.headers['x-amz-target'] !== undefined) return awsJson;
  if (request.method === 'POST' && request.path === '/') return ec2Query;
  return /^\/\d{4}-\d{2}-\d{2}\//.test(request.path) ? restJson : restXml;
}

async function call(
  request: ReceivedRequest,
  scope: SigV4Scope | undefined,
  protocol: Protocol,
  dispatch: Dispatch,
): Promise<{ readonly schema: OperationSchema; readonly value: Record<string, unknown> }> {
  if (request.tooLarge) throw protocol.tooLarge;
  if (request.headers.authorization === undefined) throw protocol.unsigned;
  if (scope === undefined) throw protocol.incompleteSignature;
  const { accessKeyId, region, service } = scope;
  if (!isServiceName(service)) {
    throw notModelledOnTheWire(`the sandbox has no service ${service}; it plays ${serviceNames.join(', ')}`);
  }
  const { operation, schema, input } = protocol.decode(service, withoutChunks(request));
  const sessionToken = request.headers['x-amz-security-token'];
  const userAgent = request.headers['user-agent'];
  const made = { service, operation, input, accessKeyId, sessionToken, region, userAgent };
  return { schema, value: await dispatch(made) };
}

const inTheSdk: Reading = {
  isAbsent: (value) => value === undefined,
  isTimestamp: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  isBlob: (value) => value instanceof Uint8Array,
};

/** The encoders drop what a schema does not have; a mistake of a handler would go unseen. */
function refuseOutputOfAnotherShape(
  schema: OperationSchema,
  output: Readonly<Record<string, unknown>>,
): void {
  const problem = shapeProblems(outputShape(schema), output, inTheSdk).find(({ kind }) => kind !== 'missing');
  if (problem === undefined) return;
  const where = `${schema[2]} answers with ${problem.path.replace(/^\./, '') || 'an output'}`;
  throw new Error(
    problem.kind === 'type'
      ? `${where} that is not a ${problem.expected}`
      : `${where} of which ${problem.name} is unknown`,
  );
}
