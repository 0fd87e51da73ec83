import type { ServiceName } from './services';

/** One call of an AWS API, as a handler wants to see it: decoded, and with who calls from where. */
export interface ApiCall {
  readonly service: ServiceName;
  readonly operation: string;
  /** Decoded: member names as in the SDK, dates as Date, numbers and booleans typed. */
  readonly input: Record<string, unknown>;
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** From the scope of the credentials, as AWS itself tells for which Region a request is signed. */
  readonly region: string;
  readonly userAgent?: string | undefined;
}

/** Answers a call with the operation's output, or throws an ApiError. */
export type Dispatch = (call: ApiCall) => Promise<Record<string, unknown>>;
