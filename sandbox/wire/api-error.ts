/** What an error carries besides code and message. */
export interface ErrorDetails {
  /** Members of the error's own structure, as S3's BucketName. */
  readonly members?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that AWS would return: the service's own code and message. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly httpStatus = 400,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = code;
  }
}

/** Our own code: whatever AWS would answer here, the sandbox does not know it. */
export function notModelledOnTheWire(message: string): ApiError {
  return new ApiError('NotModelled', message);
}
