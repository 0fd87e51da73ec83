/** Controls of a terminal, ends of lines, and characters that are invisible or turn the text around. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text of unknown origin as one line that can do nothing to a terminal: AWS takes any text as a name, a tag or a message. */
export const plainText = (text: string): string =>
  text.replace(/\s+/gu, ' ').replace(UNSAFE, '\uFFFD').trim();

/** JSON as `JSON.stringify` writes it, with what a terminal would obey as escapes: it parses to the same. */
export const printJson = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replace(/[^\n\P{C}]|[\p{Zl}\p{Zp}]/gu, (character) =>
    [...character.matchAll(/[\s\S]/g)].map(([unit]) => `\\u${hex(unit)}`).join(''),
  );

const hex = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0');
