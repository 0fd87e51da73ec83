import { runFlowLogs } from '../../fleet/program';
import { isServiceName, operationSchema, type ServiceName } from '../../sandbox/wire/services';
import { surroundingsOf } from '../fleet/surroundings';
import { PAGE } from './operator-runbook';

/** Commands of the page on one line each, in code spans and in blocks. */
function commandsOf(page: string, start: string): readonly string[] {
  const lines = page.replaceAll(/ \\\n\s*/g, ' ');
  const found = lines.matchAll(new RegExp(`(?:^|\`)(${start} [^\`\n]*)`, 'gm'));
  return [...new Set([...found].map(([, command = '']) => command.trim()))];
}

/** Of `policy`, the words after it are another command's. */
function wordsOf(command: string): readonly string[] {
  const [first = '', ...rest] = command
    .split(' ')
    .slice(2)
    .filter((_, index, words) => words.slice(0, index + 1).every((word) => /^[a-z][a-z-]*$/.test(word)));
  return first === 'policy' ? [first] : [first, ...rest];
}

const flagsOf = (command: string): readonly string[] =>
  [...command.matchAll(/ --([a-z-]+)/g)].map(([, flag = '']) => flag);

describe('commands of flow-logs', () => {
  const CLI = 'node dist/cli/flow-logs\\.js';
  const commands = commandsOf(PAGE, CLI);

  /** What the program itself says about a command. */
  async function helpOf(
    words: readonly string[],
  ): Promise<{ readonly outcome: string; readonly text: string }> {
    const { surroundings, written } = surroundingsOf({ args: [...words, '--help'] });
    const outcome = await runFlowLogs(surroundings);
    return { outcome, text: written.out + written.err };
  }

  test.each(commands)('%s exists, with its flags', async (command) => {
    const words = wordsOf(command);
    const { outcome, text } = await helpOf(words);
    expect(outcome).toBe('fine');
    expect(text).toContain(`Usage: flow-logs ${words.join(' ')}`);
    expect(flagsOf(command).filter((flag) => !text.includes(`--${flag}`))).toEqual([]);
  });

  test('none of the program is left out', async () => {
    const { text } = await helpOf([]);
    const names = (help: string): readonly string[] =>
      [...(help.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
    const remediation = names((await helpOf(['remediation'])).text).map((name) => `remediation ${name}`);
    const all = [...names(text).filter((name) => name !== 'remediation'), ...remediation];
    expect(all).toEqual(expect.arrayContaining(['doctor', 'prune', 'remediation clear']));
    expect([...new Set(commands.map((command) => wordsOf(command).join(' ')))].sort()).toEqual(
      [...all].sort(),
    );
  });

  test('a command that does not exist would be noticed', async () => {
    expect((await helpOf(['no-such-command'])).text).not.toContain('Usage: flow-logs no-such-command');
  });
});

describe('commands of the AWS CLI', () => {
  /** Where the CLI calls a service otherwise than SigV4 does. */
  const NAMES: Readonly<Record<string, ServiceName>> = { configservice: 'config', s3api: 's3' };
  /** Of services whose model is not installed here. */
  const UNCHECKED = ['cloudformation delete-stack', 'sqs receive-message', 'sqs purge-queue'];
  const GLOBAL_FLAGS = ['query', 'profile', 'region'];

  const commands = commandsOf(PAGE, 'aws').filter(
    (command) => !UNCHECKED.includes(wordsOfAws(command).join(' ')),
  );

  function wordsOfAws(command: string): readonly string[] {
    return command.split(' ').slice(1, 3);
  }

  const pascalCase = (name: string): string =>
    name
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('');

  /** Members of the request, as the service's model names them; undefined for an operation that it does not know. */
  function membersOf([service = '', operation = '']: readonly string[]): readonly string[] | undefined {
    const name = NAMES[service] ?? service;
    if (!isServiceName(name)) return undefined;
    const input: unknown = operationSchema(name, pascalCase(operation))?.[4];
    const struct: unknown = typeof input === 'function' ? input() : input;
    return Array.isArray(struct) ? (Array.isArray(struct[4]) ? struct[4].map(String) : []) : undefined;
  }

  test.each(commands)('%s is an operation with these members', (command) => {
    const members = membersOf(wordsOfAws(command))?.map((member) => member.toLowerCase());
    expect(members).toBeDefined();
    const unknown = flagsOf(command).filter(
      (flag) => !GLOBAL_FLAGS.includes(flag) && !members?.includes(flag.replaceAll('-', '')),
    );
    expect(unknown).toEqual([]);
  });

  test('one that does not exist would be noticed', () => {
    expect(membersOf(['configservice', 'describe-remediation-exception'])).toBeUndefined();
    expect(membersOf(['configservice', 'describe-remediation-exceptions'])).toContain('ConfigRuleName');
  });
});
