/** An AWS API could not be read, or answered what it should not: nothing may be concluded from it. */
export class ReadError extends Error {
  override readonly name = 'ReadError';

  /** @param action IAM's name of the call, such as `ec2:DescribeVpcs` */
  static failed(action: string, cause: unknown): ReadError {
    if (cause instanceof ReadError) return cause;
    return new ReadError(`${action} failed: ${describeError(cause)}`, { cause });
  }

  static broken(action: string, got: string, allowed: string): ReadError {
    return new ReadError(`${action} answered with ${got}, allowed: ${allowed}; retry, and report it to AWS`);
  }
}

/** Whatever was thrown, in one text: `AccessDenied: …`. */
export const describeError = (thrown: unknown): string =>
  thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
