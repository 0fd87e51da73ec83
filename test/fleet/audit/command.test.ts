import { type AuditFlags, runAudit } from '../../../fleet/audit/command';
import { namedDestination } from '../../../fleet/audit/named-destination';
import { runFlowLogs } from '../../../fleet/program';
import { UserMistake } from '../../../fleet/user-mistake';
import { surroundingsOf } from '../surroundings';

const GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs';
const ROLE = 'arn:aws:iam::111122223333:role/delivery';

const USUAL: AuditFlags = { format: 'table', color: false, concurrency: 16 };

/** Nothing is listening: whatever is refused here is refused before anybody is asked. */
const refusal = async (flags: Partial<AuditFlags>): Promise<string> => {
  const { surroundings } = surroundingsOf();
  const thrown = await runAudit({ ...USUAL, ...flags }, surroundings).catch((error: unknown) => error);
  if (thrown instanceof UserMistake) return thrown.message;
  throw new Error('it was not refused');
};

describe('before AWS is asked, the audit refuses', () => {
  test.each<[string, Partial<AuditFlags>, readonly string[]]>([
    [
      'to explain in csv',
      { explain: true, format: 'csv' },
      ['--explain: got --format csv, allowed: table and json'],
    ],
    ['to explain in lines', { explain: true, format: 'lines' }, ['got --format lines']],
    ['a destination for nothing', { destination: GROUP }, ['they are for --explain, add it']],
    ['a role for nothing', { deliveryRole: ROLE, explain: true }, ['give --destination too']],
    [
      'a role where none is taken',
      { explain: true, destination: 'arn:aws:s3:::central', deliveryRole: ROLE },
      ['--delivery-role: flow logs to s3 take no role, leave it out'],
    ],
    [
      'a destination that is none',
      { explain: true, destination: 'central' },
      ['--destination: got "central", allowed: the ARN of a bucket with its prefix'],
    ],
    [
      'a bucket with the reserved folder',
      { explain: true, destination: 'arn:aws:s3:::central/AWSLogs/' },
      ['--destination: got "AWSLogs"', 'without the reserved folder AWSLogs'],
    ],
    [
      'a role that is none',
      { explain: true, destination: GROUP, deliveryRole: 'delivery' },
      ['--delivery-role: got "delivery"', 'arn:aws:iam::111122223333:role/name'],
    ],
    ['a parameter that is none', { trafficType: 'some' }, ['- --traffic-type: got "some"']],
  ])('%s', async (_, flags, words) => {
    const message = await refusal(flags);
    for (const each of words) expect(message).toContain(each);
  });
});

test('a destination is named by its ARN, and by its role where it takes one', () => {
  expect(namedDestination({})).toBeUndefined();
  expect(namedDestination({ explain: true, destination: GROUP, deliveryRole: ROLE })).toMatchObject({
    type: 'cloud-watch-logs',
    logGroupArn: GROUP,
    deliveryRoleArn: ROLE,
  });
});

test('the help says what each word and exit code means, with examples', async () => {
  const { surroundings, written } = surroundingsOf({ args: ['audit', '--help'] });
  await runFlowLogs(surroundings);
  const help = written.out.replace(/\s+/g, ' ');
  for (const each of [
    'flow-logs audit --organization --role-name auditor',
    '--format lines vpc-… ok, MISSING, unknown or not-applicable',
    'table", "json", "csv", "lines"',
    '--traffic-type <value>',
    '--ec2-only',
    '--explain',
    'There is no flag for maxRemediationsPerSweep: it caps what a sweep remediates, and judges no VPC.',
    'Exit code: 0 every VPC that needs flow logs is covered, 2 there are gaps, 1',
  ])
    expect(help).toContain(each);
});
