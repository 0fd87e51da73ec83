import type { Command } from 'commander';
import { addCommand, type CommandFrame } from '../command-frame';
import { addEstateFlags } from '../estate/estate-flags';
import * as values from '../flag-values';
import type { PruneFlags } from './command';

export function addPrune(program: Command, { surroundings, end }: CommandFrame): void {
  const command = addCommand(program, 'prune', { surroundings, end }, [
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
    .option('--apply', 'delete what is superseded');
  addEstateFlags(command).action(async () => {
    const { runPrune } = await import('./command.js');
    end(await runPrune(command.optsWithGlobals<PruneFlags>(), surroundings));
  });
}
