import type { Command } from 'commander';
import { addCommand, addGroup, type CommandFrame } from '../command-frame';
import { addEstateFlags } from '../estate/estate-flags';
import * as values from '../flag-values';
import type { RemediationFlags } from './command';

export function addRemediation(program: Command, frame: CommandFrame): void {
  const remediation = addGroup(program, 'remediation', frame, [
    'flow-logs remediation status',
    'flow-logs remediation retry --vpc vpc-0123456789abcdef0 --apply',
  ]).description('Shows, clears and starts remediations.');
  addStatus(remediation, frame);
  addChange(remediation, frame, {
    change: 'retry',
    description:
      'Clears the exceptions of VPCs that are stuck, and starts their remediation; others by --vpc.',
  });
  addChange(remediation, frame, {
    change: 'clear',
    description:
      'Deletes remediation exceptions, so that Config remediates by itself again; those with an end, or that no failed remediation explains, by --vpc.',
  });
}

function addSelected(
  parent: Command,
  name: string,
  frame: CommandFrame,
  examples: readonly string[],
): Command {
  const command = addCommand(parent, name, frame, examples)
    .option('--vpc <ids>', 'these VPCs alone, with commas between them', values.vpcIds)
    .option('--requirement <name>', 'this requirement alone', values.requirementName)
    .option('--rule <name>', 'this Config rule alone', values.ruleName);
  return addEstateFlags(command);
}

function addStatus(remediation: Command, frame: CommandFrame): void {
  const command = addSelected(remediation, 'status', frame, [
    'flow-logs remediation status',
    'flow-logs remediation status --vpc vpc-0123456789abcdef0',
  ]);
  command
    .description('Shows what is stuck, failing or in flight, with the reason.')
    .option('--all', 'list VPCs with which nothing is to be done as well')
    .action(async () => {
      const { runStatus } = await import('./command.js');
      frame.end(await runStatus(command.optsWithGlobals<RemediationFlags>(), frame.surroundings));
    });
}

interface AddedChange {
  readonly change: 'retry' | 'clear';
  readonly description: string;
}

function addChange(
  remediation: Command,
  { surroundings, end }: CommandFrame,
  { change, description }: AddedChange,
): void {
  const command = addSelected(remediation, change, { surroundings, end }, [
    `flow-logs remediation ${change}`,
    `flow-logs remediation ${change} --vpc vpc-0123456789abcdef0 --apply`,
  ]);
  command
    .description(description)
    .option('--apply', 'do it, not only say what would be done')
    .action(async () => {
      const { runRemediationChange } = await import('./command.js');
      end(await runRemediationChange(change, command.optsWithGlobals<RemediationFlags>(), surroundings));
    });
}
