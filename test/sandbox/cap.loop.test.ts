import { DescribeRemediationExceptionsCommand } from '@aws-sdk/client-config-service';
import { type Change, HOUR, openSandbox, type Rehearsal, type RehearsalOptions } from './rehearsal';
import { EXECUTION_ROLE, remediationOf, roleOf, ruleOf } from './template-changes';

const CAP = 10;
const VPCS = 40;

/** What `maxRemediationsPerSweep` synthesizes, with a rate at which a group is remediated within its hour. */
const capped: Change = (template) => {
  const rule = ruleOf(template);
  rule['InputParameters'] = { ...rule['InputParameters'], maxRemediationsPerSweep: String(CAP) };
  const [policy] = roleOf(template, EXECUTION_ROLE)['Policies'];
  policy.PolicyDocument.Statement.push({
    Effect: 'Allow',
    Action: ['config:DescribeRemediationExceptions', 'config:PutRemediationExceptions'],
    Resource: '*',
  });
  remediationOf(template)['ExecutionControls'].SsmControls.ConcurrentExecutionRatePercentage = 100;
};

/** An account with bare VPCs, into which the capped rule is deployed at the whole hour. */
async function fullAccount(
  assumptions: RehearsalOptions['assumptions'] = {},
  vpcs = VPCS,
): Promise<{
  readonly rehearsal: Rehearsal;
  readonly vpcIds: readonly string[];
}> {
  const rehearsal = await openSandbox({ assumptions });
  const vpcIds: string[] = [];
  for (let count = 0; count < vpcs; count += 1) vpcIds.push(await rehearsal.createVpc());
  await rehearsal.advance(HOUR);
  rehearsal.deploy(capped);
  return { rehearsal, vpcIds: vpcIds.sort() };
}

const startsBy = ({ sandbox }: Rehearsal): readonly number[] =>
  [...sandbox.home.executions.values()].map(({ startTime }) => startTime.getTime());

/** How many executions started in each of the next hours. */
async function startsPerHour(rehearsal: Rehearsal, hours: number): Promise<readonly number[]> {
  const counts: number[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    const before = startsBy(rehearsal).length;
    await rehearsal.advance(HOUR);
    counts.push(startsBy(rehearsal).length - before);
  }
  return counts;
}

const verdictsOn = (rehearsal: Rehearsal, vpcId: string): readonly string[] =>
  rehearsal.story.flatMap((line) => new RegExp(`config: ${vpcId} (\\w+):`).exec(line)?.[1] ?? []);

const EXCEPTION_KEY = (ResourceId: string) => ({ ResourceType: 'AWS::EC2::VPC', ResourceId });

async function exceptionOf(rehearsal: Rehearsal, vpcId: string) {
  const { RemediationExceptions = [] } = await rehearsal.config.send(
    new DescribeRemediationExceptionsCommand({
      ConfigRuleName: rehearsal.ruleName,
      ResourceKeys: [EXCEPTION_KEY(vpcId)],
    }),
  );
  return RemediationExceptions[0];
}

describe('forty bare VPCs and a cap of ten', () => {
  test('are remediated ten an hour where Config goes on by itself when an exception ends', async () => {
    const { rehearsal, vpcIds } = await fullAccount({ endedExceptionRemediates: 'by itself' });
    expect(await startsPerHour(rehearsal, 7)).toEqual([10, 10, 10, 10, 0, 0, 0]);
    for (const vpcId of vpcIds) expect(await rehearsal.ours(vpcId)).toHaveLength(1);
  });

  test('are remediated ten a sweep where Config waits for an evaluation when an exception ends', async () => {
    const { rehearsal, vpcIds } = await fullAccount({ endedExceptionRemediates: 'with the next evaluation' });
    const starts = await startsPerHour(rehearsal, 24);
    expect(starts.map((count, hour) => [hour, count]).filter(([, count]) => count)).toEqual([
      [0, 10],
      [6, 10],
      [12, 10],
      [18, 10],
    ]);
    for (const vpcId of vpcIds) expect(await rehearsal.ours(vpcId)).toHaveLength(1);
  });

  test('are shown as they are all the time: non-compliant at once, and compliant when covered', async () => {
    const { rehearsal, vpcIds } = await fullAccount();
    await rehearsal.advance(30);
    for (const vpcId of vpcIds) expect(verdictsOn(rehearsal, vpcId)).toEqual(['NON_COMPLIANT']);
    await rehearsal.advance(5 * HOUR);
    for (const vpcId of vpcIds) expect(verdictsOn(rehearsal, vpcId)).toEqual(['NON_COMPLIANT', 'COMPLIANT']);
    expect(await rehearsal.exceptions()).toEqual([]);
    expect(rehearsal.failureQueue).toEqual([]);
  });

  test('wait in order of their ids, and their exceptions say why and until when', async () => {
    const { rehearsal, vpcIds } = await fullAccount();
    const deployed = rehearsal.sandbox.world.scheduler.now().getTime();
    await rehearsal.advance(30);
    const hours: (number | undefined)[] = [];
    for (const vpcId of vpcIds) {
      const end = (await exceptionOf(rehearsal, vpcId))?.ExpirationTime;
      hours.push(end && Math.round((end.getTime() - deployed) / 3_600_000));
    }
    expect(hours).toEqual([undefined, 1, 2, 3].flatMap((hour) => Array<typeof hour>(10).fill(hour)));
    expect((await exceptionOf(rehearsal, vpcIds.at(-1) ?? ''))?.Message).toContain('maxRemediationsPerSweep');
  });

  test('do not keep a VPC waiting that is created meanwhile', async () => {
    const { rehearsal } = await fullAccount();
    await rehearsal.advance(HOUR / 2);
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR / 4);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  });
});

describe('VPCs that cannot be remediated', () => {
  const closeBucket = (rehearsal: Rehearsal): void => {
    const bucket = rehearsal.sandbox.world.bucket(`arn:aws:s3:::${rehearsal.refs('AWS::S3::Bucket')[0]}`);
    if (bucket) bucket.policy = undefined;
  };

  test.each([
    ['by itself', 'soon'],
    ['by itself', 'late'],
    ['with the next evaluation', 'soon'],
    ['with the next evaluation', 'late'],
  ] as const)(
    'end in exceptions of Config, which no sweep replaces (%s, retried %s)',
    async (endedExceptionRemediates, failedRemediationRetries) => {
      const answers = { endedExceptionRemediates, failedRemediationRetries };
      const { rehearsal, vpcIds } = await fullAccount(answers, 15);
      closeBucket(rehearsal);
      await rehearsal.advance(30 * HOUR);
      const attempts = startsBy(rehearsal).length;
      const exceptions = await Promise.all(vpcIds.map((vpcId) => exceptionOf(rehearsal, vpcId)));
      for (const exception of exceptions) {
        expect(exception?.Message).toContain('attempts failed');
        expect(exception).not.toHaveProperty('ExpirationTime');
      }
      for (const vpcId of vpcIds) expect(verdictsOn(rehearsal, vpcId)).toEqual(['NON_COMPLIANT']);
      await rehearsal.advance(12 * HOUR);
      expect(startsBy(rehearsal)).toHaveLength(attempts);
      // Three each, and for some of them more: whom a sweep sends back into the queue begins anew.
      expect(attempts).toBeLessThanOrEqual(4 * vpcIds.length);
    },
  );
});
