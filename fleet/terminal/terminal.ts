import { styleText } from 'node:util';
import { plainText } from './plain-text';

export type Color = 'red' | 'yellow' | 'green' | 'dim' | 'bold';

export interface TerminalOptions {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly color: boolean;
  /** Whether what is under way may be written over. @default false */
  readonly progress?: boolean;
  readonly loudness: 'quiet' | 'usual' | 'verbose';
}

/** Back to the beginning of the line, which is erased. */
const ERASE = '\r\u001B[K';

/** Where a command writes. The result alone goes to standard output, so that it can be piped. */
export class Terminal {
  private isInProgress = false;

  constructor(private readonly options: TerminalOptions) {}

  /** Lines that are safe already, as those of a table. */
  result(lines: readonly string[]): void {
    this.endProgress();
    for (const line of lines) this.options.out(`${line}\n`);
  }

  /** What is under way, for whoever waits. */
  note(text: string): void {
    if (this.options.loudness !== 'quiet') this.say('dim', text);
  }

  detail(text: string): void {
    if (this.options.loudness === 'verbose') this.say('dim', text);
  }

  problem(text: string): void {
    for (const line of text.split('\n')) this.say('red', line);
  }

  /** How far it is, in one line that is written anew each time, and is gone when all is done. */
  progress(done: number, total: number, text: string): void {
    if (!this.options.progress || this.options.loudness === 'quiet') return;
    this.endProgress();
    if (done >= total) return;
    const line = plainText(`${done}/${total} ${text}`).slice(0, PROGRESS_WIDTH);
    this.options.err(this.paint('dim', line));
    this.isInProgress = true;
  }

  /** Erases the line of progress: before anything else is written, and when what was under way has ended. */
  endProgress(): void {
    if (this.isInProgress) this.options.err(ERASE);
    this.isInProgress = false;
  }

  /** @param text safe already */
  paint(color: Color, text: string): string {
    return this.options.color && text !== '' ? styleText(color, text, { validateStream: false }) : text;
  }

  private say(color: Color, text: string): void {
    this.endProgress();
    this.options.err(`${this.paint(color, plainText(text))}\n`);
  }
}

/** A line that wrapped could not be erased. */
const PROGRESS_WIDTH = 79;
