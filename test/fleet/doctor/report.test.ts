import { outcomeOf, reportFindings, type Told } from '../../../fleet/doctor/report';
import { Terminal } from '../../../fleet/terminal/terminal';
import { deployed } from '../prune/builders';

const terminal = new Terminal({
  out: () => undefined,
  err: () => undefined,
  color: false,
  loudness: 'usual',
});

const told = (status: Told['status'], given: Partial<Told> = {}): Told => ({
  check: 'check',
  status,
  about: 'about',
  finding: 'finding',
  ...given,
});

test.each<[readonly Told['status'][], string]>([
  [[], 'fine'],
  [['ok'], 'fine'],
  [['ok', 'note'], 'fine'],
  [['note', 'unknown'], 'error'],
  [['note', 'unknown', 'problem'], 'to-do'],
])('of findings that are %j the outcome is %s: a note is nothing to do', (statuses, outcome) => {
  expect(outcomeOf(statuses.map((status) => told(status)))).toBe(outcome);
});

test('a note has a meaning, a problem a remedy, and the gravest stands first', () => {
  const findings = [told('note', { remedy: 'harmless' }), told('problem', { remedy: 'repair it' })] as never;
  const { lines } = reportFindings({ requirements: [], planned: [], doubts: [], findings }, false, terminal);
  expect(lines).toEqual([
    'no rule of ours that was asked for',
    'problem  check  about',
    '  finding',
    '  remedy: repair it',
    'note  check  about',
    '  finding',
    '  meaning: harmless',
    '2 findings: 1 problem, 0 unknown, 1 note, 0 in order',
  ]);
});

test('a rule that looks like ours, and a document that cannot be read, are unknown by name', () => {
  const requirement = deployed('all-traffic');
  if (requirement.remediation.mode === 'observe') throw new Error('it has no document');
  const unread = { ...requirement.remediation, document: { unreadable: 'access denied' } };
  const { lines, outcome } = reportFindings(
    {
      requirements: [{ ...requirement, remediation: unread }],
      planned: [],
      doubts: [{ ruleName: 'odd', problem: 'its document names another' }],
      findings: [],
    },
    false,
    terminal,
  );
  expect(outcome).toBe('error');
  expect(lines).toEqual(
    expect.arrayContaining([
      'unknown  rule  odd',
      '  looks like ours: its document names another',
      'unknown  document  document-all-traffic',
      '  access denied',
    ]),
  );
});

test('a planned requirement is told beside those that are deployed, and to programs with its destination', () => {
  const destination = {
    destinationType: 's3',
    logDestination: 'arn:aws:s3:::central/a/1a2b3c4d/',
    deliveryRoleArn: undefined,
    hiveCompatiblePartitions: false,
  } as const;
  const planned = [{ name: 'central', mode: 'automatic', destination, state: 'new' }] as const;
  const requirements = [deployed('kept')];
  const { lines, json } = reportFindings(
    { requirements, planned, doubts: [], findings: [] },
    false,
    terminal,
  );
  expect(lines.slice(0, 2)).toEqual([
    'kept (rule rule-kept): automatic',
    'central: planned, not deployed here yet',
  ]);
  expect(json).toMatchObject({ planned });
  const alone = reportFindings({ requirements: [], planned, doubts: [], findings: [] }, false, terminal);
  expect(alone.lines[0]).toBe('central: planned, not deployed here yet');
});
