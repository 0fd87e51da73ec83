import type { Command, CommanderError } from 'commander';

/** What was got, what is allowed and what to do, where commander says the first only. */
export function refusalText({ code, message }: CommanderError, command: Command): string {
  const path = pathOf(command);
  return [
    message.replace(/^error: /, ''),
    ...allowed(code, message, command),
    `${path} --help explains it`,
  ].join('\n');
}

function allowed(code: string, message: string, command: Command): readonly string[] {
  switch (code) {
    case 'commander.unknownOption':
      return [`allowed: ${flagsOf(command).join(', ')}`, ...elsewhere(message, command)];
    case 'commander.unknownCommand':
      return [`allowed: ${command.commands.map((each) => each.name()).join(', ')}`];
    default:
      return [];
  }
}

/** A flag that stands before its command is given to the one above. */
function elsewhere(message: string, command: Command): readonly string[] {
  const [flag = ''] = /--[\w-]+/.exec(message) ?? [];
  const having = command.commands.filter((each) => hasFlag(each, flag)).map((each) => each.name());
  return having.length > 0 ? [`${flag} stands after its command: ${having.join(', ')}`] : [];
}

const hasFlag = (command: Command, flag: string): boolean =>
  command.options.some(({ long }) => long === flag) || command.commands.some((each) => hasFlag(each, flag));

const flagsOf = (command: Command): readonly string[] => [
  ...command.options.flatMap(({ long }) => long ?? []),
  ...(command.parent ? flagsOf(command.parent) : ['--help']),
];

const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
