/** Who signs a request, for which Region and service. */
export interface SigV4Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

const pattern =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request\s*,.*\bSignature=[0-9a-f]+/;

/**
 * The scope of an Authorization header, or undefined when it has none. The signature itself is not verified:
 * the sandbox hands out the keys, and a secret adds nothing on loopback.
 */
export function parseSigV4Scope(authorization: string): SigV4Scope | undefined {
  const [, accessKeyId, region, service] = pattern.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}
