import type { Outcome } from '../fleet/outcome';
import { runFlowLogs } from '../fleet/program';
import { runCommand } from './run-command';

/** Written by the bundler from package.json. */
declare const FLOW_LOGS_VERSION: string | undefined;

const EXIT_CODES: Readonly<Record<Outcome, number>> = { fine: 0, error: 1, 'to-do': 2 };

const { env, stdout, stderr } = process;

// Whoever reads only the first lines closes the pipe.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

runCommand(async () => {
  const outcome = await runFlowLogs({
    args: process.argv.slice(2),
    version: typeof FLOW_LOGS_VERSION === 'string' ? FLOW_LOGS_VERSION : 'from a checkout',
    now: new Date(),
    region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined,
    hasOwnEndpoint: Boolean(env['AWS_ENDPOINT_URL'] || env['AWS_ENDPOINT_URL_S3']),
    color: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
  });
  return EXIT_CODES[outcome];
}, []);
