import { styleText } from 'node:util';

type Mistake = abstract new (...parameters: never[]) => Error;

/** Runs a command to its exit code. A mistake of whoever typed it is told in its own words; anything else with its stack. */
export function runCommand(main: () => Promise<number>, mistakes: readonly Mistake[]): void {
  // The SDK advises on its own versions of 2027, which the lockfile keeps out.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const isMistake = (error: unknown): error is Error =>
    mistakes.some((type) => error instanceof type) || isUnknownFlag(error);
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      if (isMistake(error)) console.error(styleText('red', error.message));
      else console.error(error);
      process.exitCode = 1;
    },
  );
}

/** What node:util's parseArgs throws. */
const isUnknownFlag = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
