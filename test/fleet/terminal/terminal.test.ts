import { Terminal, type TerminalOptions } from '../../../fleet/terminal/terminal';

const ERASE = '\r\u001B[K';

function terminalOf(given: Partial<TerminalOptions> = {}): {
  readonly terminal: Terminal;
  readonly written: { out: string; err: string };
} {
  const written = { out: '', err: '' };
  const terminal = new Terminal({
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    color: false,
    progress: true,
    loudness: 'usual',
    ...given,
  });
  return { terminal, written };
}

test('progress is one line that is written anew, and erased before anything else', () => {
  const { terminal, written } = terminalOf();
  terminal.progress(1, 3, 'auditing');
  terminal.progress(2, 3, 'auditing');
  terminal.note('one is skipped');
  terminal.progress(2, 3, 'auditing');
  terminal.result(['all is well']);
  expect(written.err).toBe(`1/3 auditing${ERASE}2/3 auditing${ERASE}one is skipped\n2/3 auditing${ERASE}`);
  expect(written.out).toBe('all is well\n');
});

test('progress is gone when all is done', () => {
  const { terminal, written } = terminalOf();
  terminal.progress(2, 3, 'auditing');
  terminal.progress(3, 3, 'auditing');
  terminal.endProgress();
  expect(written.err).toBe(`2/3 auditing${ERASE}`);
});

test('a line of progress does not wrap, and does nothing to the terminal', () => {
  const { terminal, written } = terminalOf();
  terminal.progress(0, 9, `\u001B[2J${'x'.repeat(200)}`);
  expect(written.err).toHaveLength(79);
  expect(written.err).not.toContain('\u001B');
});

test.each([
  ['not a terminal', { progress: false }],
  ['told to be quiet', { loudness: 'quiet' }],
  ['of no kind that is known', { progress: undefined }],
] as const)('there is no progress where standard error is %s', (_, given) => {
  const { terminal, written } = terminalOf(given as Partial<TerminalOptions>);
  terminal.progress(1, 3, 'auditing');
  terminal.endProgress();
  expect(written.err).toBe('');
});

test.each([
  ['quiet', ''],
  ['usual', 'a note\n'],
  ['verbose', 'a note\na call\n'],
] as const)('%s: what is told beside the result, and a problem in any case', (loudness, told) => {
  const { terminal, written } = terminalOf({ loudness });
  terminal.note('a note');
  terminal.detail('a call');
  terminal.problem('a problem\nin two lines');
  expect(written).toEqual({ out: '', err: `${told}a problem\nin two lines\n` });
});
