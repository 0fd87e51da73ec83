import { ApiError } from '../wire/api-error';

/** The id itself, when it is one of this kind: its prefix and 8 or 17 hexadecimal digits. Each kind has its own code. */
export function wellFormedId(id: string, prefix: string, code: string): string {
  if (new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) return id;
  throw new ApiError(code, `Invalid id: "${id}" (expecting "${prefix}-...")`);
}
