import type { Outcome } from '../../fleet/outcome';
import { gravest } from '../../fleet/outcome';
import { runFlowLogs } from '../../fleet/program';

interface Told {
  readonly outcome: Outcome;
  readonly out: string;
  readonly err: string;
}

async function run(...args: readonly string[]): Promise<Told> {
  const written = { out: '', err: '' };
  const outcome = await runFlowLogs({
    args,
    version: '1.2.3',
    now: new Date('2026-06-15T12:00:00Z'),
    region: 'eu-west-1',
    hasOwnEndpoint: false,
    color: false,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
  });
  return { outcome, ...written };
}

const COMMANDS = [
  ['doctor'],
  ['prune'],
  ['remediation', 'status'],
  ['remediation', 'retry'],
  ['remediation', 'clear'],
];

test.each(COMMANDS.map((path) => [path.join(' '), path] as const))(
  '%s --help tells of its flags, those of every command, and gives examples',
  async (name, path) => {
    const { outcome, out, err } = await run(...path, '--help');
    expect([outcome, err]).toEqual(['fine', '']);
    expect(out).toContain(`Usage: flow-logs ${name} [options]`);
    expect(out).toContain('--profile <name>');
    expect(out).toContain(`Examples:\n  flow-logs ${name}`);
  },
);

test.each([['prune'], ['remediation retry'], ['remediation clear']])(
  '%s changes nothing without --apply, and says so in its help',
  async (name) => {
    expect((await run(...name.split(' '), '--help')).out).toContain('--apply');
  },
);

test('--help names the commands and the exit codes', async () => {
  const { out } = await run('--help');
  for (const name of ['doctor', 'prune', 'remediation']) expect(out).toMatch(new RegExp(`^ +${name}`, 'm'));
  expect(out).toContain('Exit code: 0 all is fine, 2 something is left to do, 1 an error.');
});

test('--version is the version', async () => {
  expect(await run('--version')).toEqual({ outcome: 'fine', out: '1.2.3\n', err: '' });
});

test.each([[[]], [['remediation']]])('without a command the help is an error: %j', async (args) => {
  const { outcome, err } = await run(...args);
  expect(outcome).toBe('error');
  expect(err).toContain('Usage: flow-logs');
});

test.each([
  [['prune', '--frmat', 'json'], "unknown option '--frmat'", '--former-destination, --all, --apply'],
  [['remediation', 'status', '--aply'], "unknown option '--aply'", '--rule, --all'],
  [['prine'], "unknown command 'prine'", 'allowed: doctor, prune, remediation'],
  [['remediation', 'start'], "unknown command 'start'", 'allowed: status, retry, clear'],
  [['prune', '--format', 'xml'], "'xml' is invalid", 'Allowed choices are table, json'],
  [['prune', '--vpc', 'vpc-1'], "Got 'vpc-1'", 'VPC ids such as vpc-0123456789abcdef0'],
  [['prune', '--vpc', 'vpc-01234567,,'], "Got ''", 'VPC ids'],
  [['prune', '--region', 'Frankfurt'], "Got 'Frankfurt'", 'Regions such as eu-central-1'],
  [['prune', '--regions', 'eu-central-1,x'], "Got 'x'", 'with commas between them'],
  [['prune', '--requirement', 'All Traffic'], "Got 'All Traffic'", 'the name of a requirement'],
  [['prune', '--former-destination', 'my-bucket'], "Got 'my-bucket'", 'the ARN of a bucket'],
  [['doctor', '--endpoint-url', 'localhost:4599'], "Got 'localhost:4599'", 'a URL such as'],
  [['remediation', 'clear', '--rule', 'a b'], "Got 'a b'", 'the name of a Config rule'],
  [['prune', 'now'], 'too many arguments', 'prune --help explains it'],
  [['prune', '--vpc'], "option '--vpc <ids>' argument missing", 'prune --help explains it'],
])('%j is told what was got and what is allowed', async (args, got, allowed) => {
  const { outcome, out, err } = await run(...args);
  expect([outcome, out]).toEqual(['error', '']);
  expect(err).toContain(got);
  expect(err).toContain(allowed);
});

test('what was typed comes back without what a terminal would obey', async () => {
  const { err } = await run('prune', '--vpc', '\u001B[2Jvpc');
  expect(err).toContain("Got '\uFFFD[2Jvpc'");
});

test.each([
  [[], 'fine'],
  [['fine', 'to-do'], 'to-do'],
  [['to-do', 'error', 'fine'], 'error'],
] as const)('of the outcomes %j the gravest is %s', (outcomes, worst) => {
  expect(gravest(outcomes)).toBe(worst);
});
