/**
 * How the evidence is embedded: as JSON whose texts stand in tables. A text that several VPCs have stands once in the shared
 * table, any other in the table of its VPC; a text around identifiers is the list of its parts.
 */

/** Of the shared table from 0, of the item's own table from -1 downwards. */
export type Reference = number;

/** A text, a number, or a text as its parts. */
export type Entry = string | number | readonly Reference[];

/**
 * A string is a time. An array begins with the number of an object's shape, with `ARRAY`, or with `LINES` when it is a list
 * of texts that stands as one.
 */
export type PackedValue = Reference | string | boolean | null | readonly PackedValue[];

export const ARRAY = 0;
export const LINES = 1;
export const FIRST_SHAPE = 2;

/** Its own table, and its value. */
export type PackedItem = readonly [readonly Entry[], PackedValue];

export interface Packed {
  /** Names of the members of an object, in order. */
  readonly shapes: readonly (readonly string[])[];
  readonly shared: readonly Entry[];
  readonly items: readonly PackedItem[];
}
