import { type Command, Option } from 'commander';
import * as values from './flag-values';
import type { Surroundings } from './surroundings';
import { Terminal } from './terminal/terminal';
import { UserMistake } from './user-mistake';

/** Flags of every command, as commander hands them over. */
export interface GlobalFlags {
  readonly profile?: string;
  readonly region?: string;
  readonly regions?: readonly string[];
  readonly endpointUrl?: string;
  readonly format: 'table' | 'json';
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

export const addGlobalFlags = (program: Command): Command =>
  program
    .option('--profile <name>', 'profile of the AWS configuration files')
    .option(
      '--region <region>',
      'one Region; else AWS_REGION, AWS_DEFAULT_REGION or the profile says',
      values.region,
    )
    .option('--regions <list>', 'several Regions, with commas between them', values.regions)
    .option(
      '--endpoint-url <url>',
      'another endpoint than AWS; AWS_ENDPOINT_URL does the same',
      values.endpointUrl,
    )
    .addOption(
      new Option('--format <format>', 'what is written to standard output')
        .choices(['table', 'json'])
        .default('table'),
    )
    .option('--quiet', 'write the result alone')
    .option('--verbose', 'write each call to AWS to standard error')
    .option('--no-color', 'write without colors, as NO_COLOR does');

export function regionsOf({ region, regions }: GlobalFlags, surroundings: Surroundings): readonly string[] {
  if (region !== undefined && regions !== undefined)
    throw new UserMistake('--region and --regions: give one of them');
  const single = region ?? surroundings.region;
  return regions ?? (single === undefined ? [] : [single]);
}

export function terminalOf(
  { quiet, verbose, color, format }: GlobalFlags,
  surroundings: Surroundings,
): Terminal {
  if (quiet && verbose) throw new UserMistake('--quiet and --verbose: give one of them');
  return new Terminal({
    out: surroundings.out,
    err: surroundings.err,
    color: color && surroundings.color && format === 'table',
    loudness: quiet ? 'quiet' : verbose ? 'verbose' : 'usual',
  });
}
