import { ApiError } from './api-error';
import { decodeJsonStructure } from './json-decoder';
import type { DecodedRequest, Protocol, WireAnswer, WireRequest } from './protocol';
import { encodeJson, inputShape, outputShape, type Shape } from './sdk-codec';
import { operationSchema, protocolOf, type ServiceName } from './services';
import { type Reading, type ShapeProblem, shapeProblems } from './shape-problems';

const onTheWire: Reading = {
  isAbsent: (value) => value === null,
  isTimestamp: (value) => typeof value === 'number' && Number.isFinite(value),
  isBlob: (value) => typeof value === 'string',
};

/** Error codes: https://docs.aws.amazon.com/config/latest/APIReference/CommonErrors.html */
export const awsJson: Protocol = {
  unsigned: new ApiError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  incompleteSignature: new ApiError(
    'IncompleteSignatureException',
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
  ),
  tooLarge: new ApiError(
    'RequestEntityTooLargeException',
    'The request is larger than the sandbox reads.',
    413,
  ),
  internalFailure: new ApiError('InternalFailure', 'An internal error has occurred', 500),

  decode(service: ServiceName, request: WireRequest): DecodedRequest {
    const operation = operationOf(service, request.headers['x-amz-target'] ?? '');
    const schema = operationSchema(service, operation);
    if (schema === undefined) throw unknownOperation();
    const shape = inputShape(schema);
    const parsed = parseObject(request.body);
    refuseWrongShape(shape, parsed);
    return { operation, schema, input: decodeJsonStructure(parsed, shape) };
  },

  encodeOutput(schema, output, requestId): WireAnswer {
    const shape = outputShape(schema);
    return json(200, requestId, shape.isUnitSchema() ? '' : encodeJson(shape, output));
  },

  encodeError(error: ApiError, requestId: string): WireAnswer {
    return json(error.httpStatus, requestId, JSON.stringify({ __type: error.code, message: error.message }));
  },
};

function operationOf(service: ServiceName, target: string): string {
  const protocol = protocolOf(service);
  const [prefix, operation] = target.split('.', 2);
  if (protocol.kind !== 'awsJson1_1' || prefix !== protocol.target || operation === undefined)
    throw unknownOperation();
  return operation;
}

/** AWS answers 400 and no message, though its common errors say 404: https://github.com/aws/aws-sdk-net/issues/1536 */
function unknownOperation(): ApiError {
  return new ApiError('UnknownOperationException', '');
}

function parseObject(body: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === '' ? '{}' : body);
  } catch (error) {
    throw new ApiError('SerializationException', error instanceof Error ? error.message : 'not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ApiError('SerializationException', 'Start of structure or map found where not expected.');
  }
  return parsed as Record<string, unknown>;
}

/** Unknown members pass, as they do in AWS, and never reach a handler. */
function refuseWrongShape(shape: Shape, parsed: Readonly<Record<string, unknown>>): void {
  const problems = shapeProblems(shape, parsed, onTheWire);
  const mistyped = problems.find((problem) => problem.kind === 'type');
  if (mistyped !== undefined) {
    const where = mistyped.path.replace(/^\./, '');
    throw new ApiError('SerializationException', `${where} is not a ${mistyped.expected}`);
  }
  const missing = problems.filter((problem) => problem.kind === 'missing').map(constraint);
  if (missing.length > 0) {
    const detected = missing.length === 1 ? '1 validation error' : `${missing.length} validation errors`;
    throw new ApiError('ValidationException', `${detected} detected: ${missing.join('; ')}`);
  }
}

/** Paths as AWS writes them: `evaluations.1.member.annotation`. */
function constraint(problem: Extract<ShapeProblem, { kind: 'missing' }>): string {
  const path = `${problem.path}.${problem.name}`
    .replace(/\[(\d+)\]/g, (_, index: string) => `.${Number(index) + 1}.member`)
    .split('.')
    .filter((segment) => segment !== '')
    .map((segment) => segment.charAt(0).toLowerCase() + segment.slice(1));
  return `Value null at '${path.join('.')}' failed to satisfy constraint: Member must not be null`;
}

function json(status: number, requestId: string, body: string): WireAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
  return { status, headers, body };
}
