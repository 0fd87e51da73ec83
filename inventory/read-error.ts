/** An AWS API could not be read, or answered what it should not: nothing may be concluded from it. */
export class ReadError extends Error {
  override readonly name = 'ReadError';

  /** @param action IAM's name of the call, such as `ec2:DescribeVpcs` */
  static failed(action: string, cause: unknown): ReadError {
    if (cause instanceof ReadError) return cause;
    const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    return new ReadError(`${action} failed: ${text}`, { cause });
  }

  static broken(action: string, got: string, allowed: string): ReadError {
    return new ReadError(`${action} answered with ${got}, allowed: ${allowed}; retry, and report it to AWS`);
  }
}
