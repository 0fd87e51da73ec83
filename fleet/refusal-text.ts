import type { Command, CommanderError } from 'commander';

/** What was got, what is allowed and what to do, where commander says the first only. */
export function refusalText({ code, message }: CommanderError, command: Command): string {
  const path = pathOf(command);
  return [message.replace(/^error: /, ''), ...allowed(code, command), `${path} --help explains it`].join(
    '\n',
  );
}

function allowed(code: string, command: Command): readonly string[] {
  switch (code) {
    case 'commander.unknownOption':
      return [`allowed: ${flagsOf(command).join(', ')}`];
    case 'commander.unknownCommand':
      return [`allowed: ${command.commands.map((each) => each.name()).join(', ')}`];
    default:
      return [];
  }
}

const flagsOf = (command: Command): readonly string[] => [
  ...command.options.flatMap(({ long }) => long ?? []),
  ...(command.parent ? flagsOf(command.parent) : ['--help']),
];

const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
