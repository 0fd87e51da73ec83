import { ApiError } from './api-error';
import { awsJson } from './aws-json';
import type { Dispatch } from './call';
import { ec2Query } from './ec2-query';
import type { Protocol, WireAnswer, WireRequest } from './protocol';
import { outputShape } from './sdk-codec';
import { isServiceName, type OperationSchema, protocolOf, serviceNames } from './services';
import { type Reading, shapeProblems } from './shape-problems';
import { parseSigV4Scope, type SigV4Scope } from './sigv4-scope';

/** A request that was read whole, or one whose body was too large to keep. */
export type ReceivedRequest = WireRequest & { readonly tooLarge: boolean };

const protocols: Readonly<Record<ReturnType<typeof protocolOf>['kind'], Protocol>> = {
  ec2Query,
  awsJson1_1: awsJson,
};

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

/** Only SigV4's scope names the service; without one, the header that every JSON service needs must tell. */
function protocolFor(request: WireRequest, scope: SigV4Scope | undefined): Protocol {
  if (scope !== undefined && isServiceName(scope.service)) return protocols[protocolOf(scope.service).kind];
  return request.headers['x-amz-target'] === undefined ? ec2Query : awsJson;
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
    throw notModelled(`the sandbox has no service ${service}; it plays ${serviceNames.join(', ')}`);
  }
  if (request.method !== 'POST' || request.path !== '/') {
    throw notModelled(`the sandbox reads POST /, not ${request.method} ${request.path}`);
  }
  const { operation, schema, input } = protocol.decode(service, request);
  const sessionToken = request.headers['x-amz-security-token'];
  return { schema, value: await dispatch({ service, operation, input, accessKeyId, sessionToken, region }) };
}

/** Our own code: whatever AWS would answer here, the sandbox does not know it. */
function notModelled(message: string): ApiError {
  return new ApiError('NotModelled', message);
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
