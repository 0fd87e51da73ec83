import { Command, type CommanderError } from 'commander';
import { explainError } from './aws/explain-error';
import * as values from './flag-values';
import { addGlobalFlags } from './global-flags';
import type { Outcome } from './outcome';
import type { PruneFlags } from './prune/command';
import { refusalText } from './refusal-text';
import type { RemediationFlags } from './remediation/command';
import type { Surroundings } from './surroundings';
import { plainText } from './terminal/plain-text';

/** What a command line comes to. Faults of ours are thrown; all else is told to whoever typed it. */
export async function runFlowLogs(surroundings: Surroundings): Promise<Outcome> {
  const ended: Outcome[] = [];
  const program = buildProgram(surroundings, (outcome) => ended.push(outcome));
  try {
    await program.parseAsync([...surroundings.args], { from: 'user' });
    return ended[0] ?? 'fine';
  } catch (error) {
    if (error instanceof Refusal && error.cause.exitCode === 0) return 'fine';
    const problem = error instanceof Refusal ? refusalText(error.cause, error.command) : explainError(error);
    if (problem === undefined) throw error;
    for (const line of problem.split('\n')) surroundings.err(`${plainText(line)}\n`);
    return 'error';
  }
}

/** What commander does not take, and the command that it was given to. Help and the version end so as well. */
class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    override readonly cause: CommanderError,
    readonly command: Command,
  ) {
    super(cause.message, { cause });
  }
}

type End = (outcome: Outcome) => void;

const EXIT_CODES = 'Exit code: 0 all is fine, 2 something is left to do, 1 an error.';

function buildProgram(surroundings: Surroundings, end: End): Command {
  const program = prepare(new Command('flow-logs'), surroundings)
    .description('Looks after the flow logs that the stacks of this app keep, in an account and its Regions.')
    .version(surroundings.version, '--version', 'write the version')
    .helpOption('--help', 'write this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', `\n${EXIT_CODES}\n`);
  addGlobalFlags(program);
  addDoctor(program, surroundings, end);
  addPrune(program, surroundings, end);
  addRemediation(program, surroundings, end);
  return program;
}

function prepare(command: Command, { out, err }: Surroundings): Command {
  return command
    .configureOutput({ writeOut: out, writeErr: err, outputError: () => undefined })
    .exitOverride((error) => {
      throw new Refusal(error, command);
    });
}

/** Whatever a command needs of the SDK is loaded when it runs, so that help and mistakes are answered at once. */
function addCommand(
  parent: Command,
  name: string,
  surroundings: Surroundings,
  examples: readonly string[],
): Command {
  const command = prepare(parent.command(name), surroundings);
  return command.addHelpText('after', ['', 'Examples:', ...examples.map((each) => `  ${each}`)].join('\n'));
}

function addDoctor(program: Command, surroundings: Surroundings, end: End): void {
  addCommand(program, 'doctor', surroundings, [
    'flow-logs doctor --profile production --regions eu-central-1,us-east-1',
  ])
    .description(
      'Checks, read-only, what the deployed rules and remediations need, and says how to repair it.',
    )
    .option('--requirement <name>', 'this requirement alone', values.requirementName)
    .option('--all', 'list what is in order as well')
    .action(async (_, command: Command) => {
      const { runDoctor } = await import('./doctor/command.js');
      end(await runDoctor(command.optsWithGlobals(), surroundings));
    });
}

function addPrune(program: Command, surroundings: Surroundings, end: End): void {
  addCommand(program, 'prune', surroundings, [
    'flow-logs prune                                  lists what newer flow logs have made superfluous',
    'flow-logs prune --apply                          deletes it, after judging each VPC again',
    'flow-logs prune --requirement old-name --apply   also of a requirement that was renamed or removed',
    'flow-logs prune --former-destination arn:aws:s3:::old-bucket/prefix --apply',
  ])
    .description(
      'Lists flow logs that remediation created and that newer ones have superseded: flow logs that EC2 reports to deliver, by which alone every requirement judges the VPC as it does now. Deletes nothing without --apply, and never what others created.',
    )
    .option('--vpc <ids>', 'these VPCs alone, with commas between them', values.vpcIds)
    .option(
      '--requirement <name>',
      'flow logs of this requirement alone, deployed or not',
      values.requirementName,
    )
    .option(
      '--former-destination <arn>',
      'a destination that the requirement had before; may be repeated',
      values.destinations,
    )
    .option('--all', 'list those that are needed as well')
    .option('--apply', 'delete what is superseded')
    .action(async (_, command: Command) => {
      const { runPrune } = await import('./prune/command.js');
      end(await runPrune(command.optsWithGlobals<PruneFlags>(), surroundings));
    });
}

function addRemediation(program: Command, surroundings: Surroundings, end: End): void {
  const remediation = prepare(program.command('remediation'), surroundings)
    .description('Shows, clears and starts remediations.')
    .helpCommand(false);
  const addSelected = (name: string, examples: readonly string[]): Command =>
    addCommand(remediation, name, surroundings, examples)
      .option('--vpc <ids>', 'these VPCs alone, with commas between them', values.vpcIds)
      .option('--requirement <name>', 'this requirement alone', values.requirementName)
      .option('--rule <name>', 'this Config rule alone', values.ruleName);
  addSelected('status', [
    'flow-logs remediation status',
    'flow-logs remediation status --vpc vpc-0123456789abcdef0',
  ])
    .description('Shows what is stuck, failing or in flight, with the reason.')
    .option('--all', 'list VPCs with which nothing is to be done as well')
    .action(async (_, command: Command) => {
      const { runStatus } = await import('./remediation/command.js');
      end(await runStatus(command.optsWithGlobals<RemediationFlags>(), surroundings));
    });
  const addChange = (change: 'retry' | 'clear', description: string): void => {
    addSelected(change, [
      `flow-logs remediation ${change}`,
      `flow-logs remediation ${change} --vpc vpc-0123456789abcdef0 --apply`,
    ])
      .description(description)
      .option('--apply', 'do it, not only say what would be done')
      .action(async (_, command: Command) => {
        const { runRemediationChange } = await import('./remediation/command.js');
        end(await runRemediationChange(change, command.optsWithGlobals<RemediationFlags>(), surroundings));
      });
  };
  addChange(
    'retry',
    'Clears the exceptions of VPCs that are stuck, and starts their remediation; others by --vpc.',
  );
  addChange(
    'clear',
    'Deletes remediation exceptions, so that Config remediates by itself again; those with an end, or that no failed remediation explains, by --vpc.',
  );
}
