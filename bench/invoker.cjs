// One bundle in a fresh process: loads it, says how long that took, and invokes its handler when asked.
const { readFileSync } = require('node:fs');

/**
 * Bytes. Linux hands the parent's peak on to the child in getrusage's ru_maxrss (see setmax_mm_hiwater_rss in its
 * exec_mmap), so that where there is a VmHWM, which begins anew, that one counts.
 */
function peakBytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error('/proc/self/status tells no VmHWM');
  return Number(kilobytes) * 1024;
}

const context = {
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:x',
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  getRemainingTimeInMillis: () => 300_000,
};

const file = process.argv[2];
if (file === undefined) throw new Error('say which bundle: invoker.cjs FILE');
const started = performance.now();
const { handler } = require(file);
const initMs = performance.now() - started;

const reply = (/** @type {object} */ message) => process.send?.(message);

process.on('message', async (event) => {
  const invoked = performance.now();
  try {
    const returned = await handler(event, context);
    const durationMs = performance.now() - invoked;
    reply({ kind: 'returned', returned, durationMs, peakBytes: peakBytes() });
  } catch (error) {
    reply({ kind: 'failed', error: String(error) });
  }
});
// A client's open connections would keep it alive.
process.on('disconnect', () => process.exit());
reply({ kind: 'loaded', initMs, peakBytes: peakBytes() });
