import { countApiCalls } from './api-calls';
import { createClients } from './clients';
import { connectTo } from './connect';
import { createHandler } from './handler';
import { toLogLine } from './log-line';
import { sleep } from './sleep';

const clients = createClients();

export const handler = createHandler({
  connect: connectTo(clients, sleep),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
  takeApiCalls: countApiCalls(clients),
  now: () => new Date(),
  log: (record) => process.stdout.write(`${toLogLine(record, new Date())}\n`),
});
