// Runs one bundled function in a thread of its own, as Lambda's Node.js runtime would: its environment holds the
// execution role's credentials, its clock is the sandbox's, and what it prints becomes JSON log lines.
const { parentPort, workerData } = require('node:worker_threads');
const { format } = require('node:util');

let now = 0;
let requestId = '';
/** @type {string[]} */
let lines = [];

const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parameters) =>
    parameters.length === 0 ? new target(now) : Reflect.construct(target, parameters),
  apply: () => new RealDate(now).toString(),
  get: (target, member) => (member === 'now' ? () => now : Reflect.get(target, member)),
});

for (const [method, level] of Object.entries({
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
})) {
  Reflect.set(console, method, (/** @type {unknown[]} */ ...parts) => {
    const message = parts.length === 1 && typeof parts[0] === 'object' ? parts[0] : format(...parts);
    lines.push(JSON.stringify({ timestamp: new RealDate(now).toISOString(), level, requestId, message }));
  });
}

/** @param {unknown} error */
const describeError = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: 'Error', errorMessage: String(error), trace: [] };

/** Loaded at the first invocation, so that a module that throws fails it, as it does in Lambda. */
const handle = (/** @type {unknown} */ event, /** @type {unknown} */ context) =>
  require(workerData.file)[workerData.handlerName](event, context);

if (!parentPort) throw new Error('function-worker runs in a worker thread only');
const port = parentPort;
port.on('message', async ({ event, context, time }) => {
  now = time;
  requestId = context.awsRequestId;
  lines = [];
  const full = { ...context, getRemainingTimeInMillis: () => context.remainingTimeInMillis };
  try {
    const returned = await handle(event, full);
    port.postMessage({
      payload: JSON.stringify(returned ?? null),
      functionError: undefined,
      logLines: lines,
    });
  } catch (error) {
    const payload = JSON.stringify(describeError(error));
    port.postMessage({ payload, functionError: 'Unhandled', logLines: lines });
  }
});
