import { type Command, InvalidArgumentError, Option } from 'commander';
import { addCommand, type CommandFrame } from '../command-frame';
import { addEstateFlags } from '../estate/estate-flags';
import * as values from '../flag-values';
import { addRequirementFlags } from '../requirements/requirement-flags';
import { DEFAULT_GIGABYTES_PER_VPC } from './assumed-traffic';
import type { BackfillFlags } from './command';

export function addBackfill(program: Command, { surroundings, end }: CommandFrame): void {
  const command = addCommand(program, 'backfill', { surroundings, end }, [
    'flow-logs backfill                                           the plan, with what it would cost',
    'flow-logs backfill --apply                                   starts the remediations and follows them',
    'flow-logs backfill --regions eu-central-1 --limit 10 --apply',
    'flow-logs backfill --organization --role-name flow-logs-operator --gigabytes-per-vpc 25',
  ])
    .description(
      'Closes gaps through the remediation that is deployed in each account and Region. Every VPC is judged as EC2 shows it now. Without --apply nothing is started. Can be interrupted and run again: what is in flight is waited for, and nothing is started twice.',
    )
    .option('--vpc <ids>', 'these VPCs alone, with commas between them', values.vpcIds)
    .option('--requirement <name>', 'this requirement alone', values.requirementName)
    .option('--limit <number>', 'start at most so many', wholeNumber(1, 1_000_000))
    .addOption(new Option('--dry-run', 'print the plan, as is done without --apply').conflicts('apply'))
    .option('--apply', 'start the remediations, and follow them to their end')
    .option('--poll-seconds <number>', 'seconds between two looks at executions', wholeNumber(1, 3600), 15)
    .option(
      '--gigabytes-per-vpc <number>',
      "gigabytes that a VPC's flow logs are assumed to deliver in a month, for the estimate",
      gigabytes,
      DEFAULT_GIGABYTES_PER_VPC,
    );
  addEstateFlags(command).addHelpText('after', `\n${WHICH_REQUIREMENTS}`);
  addRequirementFlags(command).action(async () => {
    const { runBackfill } = await import('./command.js');
    end(await runBackfill(command.optsWithGlobals<BackfillFlags>(), surroundings));
  });
}

const WHICH_REQUIREMENTS =
  'Where rules of ours are deployed, VPCs are judged by those, and the flags below say nothing. Where none is, gaps are\nshown by the flags below, and nothing can be started.';

const wholeNumber =
  (least: number, most: number) =>
  (given: string): number => {
    const number = Number(given);
    if (!/^\d+$/.test(given) || number < least || number > most)
      throw new InvalidArgumentError(`Got '${given}', allowed: a whole number from ${least} to ${most}.`);
    return number;
  };

function gigabytes(given: string): number {
  const number = Number(given);
  if (!/^\d+(\.\d+)?$/.test(given) || number > 1_000_000)
    throw new InvalidArgumentError(`Got '${given}', allowed: a number from 0 to 1000000, such as 12.5.`);
  return number;
}
