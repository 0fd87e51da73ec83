import { ApiError, notModelledOnTheWire } from './api-error';
import {
  type DecodedRequest,
  type Protocol,
  refuseOtherPaths,
  type WireAnswer,
  type WireRequest,
} from './protocol';
import { decodeQueryStructure, type QueryDialect } from './query-decoder';
import { parseQueryTree, takeParameter } from './query-tree';
import { encodeXml, encodeXmlResult, inputShape, queryErrorShape } from './sdk-codec';
import { operationSchema, type ServiceName } from './services';
import { invalidInput, violation } from './violations';

export interface AwsQuerySettings {
  readonly version: string;
  readonly xmlNamespace: string;
}

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
const dialectOf = (service: ServiceName): QueryDialect => ({
  memberKey(name, member) {
    const { xmlName } = member.getMergedTraits();
    return typeof xmlName === 'string' ? xmlName : name;
  },
  itemsKey(list) {
    if (list.getMergedTraits().xmlFlattened) return undefined;
    const { xmlName } = list.getValueSchema().getMergedTraits();
    return typeof xmlName === 'string' ? xmlName : 'member';
  },
  unknownParameter: (path) =>
    notModelledOnTheWire(`the sandbox knows no parameter ${path} of this operation of ${service}`),
  missingParameter: (path) => invalidInput(service, [violation(path, undefined, 'not be null')]),
  invalidValue: (path, text, expected) =>
    new ApiError('MalformedInput', `${path}: expected ${expected}, got ${text}`),
});

/** IAM and STS. Error codes: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
export const awsQuery = ({ version, xmlNamespace }: AwsQuerySettings): Protocol => ({
  unsigned: new ApiError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403),
  incompleteSignature: new ApiError(
    'IncompleteSignature',
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
  ),
  tooLarge: new ApiError('RequestEntityTooLarge', 'The request is larger than the sandbox reads.', 413),
  internalFailure: new ApiError('InternalFailure', 'An internal error has occurred', 500),

  decode(service: ServiceName, request: WireRequest): DecodedRequest {
    refuseOtherPaths(request);
    const parameters = new URLSearchParams(request.body);
    const operation = takeParameter(parameters, 'Action', missingAction);
    const requested = takeParameter(parameters, 'Version', missingAction);
    const schema = operationSchema(service, operation);
    if (schema === undefined || requested !== version) {
      const message = `Could not find operation ${operation} for version ${requested}`;
      throw new ApiError('InvalidAction', message);
    }
    const tree = parseQueryTree(parameters);
    return { operation, schema, input: decodeQueryStructure(tree, inputShape(schema), dialectOf(service)) };
  },

  encodeOutput(schema, output, requestId): WireAnswer {
    return xml(200, requestId, encodeXmlResult(schema, output, requestId, xmlNamespace));
  },

  encodeError(error: ApiError, requestId: string): WireAnswer {
    const Type = error.httpStatus < 500 ? 'Sender' : 'Receiver';
    const value = { Error: { Type, Code: error.code, Message: error.message }, RequestId: requestId };
    const body = encodeXml('ErrorResponse', queryErrorShape, value, {}, xmlNamespace);
    return xml(error.httpStatus, requestId, body);
  },
});

const missingAction = (name: string): ApiError =>
  new ApiError('MissingAction', `The request must contain the parameter ${name}`);

function xml(status: number, requestId: string, body: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
