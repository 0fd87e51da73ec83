const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');

const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Any text as a quoted string of HCL, in which `${` and `%{` would begin an expression.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export const hclString = (text: string): string =>
  `"${text
    .replace(/["\\]/g, '\\$&')
    .replace(/([$%])(\1*)\{/g, (_, sign: string, more: string) => `${escaped(more)}${sign}${sign}{`)
    .replace(UNSAFE, escaped)}"`;

/** `\u` takes four digits and `\U` eight; halves of a pair have no escape. */
const escaped = (text: string): string =>
  [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD';
      return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
    })
    .join('');

/** A name for a block: letters, digits and underscores, of which the first is no digit. */
export const hclName = (text: string): string => text.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
