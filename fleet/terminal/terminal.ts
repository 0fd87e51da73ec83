import { styleText } from 'node:util';
import { plainText } from './plain-text';

export type Color = 'red' | 'yellow' | 'green' | 'dim' | 'bold';

export interface TerminalOptions {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly color: boolean;
  readonly loudness: 'quiet' | 'usual' | 'verbose';
}

/** Where a command writes. The result alone goes to standard output, so that it can be piped. */
export class Terminal {
  constructor(private readonly options: TerminalOptions) {}

  /** Lines that are safe already, as those of a table. */
  result(lines: readonly string[]): void {
    for (const line of lines) this.options.out(`${line}\n`);
  }

  /** What is under way, for whoever waits. */
  note(text: string): void {
    if (this.options.loudness !== 'quiet') this.options.err(`${this.paint('dim', plainText(text))}\n`);
  }

  detail(text: string): void {
    if (this.options.loudness === 'verbose') this.options.err(`${this.paint('dim', plainText(text))}\n`);
  }

  problem(text: string): void {
    for (const line of text.split('\n')) this.options.err(`${this.paint('red', plainText(line))}\n`);
  }

  /** @param text safe already */
  paint(color: Color, text: string): string {
    return this.options.color && text !== '' ? styleText(color, text, { validateStream: false }) : text;
  }
}
