import { createHash } from 'node:crypto';

/** Ids that look like AWS's and are the same in every run of one seed. */
export class Identifiers {
  private count = 0;

  constructor(private readonly seed: number) {}

  /** Lower-case hexadecimal digits. */
  hex(length: number): string {
    this.count += 1;
    return createHash('sha256').update(`${this.seed}:${this.count}`).digest('hex').slice(0, length);
  }

  /** `vpc-0123456789abcdef0` */
  resource(prefix: string): string {
    return `${prefix}-${this.hex(17)}`;
  }

  uuid(): string {
    const digits = this.hex(32);
    return [8, 12, 16, 20, 32].map((end, index, ends) => digits.slice(ends[index - 1] ?? 0, end)).join('-');
  }
}
