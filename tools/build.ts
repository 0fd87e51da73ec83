import { buildCli, CLI_BUNDLE } from './build-cli';
import { BUNDLE, buildLambda } from './build-lambda';

/** Bytes: a start that takes 40 ms longer shows up here first. */
const LIMIT = 240_000;

const print = (count: number): string => count.toLocaleString('en-US');

async function main(): Promise<void> {
  const [{ bytes }, cli] = await Promise.all([buildLambda(), buildCli()]);
  console.log(`${BUNDLE}: ${print(bytes)} bytes of at most ${print(LIMIT)}`);
  console.log(`${CLI_BUNDLE}: ${print(cli.bytes)} bytes`);
  if (bytes <= LIMIT) return;
  console.error(
    `the bundle is ${print(bytes - LIMIT)} bytes too large; look for a new import that is not shaken`,
  );
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
