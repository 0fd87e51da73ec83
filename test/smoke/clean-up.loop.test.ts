import { CreateVpcCommand } from '@aws-sdk/client-ec2';
import { type Faults, NO_FAULTS } from '../../sandbox/faults';
import { ApiError } from '../../sandbox/wire/api-error';
import { cleanUp } from '../../smoke/clean-up';
import { createClients, destroyClients } from '../../smoke/clients';
import { SMOKE_TAG } from '../../smoke/names';
import { PROBES } from '../../smoke/probes';
import { HOUR } from '../sandbox/rehearsal';
import { answers, RehearsedAccount, RUN } from './account';

/** An operation fails so many times, or always. */
function failing(operation: string, times = Number.POSITIVE_INFINITY): Faults {
  let left = times;
  return {
    ...NO_FAULTS,
    call(_world, call, perform) {
      if (call.operation !== operation || left <= 0) return perform(call.input);
      left -= 1;
      return Promise.reject(new ApiError('ServiceUnavailable', 'try again later', 400));
    },
  };
}

/** What is running when it is cleaned up may not come back later. */
async function expectNothingLeft(account: RehearsedAccount): Promise<void> {
  await account.rehearsal.advance(2 * HOUR);
  expect(account.isAsBefore).toBe(true);
}

describe('nothing of smoke is left', () => {
  test.each([
    'CreateVpc',
    'PutBucketPolicy',
    'CreateNetworkInterface',
    'GetResourceConfigHistory',
    'GetAutomationExecution',
    'DeleteSubnet',
  ])('after %s fails', async (operation) => {
    const times = operation === 'DeleteSubnet' ? 1 : undefined;
    const account = await RehearsedAccount.open({}, { faults: failing(operation, times) });
    const outcome = await account.smoke();
    expect(outcome).toMatchObject({ failure: expect.stringMatching(/try again later/), isClean: true });
    await expectNothingLeft(account);
  });

  test('and the other rows are settled, where it is to keep going', async () => {
    const account = await RehearsedAccount.open({}, { faults: failing('CreateNetworkInterface') });
    const outcome = await account.smoke({ keepGoing: true });
    expect(answers(outcome.findings)).toContain('21 not settled: ServiceUnavailable: try again later');
    expect(answers(outcome.findings)).toContain('31 as played');
    expect(outcome).toMatchObject({ failure: undefined, isClean: true });
    await expectNothingLeft(account);
  });

  test.each([8, 15, 30, 60, 100, 140, 170])('after an interruption at call %i', async (at) => {
    const controller = new AbortController();
    let calls = 0;
    const onExchange = (): void => {
      calls += 1;
      if (calls === at) controller.abort(new Error('interrupted'));
    };
    const account = await RehearsedAccount.open({}, { onExchange });
    const outcome = await account.smoke({ keepGoing: true }, { signal: controller.signal });
    expect(outcome).toMatchObject({ failure: 'Error: interrupted', isClean: true });
    await expectNothingLeft(account);
  });

  test.each(['DescribeVpcs', 'ListBuckets', 'DeleteFlowLogs', 'DeleteVpc', 'DeleteBucket'])(
    'when cleaning up finds %s out of order for a while',
    async (operation) => {
      let faults = NO_FAULTS;
      const switched: Faults = {
        ...NO_FAULTS,
        call: (world, call, perform) => faults.call(world, call, perform),
      };
      const account = await RehearsedAccount.open({}, { faults: switched });
      const controller = new AbortController();
      const say = (line: string): void => {
        if (line !== 'rows 24 …') return;
        faults = failing(operation, 5);
        controller.abort(new Error('interrupted'));
      };
      const outcome = await account.smoke({}, { signal: controller.signal, say });
      expect(outcome.isClean).toBe(true);
      await expectNothingLeft(account);
    },
  );

  test('and what cannot be removed is told', async () => {
    const account = await RehearsedAccount.open({}, { faults: failing('DeleteVpc') });
    const outcome = await account.smoke({ probes: PROBES.filter(({ rows }) => rows.includes(2)) });
    expect(outcome.isClean).toBe(false);
    expect(account.said.at(-1)).toMatch(
      /^NOT cleaned up: vpcs: vpc-[0-9a-f]+; run smoke again with --clean$/,
    );
  });
});

describe('--clean', () => {
  const clean = async (account: RehearsedAccount, run?: string): Promise<boolean> => {
    const { sandbox } = account.rehearsal;
    const clients = createClients({ ...sandbox.administrator(), maxAttempts: 1 });
    const { clock, say } = account.surroundings();
    const whose = { accountId: sandbox.place.accountId, run };
    try {
      return await cleanUp({ clients, clock, whose, say });
    } finally {
      destroyClients(clients);
    }
  };

  const leaveVpc = async ({ rehearsal }: RehearsedAccount, Key: string, Value: string) => {
    const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags: [{ Key, Value }] }];
    const { Vpc } = await rehearsal.ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/24', TagSpecifications }),
    );
    return Vpc?.VpcId;
  };

  test('removes what every earlier run left, and what is in it, and nothing else', async () => {
    const account = await RehearsedAccount.open();
    const kept = [await account.rehearsal.createVpc(), await leaveVpc(account, 'smoke', 'other')];
    await leaveVpc(account, SMOKE_TAG, RUN);
    await leaveVpc(account, SMOKE_TAG, 'run0002');
    await account.rehearsal.advance(HOUR);
    expect(await clean(account)).toBe(true);
    expect([...account.rehearsal.sandbox.home.vpcs.keys()]).toEqual(kept);
    const captured = [...account.rehearsal.sandbox.home.flowLogs.values()].map((each) => each.resourceId);
    expect(captured.sort()).toEqual([...kept].sort());
  });

  test('of one run leaves those of another alone', async () => {
    const account = await RehearsedAccount.open();
    await leaveVpc(account, SMOKE_TAG, RUN);
    const other = await leaveVpc(account, SMOKE_TAG, 'run0002');
    expect(await clean(account, RUN)).toBe(true);
    expect([...account.rehearsal.sandbox.home.vpcs.keys()]).toEqual([other]);
  });
});

describe('smoke refuses', () => {
  test.each([
    [{ account: '999988887777' }, /is not the account of the credentials/],
    [{ ruleName: 'other' }, /NoSuchConfigRuleException|other/],
  ])('%j before it creates anything', async (options, message) => {
    const account = await RehearsedAccount.open();
    await expect(account.smoke(options)).rejects.toThrow(message);
    expect(account.isAsBefore).toBe(true);
  });

  test('where no rule of the stack has a remediation', async () => {
    const account = await RehearsedAccount.open(
      {},
      {
        change: ({ Resources }) => {
          for (const [id, { Type }] of Object.entries(Resources))
            if (Type === 'AWS::Config::RemediationConfiguration') delete Resources[id];
        },
      },
    );
    await expect(account.smoke()).rejects.toThrow(/rules of the stack with a remediation here: none; deploy/);
    expect(account.isAsBefore).toBe(true);
  });
});
