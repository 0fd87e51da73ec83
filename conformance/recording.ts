import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Exchange } from '../sandbox/wire/server';

/** Requests and answers as they went over the wire, one JSON object a line. */
export class Recording {
  private readonly lines: string[] = [];

  readonly onExchange = (exchange: Exchange): void => {
    this.lines.push(JSON.stringify(exchange));
  };

  get exchanges(): number {
    return this.lines.length;
  }

  write(file: string): string {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${this.lines.join('\n')}\n`);
    return file;
  }
}
