import { groupedLines } from '../../../fleet/doctor/grouped-report';
import type { Told } from '../../../fleet/doctor/report';
import { Terminal } from '../../../fleet/terminal/terminal';
import { deployed } from '../prune/builders';

const terminal = new Terminal({
  out: () => undefined,
  err: () => undefined,
  color: false,
  loudness: 'usual',
});

const HOSTILE = '\u001B[2J\u009B31m\r\n\u202Eevil\u0007';

const note: Told = {
  check: 'managed-rule',
  status: 'note',
  about: 'rule',
  finding: 'looks',
  remedy: 'nothing',
};
const problem: Told = {
  check: 'recorder-on',
  status: 'problem',
  about: 'x',
  finding: 'off',
  remedy: 'start it',
};
const ok: Told = { check: 'caller', status: 'ok', about: 'x', finding: 'fine' };

const visit = (
  accountId: string,
  region: string,
  findings: readonly Told[],
  requirements = [deployed('a')],
) => ({
  place: { partition: 'aws', accountId, region },
  value: { requirements, planned: [], doubts: [], findings: findings as never, known: ['a'] },
});

const twoRegions = (findings: readonly Told[]) => [
  visit('111122223333', 'eu-west-1', findings),
  visit('111122223333', 'us-east-1', findings),
];

const text = (visited: ReturnType<typeof twoRegions>, all = false): string =>
  groupedLines({ visited, unknown: [] }, all, terminal).join('\n');

test('what is the same in many places is told once, with where', () => {
  expect(text(twoRegions([problem, note, ok]))).toBe(
    [
      'a: automatic, in all 2 places that could be asked',
      'problem  recorder-on  x',
      '  off',
      '  remedy: start it',
      '  in 2 of 2 places: 111122223333: eu-west-1, us-east-1',
      '',
      'note  managed-rule  rule',
      '  looks',
      '  meaning: nothing',
      '  in 2 of 2 places: 111122223333: eu-west-1, us-east-1',
      '',
      '6 findings: 2 problems, 0 unknown, 2 notes, 2 in order',
      '2 places: 2 with problems, 0 not wholly known, 0 in order',
    ].join('\n'),
  );
});

test('what is planned is told with where', () => {
  const [first, second] = twoRegions([]);
  if (!first || !second) throw new Error('there are two');
  const central = { name: 'central', mode: 'automatic', destination: undefined } as const;
  const visited = [
    { ...first, value: { ...first.value, planned: [{ ...central, state: 'new' as const }] } },
    { ...second, value: { ...second.value, planned: [{ ...central, state: 'elsewhere' as const }] } },
  ];
  const lines = groupedLines({ visited, unknown: [] }, false, terminal);
  expect(lines).toContain('central: planned, not deployed here yet, in 1 place: 111122223333: eu-west-1');
  expect(lines).toContain(
    'central: planned for another account or Region, in 1 place: 111122223333: us-east-1',
  );
});

test('what is in order is listed only when asked', () => {
  expect(text(twoRegions([ok]))).not.toContain('caller');
  expect(text(twoRegions([ok]), true)).toContain('ok  caller  x');
});

test('a place that could not be asked is unknown, with its cause', () => {
  const unknown = [{ accountId: '444455556666', cause: 'access denied' }];
  const lines = groupedLines({ visited: twoRegions([ok]), unknown }, false, terminal);
  expect(lines).toEqual(
    expect.arrayContaining([
      'unknown  place  it could not be asked',
      '  access denied',
      '  in 1 of 3 places: 444455556666: every Region',
      '3 places: 0 with problems, 1 not wholly known, 2 in order',
    ]),
  );
});

test('where no requirement is deployed, that is said with the places', () => {
  const visited = [...twoRegions([ok]), visit('444455556666', 'eu-west-1', [ok], [])];
  expect(text(visited)).toContain(
    'a: automatic, in 2 places: 111122223333: eu-west-1, us-east-1\n' +
      'no rule of ours that was asked for, in 1 place: 444455556666: eu-west-1',
  );
});

test('text of any origin is harmless', () => {
  const hostile: Told = { check: 'x', status: 'note', about: HOSTILE, finding: HOSTILE, remedy: HOSTILE };
  const unknown = [{ accountId: HOSTILE, region: HOSTILE, cause: HOSTILE }];
  const lines = groupedLines(
    { visited: [visit('1', HOSTILE, [hostile], [{ ...deployed('a'), name: HOSTILE }])], unknown },
    true,
    terminal,
  );
  expect(lines.join('')).toContain('evil');
  for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});
