import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ASSUMPTION_ROWS } from '../sandbox/assumption-rows';
import { cleanUp } from '../smoke/clean-up';
import { createClients, destroyClients } from '../smoke/clients';
import type { Clock } from '../smoke/clock';
import { identify } from '../smoke/deployment';
import { type Flags, readFlags } from '../smoke/flags';
import { PROBES } from '../smoke/probes';
import { chosenProbes, exitCode, printColumn, printFindings, printPlan } from '../smoke/report';
import { smoke } from '../smoke/smoke';
import { UserMistake } from '../smoke/user-mistake';
import { runCommand } from './run-command';

const HELP = `Settles on a real account what docs/assumptions.md assumes of AWS. The stack must be deployed there, with automatic
remediation. Creates a VPC and a bucket of its own, and removes them whatever happens.

  npm run smoke -- --profile P --region R --account 111122223333
                          the account is the consent: it must be that of the credentials
    --only 1,25           these rows alone, and those that are settled with them
    --rule NAME           where the stack has several requirements
    --keep-going          a probe that fails leaves its rows not settled, and the next one runs
    --endpoint-url U      another endpoint than AWS, such as that of npm run sandbox -- --serve

  npm run smoke -- --profile P --region R --account 111122223333 --clean [--run ID]
                          removes what earlier runs, or that one, left

The exit code is 0 when nothing is otherwise than played, 2 when something is, and 1 when the run ended early or left
something behind.
`;

const CLOCK: Clock = {
  now: () => new Date(),
  sleep: (seconds, signal) => setTimeout(seconds * 1000, undefined, signal ? { signal } : {}),
};

const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);

class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    say(controller.signal.aborted ? 'still cleaning up' : 'interrupted: cleaning up');
    controller.abort(new Interrupted(`by ${signal}`));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return controller.signal;
}

const settingsOf = ({ region, profile, endpoint }: Flags) => ({
  region,
  maxAttempts: 10,
  ...(profile === undefined ? {} : { profile }),
  ...(endpoint === undefined ? {} : { endpoint }),
});

async function clean(flags: Flags): Promise<number> {
  const clients = createClients(settingsOf(flags));
  try {
    const { accountId } = await identify(clients, flags.account);
    const isClean = await cleanUp({ clients, clock: CLOCK, whose: { accountId, run: flags.run }, say });
    return isClean ? 0 : 1;
  } finally {
    destroyClients(clients);
  }
}

async function settle(flags: Flags): Promise<number> {
  const probes = chosenProbes(ASSUMPTION_ROWS, PROBES, flags.only);
  const run = randomBytes(5).toString('hex');
  console.log(`${printPlan(ASSUMPTION_ROWS, probes, run)}\n`);
  const { account, ruleName, keepGoing } = flags;
  const outcome = await smoke(
    { settings: settingsOf(flags), account, ruleName, probes, keepGoing, run },
    { clock: CLOCK, signal: interruption(), say },
  );
  const where = `${new Date().toISOString().slice(0, 10)}, ${flags.region}`;
  console.log(`\n${printFindings(ASSUMPTION_ROWS, outcome)}\n\n${printColumn(outcome.findings, where)}`);
  return exitCode(outcome);
}

async function main(): Promise<number> {
  const options = {
    account: { type: 'string' },
    region: { type: 'string' },
    profile: { type: 'string' },
    rule: { type: 'string' },
    only: { type: 'string' },
    run: { type: 'string' },
    'endpoint-url': { type: 'string' },
    'keep-going': { type: 'boolean' },
    clean: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: process.argv.slice(2), options });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const flags = readFlags(values);
  switch (flags.mode) {
    case 'clean':
      return await clean(flags);
    case 'settle':
      return await settle(flags);
  }
}

runCommand(main, [UserMistake]);
