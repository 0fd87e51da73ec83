import { createHash } from 'node:crypto';

/**
 * Every choice of a run, made by its seed and by what is chosen about. No choice depends on how many were made before it,
 * so that calls which race each other over real sockets change nothing: the same seed is the same run.
 */
export class Seed {
  constructor(readonly number: number) {}

  /** At least 0 and less than 1. */
  share(...about: readonly (string | number)[]): number {
    const digest = createHash('sha256')
      .update(JSON.stringify([this.number, ...about]))
      .digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number, ...about: readonly (string | number)[]): number {
    return least + Math.floor(this.share(...about) * (most - least + 1));
  }

  oneOf<T>(choices: readonly [T, ...T[]], ...about: readonly (string | number)[]): T {
    return choices[this.between(0, choices.length - 1, ...about)] ?? choices[0];
  }
}
