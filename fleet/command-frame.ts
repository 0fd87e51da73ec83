import { Command, type CommanderError, Option } from 'commander';
import type { Format } from './global-flags';
import type { Outcome } from './outcome';
import type { Surroundings } from './surroundings';

/** What a command is added with: the process that it runs in, and where it says how it ended. */
export interface CommandFrame {
  readonly surroundings: Surroundings;
  readonly end: (outcome: Outcome) => void;
}

/** What commander does not take, and the command that it was given to. Help and the version end so as well. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    override readonly cause: CommanderError,
    readonly command: Command,
  ) {
    super(cause.message, { cause });
  }
}

/**
 * A command with its examples and `--format`. Whatever it needs of the SDK is to be loaded when it runs, so that help and
 * mistakes are answered at once.
 */
export function addCommand(
  parent: Command,
  name: string,
  frame: CommandFrame,
  examples: readonly string[],
  formats: readonly Format[] = ['table', 'json'],
): Command {
  return prepare(parent.command(name), frame)
    .addOption(
      new Option('--format <format>', 'what is written to standard output')
        .choices(formats)
        .default(formats[0]),
    )
    .addHelpText('after', examplesText(examples));
}

/** A command that only leads to others. */
export const addGroup = (
  parent: Command,
  name: string,
  frame: CommandFrame,
  examples: readonly string[],
): Command =>
  prepare(parent.command(name), frame).helpCommand(false).addHelpText('after', examplesText(examples));

export const rootCommand = (name: string, frame: CommandFrame, examples: readonly string[]): Command =>
  prepare(new Command(name), frame).helpCommand(false).addHelpText('after', examplesText(examples));

const examplesText = (examples: readonly string[]): string =>
  ['', 'Examples:', ...examples.map((each) => `  ${each}`)].join('\n');

function prepare(command: Command, { surroundings: { out, err } }: CommandFrame): Command {
  return command
    .configureOutput({ writeOut: out, writeErr: err, outputError: () => undefined })
    .exitOverride((error) => {
      throw new Refusal(error, command);
    });
}
