// Runs one bundled function in a thread of its own, as Lambda's Node.js runtime would: its environment holds the
// execution role's credentials, its clock is the sandbox's, what it tells the console becomes JSON log lines, and what it
// writes to its output becomes log lines as it is.
const { parentPort, workerData } = require('node:worker_threads');
const { dirname } = require('node:path');
const { StringDecoder } = require('node:string_decoder');
const { format } = require('node:util');

let now = 0;
let requestId = '';
/** @type {string[]} */
const lines = [];

const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parameters) =>
    parameters.length === 0 ? new target(now) : Reflect.construct(target, parameters),
  apply: () => new RealDate(now).toString(),
  get: (target, member) => (member === 'now' ? () => now : Reflect.get(target, member)),
});

// The SDK waits a random share of a growing time before it tries again. Virtual time stands meanwhile, so that no share
// is as good as any, and the same in each run.
Math.random = () => 0;
const realSetTimeout = setTimeout;
Reflect.set(globalThis, 'setTimeout', (/** @type {unknown[]} */ ...[run, milliseconds = 0, ...rest]) =>
  Reflect.apply(realSetTimeout, globalThis, [run, Number(milliseconds) / workerData.haste, ...rest]),
);

for (const [method, level] of Object.entries({
  trace: 'TRACE',
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

/** Bytes that become log lines: each newline ends one, and so does the end of the invocation. */
class Output {
  decoder = new StringDecoder('utf8');
  unfinished = '';

  /** @param {Uint8Array} bytes */
  add(bytes) {
    const texts = `${this.unfinished}${this.decoder.write(Buffer.from(bytes))}`.split('\n');
    this.unfinished = texts.pop() ?? '';
    lines.push(...texts.filter((text) => text !== ''));
  }

  end() {
    if (this.unfinished !== '') lines.push(this.unfinished);
    this.unfinished = '';
  }
}

const outputs = [process.stdout, process.stderr].map((stream) => {
  const output = new Output();
  Reflect.set(
    stream,
    'write',
    (/** @type {[string | Uint8Array, ...unknown[]]} */ ...[chunk, ...options]) => {
      const [encoding] = options.filter((option) => typeof option === 'string');
      output.add(
        typeof chunk === 'string' ? Buffer.from(chunk, /** @type {BufferEncoding} */ (encoding)) : chunk,
      );
      const [written] = options.filter((option) => typeof option === 'function');
      if (written) process.nextTick(written);
      return true;
    },
  );
  return output;
});

/** What was printed since the last time: output after an answer belongs to the next invocation. */
function takeLines() {
  for (const output of outputs) output.end();
  return lines.splice(0);
}

/** Where Lambda keeps a function and its runtime: no path of this machine is told, and a run is the same anywhere. */
const [CODE_FOLDER, RUNTIME_FOLDER] = ['/var/task', '/var/runtime'];

/** @param {string} stack */
const traceOf = (stack) =>
  stack.replaceAll(dirname(workerData.file), CODE_FOLDER).replaceAll(__dirname, RUNTIME_FOLDER).split('\n');

/** @param {unknown} error */
const describeError = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: traceOf(error.stack ?? '') }
    : { errorType: 'Error', errorMessage: String(error), trace: [] };

/** Loaded at the first invocation, so that a module that throws fails it, as it does in Lambda. */
const handle = (/** @type {unknown} */ event, /** @type {unknown} */ context) =>
  require(workerData.file)[workerData.handlerName](event, context);

if (!parentPort) throw new Error('function-worker runs in a worker thread only');
const port = parentPort;
port.on('message', async ({ event, context, time }) => {
  now = time;
  requestId = context.awsRequestId;
  const full = { ...context, getRemainingTimeInMillis: () => context.remainingTimeInMillis };
  try {
    const returned = await handle(event, full);
    const payload = JSON.stringify(returned ?? null);
    port.postMessage({ payload, functionError: undefined, logLines: takeLines() });
  } catch (error) {
    const payload = JSON.stringify(describeError(error));
    port.postMessage({ payload, functionError: 'Unhandled', logLines: takeLines() });
  }
});
