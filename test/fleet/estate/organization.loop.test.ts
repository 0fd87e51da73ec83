import {
  CLOSED_ACCOUNT,
  DENIED_REGION,
  READER_ROLE,
  SUSPENDED_ACCOUNT,
  WORKLOAD_ACCOUNT,
} from '../../../sandbox/scenarios/estate/organization';
import { assuming, makeRole } from '../../../sandbox/scenarios/estate/people';
import { closeEstateStages, type EstateStage, openEstateStage } from '../../sandbox/estate-stage';
import { flowLogs } from '../command-line';

let stage: EstateStage;

beforeAll(async () => {
  stage = await openEstateStage();
});

afterAll(closeEstateStages);

const ORGANIZATION = ['--organization', '--role-name', READER_ROLE];

interface Statement {
  readonly Action: readonly string[];
}

async function printedPolicy(...words: readonly string[]): Promise<readonly Statement[]> {
  return JSON.parse((await flowLogs(['policy', ...words], stage.sandbox)).out).Statement;
}

/** Runs a command as somebody of our own account who may do what is printed for it, but for one action. */
async function runAs(typed: readonly string[], left = 'nothing') {
  const [command = ''] = typed;
  const printed = [
    ...(await printedPolicy(command)),
    ...(await printedPolicy(command, '--caller', '--role-name', READER_ROLE)),
  ];
  const statements = printed
    .map((statement) => ({ ...statement, Action: statement.Action.filter((action) => action !== left) }))
    .filter(({ Action }) => Action.length > 0);
  const { place } = stage.sandbox;
  const name = `auditor-without-${left.replace(/\W/g, '-')}`;
  const role = { accountId: place.accountId, name, trusts: place.accountId, statements };
  const { credentials } = await assuming(stage.sandbox, await makeRole(stage.sandbox, role), 'auditor');
  return await flowLogs(typed, stage.sandbox, {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: 'sessionToken' in credentials ? String(credentials.sessionToken) : '',
  });
}

test('every account of the organization is asked with the policies that are printed, and what cannot be read ends nothing', async () => {
  const { code, out, error } = await runAs(['audit', ...ORGANIZATION]);
  expect(code).toBe(2);
  expect(error).toBe(`account ${SUSPENDED_ACCOUNT} is SUSPENDED: skipped\n`);
  expect(out).toContain(`account ${WORKLOAD_ACCOUNT}, Region eu-central-1: 2 VPCs`);
  expect(out).toContain(`account ${WORKLOAD_ACCOUNT}, Region ${DENIED_REGION}\nunknown: access denied`);
  expect(out).toMatch(
    new RegExp(
      `^account ${CLOSED_ACCOUNT}\nunknown: arn:aws:iam::${CLOSED_ACCOUNT}:role/.*cannot be assumed`,
      'm',
    ),
  );
});

test('without sts:AssumeRole our own account is asked, and of the others that is said', async () => {
  const { out } = await runAs(['audit', ...ORGANIZATION], 'sts:AssumeRole');
  expect(out).toContain(`account ${stage.sandbox.place.accountId}, Region eu-central-1: 10 VPCs`);
  expect(out).toMatch(new RegExp(`^account ${WORKLOAD_ACCOUNT}\nunknown: .*sts:AssumeRole`, 'm'));
});

test('without organizations:ListAccounts that is said', async () => {
  const { code, out, error } = await runAs(['audit', ...ORGANIZATION], 'organizations:ListAccounts');
  expect([code, out]).toEqual([1, '']);
  expect(error).toContain('organizations:ListAccounts');
  expect(error).toContain('only the management account of an organization, or a delegated administrator');
});

test('an ordinary member is told who may list the accounts', async () => {
  const member = { AWS_ACCESS_KEY_ID: WORKLOAD_ACCOUNT };
  const { code, error } = await flowLogs(['doctor', ...ORGANIZATION], stage.sandbox, member);
  expect(code).toBe(1);
  expect(error).toContain('only the management account of an organization, or a delegated administrator');
});

test.each([
  [['prune'], ['eu-central-1']],
  [['remediation', 'status'], ['eu-central-1']],
])('%j stays in its Region unless it is told otherwise', async (command, regions) => {
  const regionsOf = async (...flags: readonly string[]): Promise<readonly string[]> => {
    const { out } = await flowLogs([...command, '--format', 'json', ...flags], stage.sandbox);
    return JSON.parse(out).regions.map(({ region }: { region: string }) => region);
  };
  await expect(regionsOf()).resolves.toEqual(regions);
  const all = await regionsOf('--regions', 'all');
  expect(all.length).toBeGreaterThan(10);
  expect(all).toEqual([...all].sort());
});

test('a Region where the role may do nothing is unknown to a command that writes a report of each', async () => {
  const flags = ['--accounts', WORKLOAD_ACCOUNT, '--role-name', READER_ROLE, '--format', 'json'];
  const regions = ['--regions', `${DENIED_REGION},us-east-1`];
  const { code, out } = await flowLogs(['prune', ...flags, ...regions], stage.sandbox);
  const reports: readonly { readonly region: string; readonly outcome: string; readonly error?: string }[] =
    JSON.parse(out).regions;
  expect(code).toBe(1);
  expect(reports.map(({ region, outcome }) => [region, outcome])).toEqual([
    ['us-east-1', 'fine'],
    [DENIED_REGION, 'error'],
  ]);
  expect(reports[1]?.error).toMatch(/^access denied: .*config:DescribeConfigRules/);
});
