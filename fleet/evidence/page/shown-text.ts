/**
 * Controls, ends of lines that HTML does not know, halves of characters, and marks that are invisible or turn the text
 * around them. The two joiners stay: Persian, Hindi and emoji are written with them.
 */
const DECEPTIVE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200C\u200D])\p{Cf}/gu;

/** Text of unknown origin that can look like nothing else: what would be invisible or turn the text around is shown as �. */
export const shownText = (text: string): string =>
  text.replace(/[\t\n\r]+/g, ' ').replace(DECEPTIVE, '\uFFFD');
