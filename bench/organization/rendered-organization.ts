import { protocolOfService } from '../../sandbox/wire/answer';
import { ApiError } from '../../sandbox/wire/api-error';
import type { WireRequest } from '../../sandbox/wire/protocol';
import { isServiceName } from '../../sandbox/wire/services';
import { parseSigV4Scope } from '../../sandbox/wire/sigv4-scope';
import type { Estate } from '../estate';
import { encoded, REQUEST_ID, type RenderedAnswer } from '../rendered-answers';
import { answerIn } from './played-organization';

/** Answers of an organization, each rendered once. */
export function renderedOrganization(
  organization: ReadonlyMap<string, Estate>,
): (request: WireRequest, onCall: (operation: string) => void) => RenderedAnswer {
  const rendered = new Map<string, RenderedAnswer>();
  return (request, onCall) => {
    const scope = parseSigV4Scope(request.headers['authorization'] ?? '');
    if (!scope || !isServiceName(scope.service))
      throw new Error(`the bench plays no service ${scope?.service}`);
    const { accessKeyId, region, service } = scope;
    const protocol = protocolOfService(service);
    try {
      const { operation, schema, input } = protocol.decode(service, request);
      onCall(operation);
      const key = [accessKeyId, region, operation, request.path, request.body].join(' ');
      const known = rendered.get(key);
      if (known !== undefined) return known;
      const output = answerIn(organization, { service, operation, input, accessKeyId, region });
      const answer = encoded(protocol.encodeOutput(schema, output, REQUEST_ID));
      rendered.set(key, answer);
      return answer;
    } catch (error) {
      if (error instanceof ApiError) return encoded(protocol.encodeError(error, REQUEST_ID));
      throw error;
    }
  };
}
