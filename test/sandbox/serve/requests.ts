import type { ReceivedRequest } from '../../../sandbox/wire/answer';

/** A request as a browser on this machine makes it. */
export const browserRequest = (
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Readonly<Record<string, string>> } = {},
): ReceivedRequest => ({
  method,
  path,
  headers: { host: '127.0.0.1:4599', ...headers },
  body: '',
  bytes: Buffer.alloc(0),
  tooLarge: false,
});
