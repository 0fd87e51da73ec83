const SECOND = 1000;
const BASE = 36;

export const looksLikeTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);

/** A time as `toISOString` writes it, in seconds or in milliseconds since 1970; undefined for any other text. */
export function packTime(text: string): string | undefined {
  const at = looksLikeTime(text) ? Date.parse(text) : Number.NaN;
  // The 31st of a short month would be a day of the next.
  if (Number.isNaN(at) || new Date(at).getUTCDate() !== Number(text.slice(8, 10))) return undefined;
  return at % SECOND === 0 ? `s${(at / SECOND).toString(BASE)}` : `m${at.toString(BASE)}`;
}

export const unpackTime = (packed: string): string =>
  new Date(Number.parseInt(packed.slice(1), BASE) * (packed.startsWith('s') ? SECOND : 1)).toISOString();
