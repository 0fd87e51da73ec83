import type { Command } from 'commander';
import { addCommand, type CommandFrame } from '../command-frame';
import { addEstateFlags } from '../estate/estate-flags';
import * as values from '../flag-values';
import type { DoctorFlags } from './command';

const OUTCOMES = `Exit code: 0 nothing is wrong, 2 there are problems, 1 there are none that are known, and not all could be read. A note is
no problem. In many places, what is the same in several is told once, with where it is so.`;

export function addDoctor(program: Command, { surroundings, end }: CommandFrame): void {
  const command = addCommand(program, 'doctor', { surroundings, end }, [
    'flow-logs doctor --profile production --regions eu-central-1,us-east-1',
    'flow-logs doctor --organization --role-name flow-logs-reader',
    'flow-logs doctor --config cdk.json --regions eu-central-1',
  ])
    .description(
      'Checks, read-only, what the deployed rules and remediations need and says how to repair it, and notes what stands beside them: flow logs of others, rules of AWS, Control Tower, traffic that is delivered twice.',
    )
    .option('--requirement <name>', 'this requirement alone', values.requirementName)
    .option(
      '--config <file>',
      'also examines what the requirements of this cdk.json count on before they are deployed or changed: buckets, log groups with their delivery roles, streams, and the keys of these',
    )
    .option('--all', 'list what is in order as well, and every place')
    .addHelpText('after', `\n${OUTCOMES}`);
  addEstateFlags(command).action(async () => {
    const { runDoctor } = await import('./command.js');
    end(await runDoctor(command.optsWithGlobals<DoctorFlags>(), surroundings));
  });
}
