import type { Outcome } from '../../fleet/outcome';
import { gravest } from '../../fleet/outcome';
import { runFlowLogs } from '../../fleet/program';
import { surroundingsOf } from './surroundings';

interface Told {
  readonly outcome: Outcome;
  readonly out: string;
  readonly err: string;
}

async function run(...args: readonly string[]): Promise<Told> {
  const { surroundings, written } = surroundingsOf({ args });
  const outcome = await runFlowLogs(surroundings);
  return { outcome, out: written.out, err: written.err };
}

const CHANGING = [['backfill'], ['prune'], ['remediation', 'retry'], ['remediation', 'clear']];
const ASKING = [['audit'], ['doctor'], ['evidence'], ['remediation', 'status'], ...CHANGING];
const COMMANDS = [...ASKING, ['policy']];

const named = (paths: readonly (readonly string[])[]) => paths.map((path) => [path.join(' '), path] as const);

test.each(named(COMMANDS))(
  '%s --help tells of its flags, those of every command, and gives examples',
  async (name, path) => {
    const { outcome, out, err } = await run(...path, '--help');
    expect([outcome, err]).toEqual(['fine', '']);
    expect(out).toContain(`Usage: flow-logs ${name} [options]`);
    expect(out).toContain('--profile <name>');
    expect(out).toContain('--format <format>');
    expect(out).toContain(`Examples:\n  flow-logs ${name}`);
  },
);

test.each(named([[], ['remediation']]))('%s --help gives examples', async (_, path) => {
  expect((await run(...path, '--help')).out).toContain('Examples:\n  flow-logs ');
});

test.each(named(ASKING))('%s asks the accounts and Regions that it is told', async (_, path) => {
  const { out } = await run(...path, '--help');
  const flags = ['regions', 'accounts', 'organization', 'role-name', 'external-id', 'concurrency'];
  expect(flags.filter((flag) => !out.includes(`  --${flag} `))).toEqual([]);
});

test.each(named(CHANGING))('%s changes nothing without --apply, and says so in its help', async (_, path) => {
  expect((await run(...path, '--help')).out).toContain('--apply');
});

test('--help names the commands and the exit codes', async () => {
  const { out } = await run('--help');
  for (const [name] of COMMANDS) expect(out).toMatch(new RegExp(`^ +${name}`, 'm'));
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
  [['prune', '--frmat', 'json'], "unknown option '--frmat'", '--format, --vpc, --requirement'],
  [['remediation', 'status', '--aply'], "unknown option '--aply'", '--requirement, --rule'],
  [['--format', 'json', 'prune'], "unknown option '--format'", '--format stands after its command: audit'],
  [['prine'], "unknown command 'prine'", 'allowed: audit, backfill, doctor, evidence, prune, remediation'],
  [['remediation', 'start'], "unknown command 'start'", 'allowed: status, retry, clear'],
  [['prune', '--format', 'xml'], "'xml' is invalid", 'Allowed choices are table, json'],
  [['prune', '--vpc', 'vpc-1'], "Got 'vpc-1'", 'VPC ids such as vpc-0123456789abcdef0'],
  [['prune', '--vpc', 'vpc-01234567,,'], "Got ''", 'VPC ids'],
  [['prune', '--region', 'Frankfurt'], "Got 'Frankfurt'", 'Regions such as eu-central-1'],
  [['prune', '--regions', 'eu-central-1,x'], "Got 'x'", 'with commas between them, or all'],
  [['prune', '--regions', 'all,eu-central-1'], "Got 'all'", 'with commas between them, or all'],
  [['prune', '--regions', 'all', '--regions', 'eu-central-1'], "Got 'all' beside others", 'or all'],
  [['audit', '--accounts', '12345'], "Got '12345'", 'account ids of twelve digits'],
  [['audit', '--role-name', 'path/role'], "Got 'path/role'", 'the name of an IAM role without its path'],
  [['audit', '--external-id', 'a'], "Got 'a'", 'an external ID: 2 to 1224'],
  [['audit', '--concurrency', '0'], "Got '0'", 'allowed: 1 to 128'],
  [['audit', '--concurrency', '1e2'], "Got '1e2'", 'allowed: 1 to 128'],
  [['audit', '--format', 'xml'], "'xml' is invalid", 'Allowed choices are table, json, csv, lines'],
  [['prune', '--requirement', 'All Traffic'], "Got 'All Traffic'", 'the name of a requirement'],
  [['prune', '--former-destination', 'my-bucket'], "Got 'my-bucket'", 'the ARN of a bucket'],
  [['doctor', '--endpoint-url', 'localhost:4599'], "Got 'localhost:4599'", 'a URL such as'],
  [['doctor', '--endpoint-url', 'http://aws.example.com'], 'http://aws.example.com', 'session tokens'],
  [['doctor', '--endpoint-url', 'http://127.0.0.1.example.com'], 'example.com', 'https://, or http:// to'],
  [['evidence', '--out', ''], 'Got nothing', 'allowed: a folder'],
  [['remediation', 'clear', '--rule', 'a b'], "Got 'a b'", 'the name of a Config rule'],
  [['prune', 'now'], 'too many arguments', 'prune --help explains it'],
  [['prune', '--vpc'], "option '--vpc <ids>' argument missing", 'prune --help explains it'],
  [
    ['prune', '--quiet', '--verbose'],
    "option '--quiet' cannot be used with option '--verbose'",
    'flow-logs --help explains it',
  ],
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
