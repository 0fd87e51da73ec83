import { ApiError } from './api-error';
import { refuseCorruptBody } from './checksums';
import { bytesOf, type DecodedRequest, type Protocol, type WireAnswer } from './protocol';
import { decodeRestInput, type RestDialect } from './rest-decoder';
import { type BodyEncoder, encodeRestOutput } from './rest-encoder';
import { encodeXml, nothing, rootElement, type Shape, shapeWithMembers } from './sdk-codec';
import { decodeXmlStructure } from './xml-decoder';
import { MalformedXml, parseXml, type XmlElement } from './xml-tree';

const xmlNamespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

const dialect: RestDialect = {
  decodeBody(_service, request, shape, isPayload) {
    if (isPayload && shape.isBlobSchema()) return Uint8Array.from(bytesOf(request));
    if (isPayload && shape.isStringSchema()) return request.body;
    return decodeDocument(request.body, shape);
  },
  missing: (_service, member) =>
    member === 'Body' || member === 'Policy'
      ? new ApiError('MissingRequestBodyError', 'Request body is empty.')
      : new ApiError('InvalidRequest', `Missing required parameter for this request: ${member}`),
  invalid: (member, text, expected) =>
    new ApiError('InvalidArgument', `Argument ${member} must be ${expected}, got ${text}`, 400, {
      members: { ArgumentName: member, ArgumentValue: text },
    }),
};

function decodeDocument(body: string, shape: Shape): Record<string, unknown> {
  try {
    return decodeXmlStructure(namedRoot(parseXml(body), rootElement(shape)), shape);
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error;
    throw new ApiError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
      400,
      { members: { Reason: error.message } },
    );
  }
}

function namedRoot(root: XmlElement, name: string): XmlElement {
  if (root.name !== name) throw new MalformedXml(`got ${root.name} where ${name} is meant`);
  return root;
}

const encoder: BodyEncoder = {
  contentType: 'application/xml',
  encode(shape, members, value) {
    const root = rootElement(shape);
    const [only, other] = members;
    // The answer of GetBucketLocation is its only member: the element LocationConstraint, with text.
    if (only === root && other === undefined) return unwrappedXml(root, value[root]);
    return encodeXml(root, shapeWithMembers(shape, members), value, {}, xmlNamespace);
  },
};

/** The document whose root is the text of a member. */
function unwrappedXml(root: string, value: unknown): string {
  const text = String(value ?? '').replace(/[&<>\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${xmlNamespace}">${text}</${root}>`;
}

/** Support of S3 asks for both; ours tell nothing. */
const ownHeaders = (requestId: string): Readonly<Record<string, string>> => ({
  'x-amz-request-id': requestId,
  'x-amz-id-2': HOST_ID,
});
const HOST_ID = 'sandbox';

/** S3. Error codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const restXml: Protocol = {
  // S3 takes an unsigned request for one of nobody in particular.
  unsigned: new ApiError('AccessDenied', 'Access Denied', 403),
  incompleteSignature: new ApiError(
    'AuthorizationHeaderMalformed',
    'The authorization header is malformed; the Credential and the Signature are needed.',
  ),
  tooLarge: new ApiError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'),
  internalFailure: new ApiError('InternalError', 'We encountered an internal error. Please try again.', 500),

  decode(service, request): DecodedRequest {
    refuseCorruptBody(request);
    const { schema, input } = decodeRestInput(service, request, dialect);
    return { operation: schema[2], schema, input };
  },

  encodeOutput(schema, output, requestId): WireAnswer {
    const answer = encodeRestOutput(schema, output, encoder);
    return { ...answer, headers: { ...answer.headers, ...ownHeaders(requestId) } };
  },

  encodeError({ code, message, httpStatus, details }: ApiError, requestId: string): WireAnswer {
    const members = {
      Code: code,
      Message: message,
      ...details.members,
      RequestId: requestId,
      HostId: HOST_ID,
    };
    const headers = { 'content-type': 'application/xml', ...ownHeaders(requestId), ...details.headers };
    return { status: httpStatus, headers, body: encodeXml('Error', nothing, {}, members, '') };
  },
};
