import { ApiError } from './api-error';
import type { WireRequest } from './protocol';

/**
 * A body that came in chunks of its own, each perhaps signed, with checksums in trailers behind it: what SDK clients
 * and the CLI send of streams. Trailers become headers.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function withoutChunks<Request extends WireRequest>(request: Request): Request {
  const { 'content-encoding': encoding = '', ...headers } = request.headers;
  const codings = encoding.split(',').map((coding) => coding.trim());
  if (!codings.includes('aws-chunked')) return request;
  const { bytes, trailers } = readChunks(Buffer.from(request.bytes ?? Buffer.from(request.body)));
  const announced = headers['x-amz-decoded-content-length'];
  if (announced !== undefined && Number(announced) !== bytes.length) throw incompleteBody();
  const others = codings.filter((coding) => coding !== 'aws-chunked').join(',');
  const contentEncoding = others === '' ? {} : { 'content-encoding': others };
  return {
    ...request,
    headers: { ...headers, ...contentEncoding, ...trailers },
    bytes,
    body: bytes.toString('utf8'),
  };
}

function readChunks(body: Buffer): { readonly bytes: Buffer; readonly trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const [, hex] = /^([\da-f]+)(?:;.*)?$/i.exec(body.toString('latin1', at, Math.max(end, at))) ?? [];
    if (hex === undefined) throw incompleteBody();
    const size = Number.parseInt(hex, 16);
    if (size === 0)
      return { bytes: Buffer.concat(chunks), trailers: readTrailers(body.toString('utf8', end)) };
    const start = end + 2;
    if (body.toString('latin1', start + size, start + size + 2) !== '\r\n') throw incompleteBody();
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}

const readTrailers = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^([\w-]+):\s*(.*?)\s*$/gm)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  );

const incompleteBody = (): ApiError =>
  new ApiError(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  );
