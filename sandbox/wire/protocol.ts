import type { ApiError } from './api-error';
import type { OperationSchema, ServiceName } from './services';

/** A request of which the body is read and nothing is interpreted yet. Header names are lower case. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
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
