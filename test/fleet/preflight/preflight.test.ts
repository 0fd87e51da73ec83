import * as config from '@aws-sdk/client-config-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { CHECKS, PERMISSIONS } from '../../../fleet/preflight';
import { briefly, requirement } from './place';
import { actionsOf, healthyAccount } from './stage';

describe('a healthy account', () => {
  test('has nothing but ok', async () => {
    const findings = await healthyAccount().look();
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
  });

  test('is asked by all of the permissions and by nothing else', async () => {
    const { mocks, look } = healthyAccount();
    await look();
    expect([...actionsOf(mocks)].sort()).toEqual(PERMISSIONS.map(({ action }) => action).sort());
  });

  test('makes every check of the catalogue', async () => {
    const findings = await healthyAccount().look();
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(Object.keys(CHECKS)));
  });

  test('has each finding once, whoever shares its object', async () => {
    const findings = await healthyAccount().look();
    expect(new Set(findings.map((finding) => JSON.stringify(finding))).size).toBe(findings.length);
    expect(briefly(findings).filter((each) => each === 'ok automation-role')).toHaveLength(1);
  });

  test('is asked once for what is shared', async () => {
    const { mocks, look } = healthyAccount();
    await look();
    expect(mocks.ec2.commandCalls(ec2.DescribeFlowLogsCommand)).toHaveLength(1);
    expect(mocks.iam.commandCalls(iam.GetRoleCommand, { RoleName: 'automation' })).toHaveLength(1);
  });
});

describe('where nothing remediates', () => {
  test('neither roles nor the Region matter', async () => {
    const { mocks, look } = healthyAccount();
    mocks.config
      .on(config.DescribeRemediationConfigurationsCommand)
      .resolves({ RemediationConfigurations: [] });
    const findings = await look([requirement(undefined, { mode: 'observe' })]);
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(mocks.iam.calls()).toEqual([]);
  });

  test('and no rule is deployed, the recorder and the flow logs are looked at', async () => {
    const findings = await healthyAccount().look([]);
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set([
        ...['caller', 'recorder-types', 'recorder-continuous', 'recorder-on', 'recorder-status'],
        ...['delivery-channel', 'flow-log-quota', 'flow-log-delivery'],
      ]),
    );
  });
});

test('with credentials of another account, nothing else is looked at', async () => {
  const { mocks, look } = healthyAccount();
  mocks.sts.on(sts.GetCallerIdentityCommand).resolves({ Account: '444455556666' });
  const findings = await look();
  expect(findings).toMatchObject([
    { check: 'caller', status: 'problem', finding: 'the credentials belong to the account 444455556666' },
  ]);
  expect(actionsOf(mocks)).toEqual(['sts:GetCallerIdentity']);
});

test('every check of the catalogue says what it means and what to do, in sentences of their own', () => {
  for (const { meaning, remedy } of Object.values(CHECKS)) {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*[^.]$/);
  }
});

test('no permission writes anything', () => {
  expect(PERMISSIONS.filter(({ action }) => !/^[a-z0-9]+:(Describe|Get|List)[A-Z]/.test(action))).toEqual([]);
});
