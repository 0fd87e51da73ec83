import { ApiError } from './api-error';
import { decodeJsonBody } from './json-decoder';
import { bytesOf, type DecodedRequest, type Protocol, type WireAnswer } from './protocol';
import { decodeRestInput, type RestDialect } from './rest-decoder';
import { type BodyEncoder, encodeRestOutput } from './rest-encoder';
import { encodeJson, shapeWithMembers } from './sdk-codec';
import { invalidInput, violation } from './violations';

const dialect: RestDialect = {
  decodeBody(service, request, shape, isPayload) {
    if (isPayload && shape.isBlobSchema()) return Uint8Array.from(bytesOf(request));
    if (isPayload && shape.isStringSchema()) return request.body;
    return decodeJsonBody(service, request.body, shape);
  },
  missing: (service, member) => invalidInput(service, [violation(member, undefined, 'not be null')]),
  invalid: (member, text, expected) =>
    new ApiError('SerializationException', `${member}: expected ${expected}, got ${text}`),
};

const encoder: BodyEncoder = {
  contentType: 'application/json',
  encode: (shape, members, value) => encodeJson(shapeWithMembers(shape, members), value),
};

/** Lambda. Error codes: https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html */
export const restJson: Protocol = {
  unsigned: new ApiError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403),
  incompleteSignature: new ApiError(
    'IncompleteSignatureException',
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
    403,
  ),
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  tooLarge: new ApiError('RequestTooLargeException', 'The request is larger than the sandbox reads.', 413),
  internalFailure: new ApiError('ServiceException', 'An internal error has occurred', 500),

  decode(service, request): DecodedRequest {
    const { schema, input } = decodeRestInput(service, request, dialect);
    return { operation: schema[2], schema, input };
  },

  encodeOutput(schema, output, requestId): WireAnswer {
    const answer = encodeRestOutput(schema, output, encoder);
    return { ...answer, headers: { ...answer.headers, 'x-amzn-requestid': requestId } };
  },

  encodeError({ code, message, httpStatus, details }: ApiError, requestId: string): WireAnswer {
    const Type = httpStatus < 500 ? 'User' : 'Service';
    return {
      status: httpStatus,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': requestId,
        'x-amzn-errortype': code,
        ...details.headers,
      },
      body: JSON.stringify({ Type, Message: message, ...details.members }),
    };
  },
};
