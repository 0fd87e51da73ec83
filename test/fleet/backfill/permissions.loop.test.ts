import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { APPLY_PERMISSIONS, PERMISSIONS } from '../../../fleet/backfill/permissions';
import type { Permission } from '../../../fleet/preflight/permissions';
import { SUBNETS_ASSEMBLY } from '../../assembly';
import { MINUTE, type Rehearsal, rehearse } from '../../sandbox/rehearsal';
import { type Ended, flowLogs } from '../command-line';

/** Subnets count there, and a person remediates: all that backfill may have to call is called. */
async function withGap(): Promise<Rehearsal> {
  const rehearsal = await rehearse({ assembly: SUBNETS_ASSEMBLY });
  await rehearsal.createVpc();
  await rehearsal.advance(10 * MINUTE);
  return rehearsal;
}

/** As a role that may do so much and no more. */
async function runAs(
  { sandbox }: Rehearsal,
  args: readonly string[],
  permissions: readonly Permission[],
): Promise<Ended> {
  const [iam, sts] = [new IAMClient(sandbox.administrator()), new STSClient(sandbox.administrator())];
  const { accountId, region } = sandbox.place;
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: accountId } };
  const policyOf = (Statement: unknown): string => JSON.stringify({ Version: '2012-10-17', Statement });
  const allowed = permissions.map(({ action, resource }) => ({
    Effect: 'Allow',
    Action: action,
    Resource: resource,
  }));
  const RoleName = 'operator';
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policyOf([trust]) }));
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument: policyOf(allowed) }),
  );
  const RoleArn = `arn:aws:iam::${accountId}:role/${RoleName}`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'operator' }));
  for (const client of [iam, sts]) client.destroy();
  return await flowLogs(
    ['backfill', '--regions', region, ...args],
    sandbox,
    {
      AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
      AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
    },
    { sleep: (milliseconds) => sandbox.advance(milliseconds / 1000) },
  );
}

test('what its list says is enough to plan', async () => {
  const { code, out, error } = await runAs(await withGap(), [], PERMISSIONS);
  expect(out).toContain('1 gap, 1 to start; nothing was started: --apply does it');
  expect([code, error]).toEqual([2, '']);
});

test('what its list says with --apply is enough to close', async () => {
  const { code, out } = await runAs(await withGap(), ['--apply'], APPLY_PERMISSIONS);
  expect(out).toContain('1 started, 1 closed, 0 left');
  expect(code).toBe(0);
});

test.each(APPLY_PERMISSIONS.map(({ action }) => [action]))(
  'without %s it says so, and closes nothing',
  async (left) => {
    const rehearsal = await withGap();
    const allowed = APPLY_PERMISSIONS.filter(({ action }) => action !== left);
    const { code, out, error } = await runAs(rehearsal, ['--apply'], allowed);
    expect(out).toContain(left);
    expect(out + error).not.toContain('    at ');
    expect([1, 2]).toContain(code);
    expect(await rehearsal.executions()).toEqual([]);
  },
);
