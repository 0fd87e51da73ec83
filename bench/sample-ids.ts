import { createHash } from 'node:crypto';

const digest = (name: string, index: number): string =>
  createHash('sha256').update(`${name} ${index}`).digest('hex');

export const uuidOf = (name: string, index: number): string =>
  digest(name, index).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** From 0 to 1, the same in every run. */
export const fractionOf = (name: string, index: number): number =>
  Number.parseInt(digest(name, index).slice(0, 12), 16) / 16 ** 12;

/** Within so many milliseconds after a time. */
export const timeAfter = (start: string, within: number, name: string, index: number): string =>
  new Date(Date.parse(start) + Math.floor(fractionOf(name, index) * within)).toISOString();
