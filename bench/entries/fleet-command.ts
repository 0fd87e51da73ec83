import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runFlowLogs } from '../../fleet/program';
import type { Surroundings } from '../../fleet/surroundings';
import { callPerVpc } from '../organization/call-per-vpc';
import type { CallPerVpcEnd, CommandEnd, CommandEvent } from '../organization/command-event';

/** The command line, or what it is held against. */
export async function handler(event: CommandEvent): Promise<CommandEnd | CallPerVpcEnd> {
  const written = { out: '', complaints: '' };
  const surroundings = surroundingsOf(event, written);
  if (event.kind === 'call-per-vpc') return await callPerVpc(surroundings);
  const outcome = await runFlowLogs(surroundings);
  return { outcome, lastWords: lastWordsOf(written.out), complaints: written.complaints };
}

function surroundingsOf(event: CommandEvent, written: { out: string; complaints: string }): Surroundings {
  return {
    args: event.kind === 'command' ? event.args : [],
    version: 'of the bench',
    now: new Date(),
    clock: () => new Date(),
    interrupted: new AbortController().signal,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
      }),
    region: process.env['AWS_REGION'],
    hasOwnEndpoint: true,
    color: false,
    progress: false,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.complaints += text;
    },
    // Nobody's cdk.json is measured.
    readFile: async () => undefined,
    writeFile: async (path, content) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    },
    rename,
  };
}

function lastWordsOf(text: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const word = line.slice(line.lastIndexOf(' ') + 1);
    if (word !== '') counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}
