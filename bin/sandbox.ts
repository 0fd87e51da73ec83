import { setTimeout } from 'node:timers/promises';
import { InvalidDocument } from '../sandbox/automation/document';
import { AssemblyError } from '../sandbox/cloudformation/assembly';
import { PolicyError } from '../sandbox/iam/policy-error';
import { ScenarioError } from '../sandbox/scenarios/only-rule';
import { playTenVpcs, REHEARSAL_START } from '../sandbox/scenarios/play';
import { printEvent, printPlayed, wentAsTold } from '../sandbox/scenarios/report';
import {
  ESTATE_ASSEMBLY,
  FlagError,
  type PlayFlags,
  readFlags,
  type ServeFlags,
} from '../sandbox/serve/flags';
import { ServeError, serve } from '../sandbox/serve/serve';
import { ONE_PRESS, stopSignals } from '../sandbox/serve/stop-signals';
import type { TraceEvent } from '../sandbox/trace';
import { synthesizeManual } from '../tools/estate-assembly';
import { runCommand } from './run-command';

const HELP = `Plays a synthesized cloud assembly against AWS APIs on loopback, with ten VPCs. The ten end as told with the
parameters of the shipped cdk.json; with others, the table shows how they end instead, and the exit code is 1.

  npm run sandbox                   play cdk.out
  npm run sandbox -- --assembly DIR play another assembly
  npm run sandbox -- --plain        one line an event, also on a terminal
  npm run sandbox -- --no-remediation
                                    expect that nobody remediates: for the modes manual and observe

  npm run sandbox -- --serve        deploy cdk.out and leave it up, for the AWS CLI and a browser, until Ctrl-C
    --port 4599                     where it listens on 127.0.0.1; 0 takes any free port
    --speed 30                      virtual seconds in a real one; unless given, a new VPC is covered within a minute
    --account 111122223333          where the stack is deployed
    --region eu-central-1
    --with-estate                   begin with the ten VPCs, not with an empty account
    --estate                        begin with 31 VPCs in four Regions, the stack in each with remediation that a
                                    person starts, for flow-logs audit, backfill and evidence
    --quiet                         no line an event
    --assembly DIR, --plain         as above
`;

const CLEAR_LINE = '\r\u001B[K';

/** Elsewhere than on a terminal each event is a line; there, verdicts and ends stay and a live line shows the steps. */
function listener(plain: boolean, start: Date): (event: TraceEvent) => void {
  if (plain) return (event) => console.log(printEvent(event, start));
  const width = process.stdout.columns || 80;
  return (event) => {
    const line = printEvent(event, start).slice(0, width - 1);
    const stays = event.actor !== 'automation' || event.text.startsWith('execution');
    process.stdout.write(`${CLEAR_LINE}${line}${stays ? '\n' : ''}`);
  };
}

async function play({ assembly, plain, remediated }: PlayFlags): Promise<number> {
  const onEvent = listener(plain, REHEARSAL_START);
  const played = await playTenVpcs(assembly, { start: REHEARSAL_START, onEvent, remediated });
  if (!plain) process.stdout.write(CLEAR_LINE);
  console.log(`\n${printPlayed(played)}`);
  return wentAsTold(played) ? 0 : 1;
}

/** As a shell reports it: 128 and the number of the signal. */
const EXIT_CODE_OF_SIGINT = 130;

async function keepServing({ plain, quiet, speed, ...flags }: ServeFlags): Promise<number> {
  const start = new Date();
  if (flags.assembly === ESTATE_ASSEMBLY) await synthesizeManual(ESTATE_ASSEMBLY);
  const served = await serve({
    ...flags,
    ...(speed === undefined ? {} : { speed }),
    ...(quiet ? {} : { onEvent: listener(plain, start) }),
    start,
    elapsed: () => performance.now(),
  });
  const receive = stopSignals({
    stop: () => void served.stop(),
    kill: () => process.exit(EXIT_CODE_OF_SIGINT),
    elapsed: () => performance.now(),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, receive);
  console.log(`\n${served.greeting}`);
  await served.ended;
  console.log(`${plain ? '' : CLEAR_LINE}ended: the endpoint is closed, and nothing of it is kept`);
  // A process that is ending takes no signal any more: the one that npm hands on would kill it.
  await setTimeout(ONE_PRESS);
  return 0;
}

async function main(): Promise<number> {
  const flags = readFlags(process.argv.slice(2), process.stdout.isTTY);
  switch (flags.mode) {
    case 'help':
      console.log(HELP);
      return 0;
    case 'play':
      return await play(flags);
    case 'serve':
      return await keepServing(flags);
  }
}

runCommand(main, [AssemblyError, ScenarioError, InvalidDocument, PolicyError, FlagError, ServeError]);
