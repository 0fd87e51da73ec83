import { countApiCalls } from './api-calls';
import { createClients } from './clients';
import { connectTo } from './connect';
import { createHandler } from './handler';
import { toLogLine } from './log-line';

const clients = createClients();

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

export const handler = createHandler({
  connect: connectTo(clients, sleep),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
  takeApiCalls: countApiCalls(clients),
  now: () => new Date(),
  log: (record) => process.stdout.write(`${toLogLine(record, new Date())}\n`),
});
