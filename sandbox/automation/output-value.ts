import type { Json } from './document-members';

/** What an output of a step holds: of the types String, Integer, Boolean, StringList, MapList and StringMap. */
export type OutputValue = string | number | boolean | readonly unknown[] | Json;

/** As it stands within a text, or is shown. */
export const outputText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** As the API shows it: a list of texts, whatever the type. */
export const outputTexts = (value: OutputValue): readonly string[] =>
  Array.isArray(value) ? value.map(outputText) : [outputText(value)];
