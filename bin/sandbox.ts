import { parseArgs, styleText } from 'node:util';
import { InvalidDocument } from '../sandbox/automation/document';
import { AssemblyError } from '../sandbox/cloudformation/assembly';
import { PolicyError } from '../sandbox/iam/policy-error';
import { ScenarioError } from '../sandbox/scenarios/only-rule';
import { playTenVpcs, REHEARSAL_START } from '../sandbox/scenarios/play';
import { printEvent, printPlayed, wentAsTold } from '../sandbox/scenarios/report';
import type { TraceEvent } from '../sandbox/trace';

const HELP = `Plays a synthesized cloud assembly against AWS APIs on loopback, with ten VPCs. The ten end as told with the
parameters of the shipped cdk.json; with others, the table shows how they end instead, and the exit code is 1.

  npm run sandbox                   play cdk.out
  npm run sandbox -- --assembly DIR play another assembly
  npm run sandbox -- --plain        one line an event, also on a terminal
  npm run sandbox -- --no-remediation
                                    expect that nobody remediates: for the modes manual and observe
`;

interface Options {
  readonly assembly: string;
  readonly plain: boolean;
  readonly 'no-remediation': boolean;
  readonly help: boolean;
}

function readOptions(): Options {
  const options = {
    assembly: { type: 'string', default: 'cdk.out' },
    plain: { type: 'boolean', default: !process.stdout.isTTY },
    'no-remediation': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  return parseArgs({ args: process.argv.slice(2), options }).values;
}

const CLEAR_LINE = '\r\u001B[K';

/** Elsewhere than on a terminal each event is a line; there, verdicts and ends stay and a live line shows the steps. */
function listener({ plain }: Options): (event: TraceEvent) => void {
  if (plain) return (event) => console.log(printEvent(event, REHEARSAL_START));
  const width = process.stdout.columns || 80;
  return (event) => {
    const line = printEvent(event, REHEARSAL_START).slice(0, width - 1);
    const stays = event.actor !== 'automation' || event.text.startsWith('execution');
    process.stdout.write(`${CLEAR_LINE}${line}${stays ? '\n' : ''}`);
  };
}

async function main(): Promise<number> {
  // The SDK advises on its own versions of 2027, which the lockfile keeps out.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const options = readOptions();
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const played = await playTenVpcs(options.assembly, {
    start: REHEARSAL_START,
    onEvent: listener(options),
    remediated: !options['no-remediation'],
  });
  if (!options.plain) process.stdout.write(CLEAR_LINE);
  console.log(`\n${printPlayed(played)}`);
  return wentAsTold(played) ? 0 : 1;
}

const isUserMistake = (error: unknown): error is Error =>
  [AssemblyError, ScenarioError, InvalidDocument, PolicyError].some((type) => error instanceof type) ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (isUserMistake(error)) console.error(styleText('red', error.message));
    else console.error(error);
    process.exitCode = 1;
  },
);
