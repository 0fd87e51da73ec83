/** Controls, ends of lines that HTML does not know, halves of characters, and marks that turn the text around them. */
const DECEPTIVE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Text of unknown origin that can look like nothing else: what would be invisible or turn the text around is shown as �. */
export const shownText = (text: string): string =>
  text.replace(/[\t\n\r]+/g, ' ').replace(DECEPTIVE, '\uFFFD');
