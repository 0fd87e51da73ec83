import { ApiError } from '../sandbox/wire/api-error';
import { awsJson } from '../sandbox/wire/aws-json';
import { ec2Query } from '../sandbox/wire/ec2-query';
import type { DecodedRequest, WireAnswer, WireRequest } from '../sandbox/wire/protocol';
import { parseSigV4Scope } from '../sandbox/wire/sigv4-scope';
import type { Estate } from './estate';
import { answerAbout } from './played-apis';

export interface RenderedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const REQUEST_ID = '00000000-0000-4000-8000-000000000001';

/**
 * Answers about one estate in the protocols of EC2 and Config. Each page is rendered once, so that from the second
 * sweep on the server costs next to nothing.
 */
export function renderedAnswers(
  estate: Estate,
): (request: WireRequest, onCall: (call: DecodedRequest) => void) => RenderedAnswer {
  const rendered = new Map<string, RenderedAnswer>();
  return (request, onCall) => {
    const service = parseSigV4Scope(request.headers['authorization'] ?? '')?.service;
    if (service !== 'ec2' && service !== 'config') throw new Error(`the bench plays no service ${service}`);
    const protocol = service === 'ec2' ? ec2Query : awsJson;
    try {
      const call = protocol.decode(service, request);
      onCall(call);
      const { operation, schema, input } = call;
      const key = `${operation} ${request.body}`;
      const known = rendered.get(key);
      if (known !== undefined) return known;
      const answer = encoded(
        protocol.encodeOutput(schema, answerAbout(estate, operation, input), REQUEST_ID),
      );
      // The timestamps of evaluations differ in every sweep.
      if (operation !== 'PutEvaluations') rendered.set(key, answer);
      return answer;
    } catch (error) {
      if (error instanceof ApiError) return encoded(protocol.encodeError(error, REQUEST_ID));
      throw error;
    }
  };
}

export const encoded = ({ status, headers, body }: WireAnswer): RenderedAnswer => ({
  status,
  headers,
  body: Buffer.from(body),
});
