import { ApiError } from './api-error';
import { decodeJsonBody } from './json-decoder';
import {
  type DecodedRequest,
  type Protocol,
  refuseOtherPaths,
  type WireAnswer,
  type WireRequest,
} from './protocol';
import { encodeJson, inputShape, outputShape } from './sdk-codec';
import { operationSchema, protocolOf, type ServiceName } from './services';

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
    refuseOtherPaths(request);
    const operation = operationOf(service, request.headers['x-amz-target'] ?? '');
    const schema = operationSchema(service, operation);
    if (schema === undefined) throw unknownOperation();
    return { operation, schema, input: decodeJsonBody(service, request.body, inputShape(schema)) };
  },

  encodeOutput(schema, output, requestId): WireAnswer {
    const shape = outputShape(schema);
    return json(200, requestId, shape.isUnitSchema() ? '' : encodeJson(shape, output));
  },

  encodeError(error: ApiError, requestId: string): WireAnswer {
    const { code: __type, message, details } = error;
    return json(error.httpStatus, requestId, JSON.stringify({ __type, message, ...details.members }));
  },
};

function operationOf(service: ServiceName, target: string): string {
  const protocol = protocolOf(service);
  // The SDK leaves out the package that boto3 puts before CloudTrail's: com.amazonaws.cloudtrail.v20131101.
  const [prefix, operation] = target.split('.').slice(-2);
  if (protocol.kind !== 'awsJson1_1' || prefix !== protocol.target || operation === undefined)
    throw unknownOperation();
  return operation;
}

/** AWS answers 400 and no message, though its common errors say 404: https://github.com/aws/aws-sdk-net/issues/1536 */
function unknownOperation(): ApiError {
  return new ApiError('UnknownOperationException', '');
}

function json(status: number, requestId: string, body: string): WireAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
  return { status, headers, body };
}
