import { type Page, readPages } from '../../../inventory/pages';
import { describeError, ReadError } from '../../../inventory/read-error';
import { UnreadablePolicy } from '../iam/policy-document';

/** AWS could not be asked: nothing may be concluded. The message names the action and what it was asked about. */
export class Unread extends Error {
  override readonly name = 'Unread';
}

const DENIED = /^(AccessDenied|AccessDeniedException|Unauthorized\w*|Forbidden|AuthorizationError\w*)$/;

/**
 * @param action IAM's name of the call
 * @throws Unread whatever AWS or the way to it throws
 */
export async function read<T>(action: string, resource: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (cause) {
    if (cause instanceof UnreadablePolicy) throw cause;
    throw new Unread(`${action} on ${resource} ${wentWrong(cause)}`, { cause });
  }
}

/** As `read`, but undefined where AWS says by one of these errors that there is no such thing. */
export async function readIfThere<T>(
  action: string,
  resource: string,
  notThere: readonly string[],
  send: () => Promise<T>,
): Promise<T | undefined> {
  return await read(action, resource, async () => {
    try {
      return await send();
    } catch (cause) {
      if (cause instanceof Error && notThere.includes(cause.name)) return undefined;
      throw cause;
    }
  });
}

/** Every item of a paged list. */
export const readAll = <T>(
  action: string,
  resource: string,
  readPage: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> =>
  read(action, resource, async () => {
    const items: T[] = [];
    for await (const item of readPages(action, readPage)) items.push(item);
    return items;
  });

const originOf = (cause: unknown): unknown =>
  cause instanceof ReadError && cause.cause !== undefined ? cause.cause : cause;

const wentWrong = (thrown: unknown): string => explain(originOf(thrown));

const explain = (cause: unknown): string =>
  isDenied(cause)
    ? `is not allowed to this caller (${describeError(cause)})`
    : `failed: ${describeError(cause)}`;

/** HEAD has no body to name an error in: there the status tells. */
export const isDenied = (cause: unknown): boolean =>
  cause instanceof Error && (DENIED.test(cause.name) || statusOf(cause) === 403);

function statusOf(cause: Error): number | undefined {
  const { $metadata } = cause as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}
