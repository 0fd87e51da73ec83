/** PutEvaluations refuses an empty annotation and one of more than 256 characters. */
export const ANNOTATION_LIMIT = 256;

/**
 * One line of valid Unicode that Config accepts. Tag values and error messages end up here, so control characters,
 * line separators, text-direction overrides and lone surrogates are replaced, and the cut never splits a pair.
 */
export function fitAnnotation(text: string, limit = ANNOTATION_LIMIT): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
  if (line.length <= limit) return line === '' ? '-' : line;
  const cut = line.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
