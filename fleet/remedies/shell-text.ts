/** Letters that mean nothing to a shell; zsh takes a word that begins with `=` for a command's path. */
const PLAIN_WORD = /^(?!=)[A-Za-z0-9_@%+=:,./-]+$/;

/** What a terminal obeys or hides, apart from what single quotes hold as it is. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * Any text as one word of sh, bash and zsh; `$'…'` only where the text holds what a terminal would obey. A shell that does
 * not know those, as dash, reads other letters, and still one word. No argument can hold the character NUL.
 */
export function shellWord(text: string): string {
  if (PLAIN_WORD.test(text)) return text;
  return INVISIBLE.test(text)
    ? escapedWord(text.replaceAll('\0', '\uFFFD'))
    : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The quote is no `\'`, which ends the word in a shell that does not know `$'…'`. */
const escapedWord = (text: string): string =>
  `$'${text.replaceAll('\\', '\\\\').replace(/['\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, octets)}'`;

/** Three octal digits: a shorter escape would take the next digit with it. */
const octets = (character: string): string =>
  [...new TextEncoder().encode(character)].map((octet) => `\\${octet.toString(8).padStart(3, '0')}`).join('');
