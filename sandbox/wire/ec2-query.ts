import { ApiError } from './api-error';
import type { DecodedRequest, Protocol, WireAnswer, WireRequest } from './protocol';
import { decodeQueryStructure, missingParameter } from './query-decoder';
import { parseQueryTree } from './query-tree';
import { ec2ErrorShape, encodeXml, inputShape, outputShape } from './sdk-codec';
import { operationSchema, type ServiceName } from './services';

const version = '2016-11-15';

/** Error codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export const ec2Query: Protocol = {
  // EC2 answers as if to a request of signature version 2: https://github.com/test-kitchen/kitchen-ec2/issues/440
  unsigned: missingParameter('AWSAccessKeyId'),
  incompleteSignature: new ApiError(
    'IncompleteSignature',
    'Authorization header requires a Credential of the form key/date/region/service/aws4_request and a Signature.',
  ),
  tooLarge: new ApiError('RequestEntityTooLarge', 'The request is larger than the sandbox reads.', 413),
  internalFailure: new ApiError('InternalError', 'An internal error has occurred', 500),

  decode(service: ServiceName, request: WireRequest): DecodedRequest {
    const parameters = new URLSearchParams(request.body);
    const operation = take(parameters, 'Action');
    const schema = operationSchema(service, operation);
    if (schema === undefined) {
      throw new ApiError('InvalidAction', `The action ${operation} is not valid for this web service.`);
    }
    const requested = take(parameters, 'Version');
    if (requested !== version) {
      const message = `The requested version (${requested}) of service AmazonEC2 does not exist`;
      throw new ApiError('NoSuchVersion', message);
    }
    return { operation, schema, input: decodeQueryStructure(parseQueryTree(parameters), inputShape(schema)) };
  },

  encodeOutput(schema, output, requestId): WireAnswer {
    const shape = outputShape(schema);
    // Neither is in the schemas: every answer has a requestId, and one without other members says so with a return.
    const own = { requestId, ...(shape.isUnitSchema() && { return: true }) };
    const namespace = `http://ec2.amazonaws.com/doc/${version}/`;
    return xml(200, requestId, encodeXml(`${schema[2]}Response`, shape, output, own, namespace));
  },

  encodeError(error: ApiError, requestId: string): WireAnswer {
    const response = { Errors: [{ Code: error.code, Message: error.message }], RequestID: requestId };
    return xml(error.httpStatus, requestId, encodeXml('Response', ec2ErrorShape, response, {}, ''));
  },
};

function take(parameters: URLSearchParams, name: string): string {
  const [value, ...others] = parameters.getAll(name);
  if (value === undefined) throw missingParameter(name);
  if (others.length > 0) {
    throw new ApiError('MalformedQueryString', `The parameter ${name} is given more than once`);
  }
  parameters.delete(name);
  return value;
}

function xml(status: number, requestId: string, body: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body,
  };
}
