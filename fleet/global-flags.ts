import { type Command, Option } from 'commander';
import * as values from './flag-values';
import type { Surroundings } from './surroundings';
import { Terminal } from './terminal/terminal';

export type Format = 'table' | 'json' | 'csv' | 'lines';

/** Flags of every command, as commander hands them over. */
export interface GlobalFlags {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  /** Each command says which it has. */
  readonly format: Format;
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
    .option(
      '--endpoint-url <url>',
      'another endpoint than AWS; AWS_ENDPOINT_URL does the same',
      values.endpointUrl,
    )
    .addOption(new Option('--quiet', 'write the result alone').conflicts('verbose'))
    .option('--verbose', 'write each call to AWS to standard error')
    .option('--no-color', 'write without colors, as NO_COLOR does');

export function terminalOf(
  { quiet, verbose, color, format }: GlobalFlags,
  surroundings: Surroundings,
): Terminal {
  return new Terminal({
    out: surroundings.out,
    err: surroundings.err,
    color: color && surroundings.color && format === 'table',
    progress: surroundings.progress,
    loudness: quiet ? 'quiet' : verbose ? 'verbose' : 'usual',
  });
}
