/** What can go wrong with one call of an AWS API. */
import { ApiError } from '../../sandbox/wire/api-error';
import type { WireAnswer } from '../../sandbox/wire/protocol';
import { type Fault, rightAnswer, type Wire } from './faulty-aws';
import type { Call } from './session';

/** The text of errors, as somebody would write it who wants it to be read as a decision. */
const MESSAGE = 'DECISION_COVERED {{ JudgeVpc.Payload }} "';

const refused =
  (codes: Readonly<Record<Wire['protocol'], readonly [string, number]>>) =>
  ({ protocol, send, encode }: Wire): void => {
    const [code, status] = codes[protocol];
    send(encode(new ApiError(code, MESSAGE, status)));
  };

const says =
  (status: number, body: string, type = 'text/html') =>
  ({ send }: Wire): void =>
    send({ status, headers: { 'content-type': type }, body });

/** No XML. */
const HTML =
  '<!DOCTYPE html><html><head><meta charset=utf-8><title>Busy</title></head><body>Busy<br></body></html>';
/** XML, and well-formed. */
const XHTML = '<html><head><title>Busy</title></head><body><p>Busy</p></body></html>';

/** The head of the right answer; the rest is up to the fault. */
function begin(wire: Wire): WireAnswer {
  const { status, headers, body } = rightAnswer(wire);
  wire.response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  return { status, headers, body };
}

const half = ({ body }: WireAnswer): string => body.slice(0, Math.floor(body.length / 2));

const isPut = ({ operation }: Call): boolean => operation === 'PutEvaluations';

/** What the SDK repeats: ends right when it passes, and in an error when it lasts. */
export const PASSING: readonly Fault[] = [
  {
    name: 'throttled',
    strike: refused({ ec2: ['RequestLimitExceeded', 503], config: ['ThrottlingException', 400] }),
  },
  {
    name: 'an internal error',
    strike: refused({ ec2: ['InternalError', 500], config: ['InternalFailure', 500] }),
  },
  { name: "a proxy's page with status 503", strike: says(503, HTML) },
  { name: 'the connection is reset', strike: ({ response }) => response.destroy() },
  {
    name: 'the connection is reset after the call was carried out',
    canStrike: isPut,
    strike: (wire) => {
      rightAnswer(wire);
      wire.response.destroy();
    },
  },
  {
    name: 'the body is shorter than its length, and the connection closes',
    strike: (wire) => {
      const answer = begin(wire);
      wire.response.write(half(answer), () => wire.response.destroy());
    },
  },
];

/** As PASSING, and each attempt waits for its time to be over. */
export const SILENT: readonly Fault[] = [
  { name: 'no answer', silent: true, strike: () => undefined },
  {
    name: 'no answer to what was carried out',
    silent: true,
    canStrike: isPut,
    strike: (wire) => void rightAnswer(wire),
  },
  {
    name: 'the head of an answer, and then nothing',
    silent: true,
    strike: (wire) => {
      begin(wire);
      wire.response.flushHeaders();
    },
  },
];

const foreign =
  (bodies: Readonly<Record<Wire['protocol'], string>>) =>
  ({ protocol, send }: Wire): void =>
    send({ status: 200, headers: {}, body: bodies[protocol] });

/** In a message that is whole: its length is that of what is left. */
export const cutTo = (share: number): Fault => ({
  name: `the body is cut to ${share}`,
  strike(wire) {
    const { body, ...answer } = rightAnswer(wire);
    wire.send({ ...answer, body: body.slice(0, Math.ceil((body.length - 1) * share)) });
  },
});

/** What no repetition helps against: an error at once. */
export const FINAL: readonly Fault[] = [
  {
    name: 'denied',
    strike: refused({ ec2: ['UnauthorizedOperation', 403], config: ['AccessDeniedException', 400] }),
  },
  { name: "a proxy's page with status 200", strike: says(200, XHTML) },
  {
    name: "the other service's protocol",
    strike: foreign({ ec2: '{}', config: '<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>' }),
  },
  { ...cutTo(1 / 2), name: 'the first half of the body' },
];

/** Whole answers that are not Config's or EC2's to what was asked: the SDK finds nothing in them, and says no word. */
export const EMPTY_HANDED: readonly Fault[] = [
  { name: 'an empty body', strike: says(200, '') },
  {
    name: 'the answer of another operation',
    strike: foreign({
      ec2: '<DescribeTagsResponse><tagSet/></DescribeTagsResponse>',
      config: '{"ConfigRules":[]}',
    }),
  },
  {
    name: 'an error with status 200',
    strike: foreign({
      ec2: '<Response><Errors><Error><Code>InternalError</Code></Error></Errors></Response>',
      config: '{"__type":"InternalFailure","message":"said AWS"}',
    }),
  },
];

/** No XML either, which EC2 speaks. */
export const NO_OBJECT: readonly Fault[] = ['[]', 'null', '"Busy"'].map((body) => ({
  name: `the JSON text ${body}`,
  canStrike: ({ operation }) => !operation.startsWith('Describe'),
  strike: says(200, body, 'application/json'),
}));

/** Config's own answer, in which an empty list could have been left out. */
export const NO_MEMBERS: Fault = {
  name: 'an answer without members',
  strike: ({ send, encode }) => send(encode({})),
};

/** Config answers 200, and names what it did not take. */
export const LEFT_OUT: Fault = {
  name: 'an evaluation is left out',
  canStrike: isPut,
  strike: ({ send, encode, answer }) => send(encode(answer(1))),
};

const withToken = (wire: Wire, token: string | undefined): void => {
  const answer = wire.answer();
  const member = 'configurationItems' in answer ? 'nextToken' : 'NextToken';
  wire.send(wire.encode({ ...answer, [member]: token }));
};

export const TOKEN_LOST: Fault = {
  name: 'the next token is lost',
  canStrike: ({ isContinued }) => isContinued,
  strike: (wire) => withToken(wire, undefined),
};

export const TOKEN_REFUSED: readonly Fault[] = [
  {
    name: 'the next token is refused',
    canStrike: ({ continues }) => continues,
    strike: refused({ ec2: ['InvalidNextToken', 400], config: ['InvalidNextTokenException', 400] }),
  },
  {
    name: 'the next token is refused as a parameter',
    canStrike: ({ continues }) => continues,
    strike: refused({
      ec2: ['InvalidParameterValue', 400],
      config: ['InvalidParameterValueException', 400],
    }),
  },
];

export const TOKEN_REPEATED: Fault = {
  name: 'the next token is repeated',
  canStrike: ({ continues }) => continues,
  strike: (wire) => withToken(wire, wire.sentToken),
};
