import { createHash } from 'node:crypto';

/** Hexadecimal digits for what comes along with a resource, at most 64: the same for the same resource in every run. */
export const derivedHex = (length: number, ...of: readonly string[]): string =>
  createHash('sha256').update(of.join('/')).digest('hex').slice(0, length);

/** What EC2 answers with when the caller gave no client token: 44 characters of base 64. */
export const derivedToken = (of: string): string => createHash('sha256').update(of).digest('base64');
