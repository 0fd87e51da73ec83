import { ApiError } from './api-error';
import {
  type DecodedRequest,
  type Protocol,
  refuseOtherPaths,
  type WireAnswer,
  type WireRequest,
} from './protocol';
import { decodeQueryStructure, type QueryDialect } from './query-decoder';
import { parseQueryTree, takeParameter } from './query-tree';
import { ec2ErrorShape, encodeXml, inputShape, outputShape } from './sdk-codec';
import { operationSchema, type ServiceName } from './services';

const version = '2016-11-15';

/**
 * A member is written under its ec2QueryName or its capitalised xmlName, lists are numbered without a name of their own.
 * https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
 */
const dialect: QueryDialect = {
  memberKey(name, member) {
    const { ec2QueryName, xmlName } = member.getMergedTraits();
    if (typeof ec2QueryName === 'string') return ec2QueryName;
    const key = typeof xmlName === 'string' ? xmlName : name;
    return key.charAt(0).toUpperCase() + key.slice(1);
  },
  itemsKey: () => undefined,
  unknownParameter: (path) => new ApiError('UnknownParameter', `The parameter ${path} is not recognized`),
  missingParameter,
  invalidValue: (path, text, expected) =>
    new ApiError(
      'InvalidParameterValue',
      `Value (${text}) for parameter ${path} is invalid. Expected ${expected}.`,
    ),
};

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
    refuseOtherPaths(request);
    const parameters = new URLSearchParams(request.body);
    const operation = takeParameter(parameters, 'Action', missingParameter);
    const schema = operationSchema(service, operation);
    if (schema === undefined) {
      throw new ApiError('InvalidAction', `The action ${operation} is not valid for this web service.`);
    }
    const requested = takeParameter(parameters, 'Version', missingParameter);
    if (requested !== version) {
      const message = `The requested version (${requested}) of service AmazonEC2 does not exist`;
      throw new ApiError('NoSuchVersion', message);
    }
    const input = decodeQueryStructure(parseQueryTree(parameters), inputShape(schema), dialect);
    return { operation, schema, input };
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

function missingParameter(name: string): ApiError {
  return new ApiError('MissingParameter', `The request must contain the parameter ${name}`);
}

function xml(status: number, requestId: string, body: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body,
  };
}
