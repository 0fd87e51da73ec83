import type { Command } from 'commander';
import { addCommand, type CommandFrame } from '../command-frame';
import * as values from '../flag-values';
import type { PolicyFlags } from './command';

export function addPolicy(program: Command, { surroundings, end }: CommandFrame): void {
  const command = addCommand(
    program,
    'policy',
    { surroundings, end },
    [
      'flow-logs policy doctor                                    for the role in each account',
      'flow-logs policy backfill --apply > policy.json',
      'flow-logs policy backfill --apply --caller --role-name flow-logs-operator',
      'flow-logs policy doctor --caller --role-name flow-logs-reader --accounts 111122223333,444455556666',
    ],
    ['json'],
  )
    .argument('[command...]', 'such as prune, or remediation status')
    .description(
      'Prints the least-privilege IAM policy of a command as JSON: for the role in each account, or, with --caller, what whoever runs it needs beside that to reach those roles. Asks nobody.',
    )
    .option('--apply', 'of the command with --apply')
    .option('--regions <list>', 'of the command with these Regions, or with all', values.regionsOrAll)
    .option('--caller', 'of whoever runs the command, to list the accounts and to assume their role')
    .option('--role-name <name>', 'with --caller: the role in each account', values.roleName)
    .option('--accounts <ids>', 'with --caller: these accounts, not the organization', values.accountIds);
  command.action(async (words: readonly string[]) => {
    const { runPolicy } = await import('./command.js');
    end(runPolicy(words, command.optsWithGlobals<PolicyFlags>(), surroundings));
  });
}
