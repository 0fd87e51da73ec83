import { type ApiError, notModelledOnTheWire } from './api-error';
import type { OperationSchema, ServiceName } from './services';

/** A request of which the body is read and nothing is interpreted yet. Header names are lower case. */
export interface WireRequest {
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The body where it may be no text. */
  readonly bytes?: Uint8Array;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body where it may be no text; it is sent instead. */
  readonly bytes?: Uint8Array;
}

export interface DecodedRequest {
  readonly operation: string;
  readonly schema: OperationSchema;
  readonly input: Record<string, unknown>;
}

/** How requests are read and answers written. Decoding throws the ApiError that the service would answer with. */
export interface Protocol {
  /** What a service of this protocol answers to a request that nobody signed. */
  readonly unsigned: ApiError;
  readonly incompleteSignature: ApiError;
  readonly tooLarge: ApiError;
  readonly internalFailure: ApiError;
  decode(service: ServiceName, request: WireRequest): DecodedRequest;
  encodeOutput(
    schema: OperationSchema,
    output: Readonly<Record<string, unknown>>,
    requestId: string,
  ): WireAnswer;
  encodeError(error: ApiError, requestId: string): WireAnswer;
}

/** Protocols that name the operation in the body or in a header know one method and one path. */
export function refuseOtherPaths({ method, path }: WireRequest): void {
  if (method === 'POST' && path === '/') return;
  throw notModelledOnTheWire(`the sandbox reads POST /, not ${method} ${path}`);
}

export const bytesOf = ({ bytes, body }: WireRequest): Uint8Array => bytes ?? Buffer.from(body);
