import { createHash } from 'node:crypto';
import { ApiError } from './api-error';
import { bytesOf, type WireRequest } from './protocol';

type Digest = (bytes: Uint8Array) => Buffer;

const hash =
  (algorithm: string): Digest =>
  (bytes) =>
    createHash(algorithm).update(bytes).digest();

/** Reflected, all ones at both ends, as all three are that S3 knows. */
const crc =
  (polynomial: bigint, size: number): Digest =>
  (bytes) => {
    const ones = (1n << BigInt(size)) - 1n;
    const table = Array.from({ length: 256 }, (_, index) => {
      let value = BigInt(index);
      for (let bit = 0; bit < 8; bit += 1) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
      return value;
    });
    let value = ones;
    for (const byte of bytes) value = (value >> 8n) ^ (table[Number((value ^ BigInt(byte)) & 0xffn)] ?? 0n);
    return Buffer.from((value ^ ones).toString(16).padStart(size / 4, '0'), 'hex');
  };

/** By header. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
const CHECKSUMS: ReadonlyMap<string, Digest> = new Map([
  ['x-amz-checksum-crc32', crc(0xedb88320n, 32)],
  ['x-amz-checksum-crc32c', crc(0x82f63b78n, 32)],
  ['x-amz-checksum-crc64nvme', crc(0x9a6c9329ac4bc9b5n, 64)],
  ['x-amz-checksum-md5', hash('md5')],
  ['x-amz-checksum-sha1', hash('sha1')],
  ['x-amz-checksum-sha256', hash('sha256')],
  ['x-amz-checksum-sha512', hash('sha512')],
]);

/** S3 compares what a client says of its body with what came. */
export function refuseCorruptBody(request: WireRequest): void {
  const bytes = bytesOf(request);
  const md5 = request.headers['content-md5'];
  if (md5 !== undefined) {
    if (Buffer.from(md5, 'base64').length !== 16)
      throw new ApiError('InvalidDigest', 'The Content-MD5 you specified is not valid.');
    if (md5 !== hash('md5')(bytes).toString('base64'))
      throw new ApiError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const sha256 = request.headers['x-amz-content-sha256'] ?? '';
  if (/^[\da-f]{64}$/.test(sha256) && sha256 !== hash('sha256')(bytes).toString('hex'))
    throw new ApiError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  for (const [header, digest] of CHECKSUMS) {
    const given = request.headers[header];
    if (given === undefined || given === digest(bytes).toString('base64')) continue;
    const algorithm = header.replace('x-amz-checksum-', '').toUpperCase();
    throw new ApiError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  }
}
