/** Any text as a string of TypeScript in single quotes. */
export const typescriptString = (text: string): string =>
  `'${text
    .replace(/['\\]/g, '\\$&')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
      [...character.matchAll(/[\s\S]/g)].map(([unit]) => `\\u${hex(unit)}`).join(''),
    )}'`;

const hex = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0');

/** `all-traffic` and `vpc-0a1b` make `AllTrafficVpc0a1b`. */
export const constructId = (...texts: readonly string[]): string =>
  texts
    .flatMap((text) => text.split(/[^A-Za-z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
