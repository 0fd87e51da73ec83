import type { Command } from 'commander';
import { addAudit } from './audit/add-audit';
import { explainError } from './aws/explain-error';
import { addBackfill } from './backfill/add-backfill';
import { type CommandFrame, Refusal, rootCommand } from './command-frame';
import { addDoctor } from './doctor/add-doctor';
import { addEvidence } from './evidence/add-evidence';
import { addGlobalFlags } from './global-flags';
import type { Outcome } from './outcome';
import { addPolicy } from './policy/add-policy';
import { addPrune } from './prune/add-prune';
import { refusalText } from './refusal-text';
import { addRemediation } from './remediation/add-remediation';
import type { Surroundings } from './surroundings';
import { plainText } from './terminal/plain-text';

/** What a command line comes to. Faults of ours are thrown; all else is told to whoever typed it. */
export async function runFlowLogs(surroundings: Surroundings): Promise<Outcome> {
  const ended: Outcome[] = [];
  const program = buildProgram({ surroundings, end: (outcome) => ended.push(outcome) });
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

const EXAMPLES = [
  'flow-logs audit                                      which VPCs of this account have no adequate flow logs',
  'flow-logs audit --organization --role-name auditor   of every account',
  'flow-logs backfill                                   what would close the gaps, and what it would cost',
  'flow-logs policy backfill --apply                    what a role needs for it',
];

const EXIT_CODES = 'Exit code: 0 all is fine, 2 something is left to do, 1 an error.';

function buildProgram(frame: CommandFrame): Command {
  const program = rootCommand('flow-logs', frame, EXAMPLES)
    .description('Looks after the flow logs that the stacks of this app keep, in accounts and their Regions.')
    .version(frame.surroundings.version, '--version', 'write the version')
    .helpOption('--help', 'write this help')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', `\n${EXIT_CODES}\n`);
  addGlobalFlags(program);
  addAudit(program, frame);
  addBackfill(program, frame);
  addDoctor(program, frame);
  addEvidence(program, frame);
  addPrune(program, frame);
  addRemediation(program, frame);
  addPolicy(program, frame);
  return program;
}
