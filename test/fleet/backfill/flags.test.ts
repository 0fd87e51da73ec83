import { runFlowLogs } from '../../../fleet/program';
import { surroundingsOf } from '../surroundings';

async function typed(...args: readonly string[]) {
  const { surroundings, written } = surroundingsOf({ args: ['backfill', ...args] });
  const outcome = await runFlowLogs(surroundings);
  return { outcome, ...written };
}

const REFUSED: readonly (readonly [readonly string[], string])[] = [
  [['--dry-run', '--apply'], "option '--dry-run' cannot be used with option '--apply'"],
  [['--apply', '--dry-run'], "option '--dry-run' cannot be used with option '--apply'"],
  [['--limit', '0'], "Got '0', allowed: a whole number from 1 to 1000000."],
  [['--limit', '1.5'], "Got '1.5', allowed: a whole number from 1 to 1000000."],
  [['--poll-seconds', '0'], "Got '0', allowed: a whole number from 1 to 3600."],
  [['--gigabytes-per-vpc', '-1'], "Got '-1', allowed: a number from 0 to 1000000, such as 12.5."],
  [['--gigabytes-per-vpc', 'many'], "Got 'many', allowed: a number from 0 to 1000000, such as 12.5."],
  [['--vpc', 'subnet-1'], 'allowed: VPC ids such as'],
  [['--format', 'csv'], 'Allowed choices are table, json.'],
  [['--aply'], 'allowed: --format, --vpc, --requirement, --limit, --dry-run, --apply, '],
];

test.each(REFUSED)('%j is refused before anything is asked, with what is allowed', async (args, told) => {
  const { outcome, err, out } = await typed(...args);
  expect(err).toContain(told);
  expect([outcome, out]).toEqual(['error', '']);
});

test('help says what is done without --apply, what is assumed, and which requirements count', async () => {
  const { outcome, out } = await typed('--help');
  expect(outcome).toBe('fine');
  const text = out.replace(/\s+/g, ' ');
  expect(text).toContain('Without --apply nothing is started.');
  expect(text).toMatch(/gigabytes that a VPC's flow logs are assumed to deliver in a month.*\(default: 10\)/);
  expect(text).toContain('(default: 15)');
  expect(text).toContain('Where rules of ours are deployed, VPCs are judged by those');
  expect(text).toContain('Examples: flow-logs backfill');
});
