import { PutRemediationExceptionsCommand } from '@aws-sdk/client-config-service';
import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { HOUR, MINUTE, type Rehearsal, rehearse } from '../sandbox/rehearsal';
import { type Ended, flowLogs } from './command-line';

const remediation = (rehearsal: Rehearsal, ...args: readonly string[]): Promise<Ended> =>
  flowLogs(['remediation', ...args], rehearsal.sandbox);

/** A VPC of which Config gave up remediation, because the bucket takes no flow logs; and how to open the bucket again. */
async function givenUp() {
  const rehearsal = await rehearse();
  const [Bucket] = rehearsal.refs('AWS::S3::Bucket');
  const { Policy } = await rehearsal.s3.send(new GetBucketPolicyCommand({ Bucket }));
  await rehearsal.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  const vpcId = await rehearsal.createVpc();
  await rehearsal.minutesUntil(async () => (await rehearsal.exceptions()).includes(vpcId));
  const repair = () => rehearsal.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  return { rehearsal, vpcId, repair };
}

describe('flow-logs remediation', () => {
  test('shows what is stuck and why; once repaired, retry covers it', async () => {
    const { rehearsal, vpcId, repair } = await givenUp();
    const stuck = await remediation(rehearsal, 'status');
    expect(stuck.out).toMatch(new RegExp(`${vpcId} +NON_COMPLIANT +FAILED .* 3 +stuck`));
    expect(stuck.out).toContain('failed: Fail: ');
    expect(stuck.out).toContain('flow logs are not in place: ');
    expect(stuck.out).toContain('exception: 3 automatic remediation attempts failed');
    expect(stuck.out).toContain('has no end');
    expect([stuck.code, stuck.error]).toEqual([2, '']);

    await repair();
    const planned = await remediation(rehearsal, 'retry');
    expect(planned.out).toContain(
      `would clear the exceptions of ${vpcId}; would start the remediation of ${vpcId}`,
    );
    expect(planned.out).toContain('nothing was changed: --apply does it');
    expect(planned.code).toBe(2);
    expect(await rehearsal.exceptions()).toEqual([vpcId]);

    const applied = await remediation(rehearsal, 'retry', '--apply');
    expect(applied.out).toContain(`cleared the exceptions of ${vpcId}; started the remediation of ${vpcId}`);
    expect(applied.code).toBe(0);
    const running = await remediation(rehearsal, 'status');
    expect(running.out).toMatch(new RegExp(`${vpcId} .* in flight`));
    expect(running.code).toBe(0);
    const again = await remediation(rehearsal, 'retry', '--vpc', vpcId, '--apply');
    expect(again.out).toContain(`left ${vpcId}: an execution is queued or runs`);

    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    const settled = await remediation(rehearsal, 'status', '--all');
    expect(settled.out).toMatch(new RegExp(`${vpcId} +COMPLIANT +SUCCEEDED .* settled`));
    expect(settled.code).toBe(0);
  });

  test('clear deletes exceptions alone, and Config goes on by itself', async () => {
    const { rehearsal, vpcId, repair } = await givenUp();
    await repair();
    expect((await remediation(rehearsal, 'clear')).code).toBe(2);
    expect(await rehearsal.exceptions()).toEqual([vpcId]);
    const applied = await remediation(rehearsal, 'clear', '--apply');
    expect(applied.out).toContain(`cleared the exceptions of ${vpcId}`);
    expect(applied.out).not.toContain('started');
    expect(applied.code).toBe(0);
    await rehearsal.advance(2 * HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  });

  test('an exception that ends by itself is cleared where the VPC is named, and nowhere else', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.minutesUntil(async () => (await rehearsal.compliance(vpcId)) === 'NON_COMPLIANT');
    await rehearsal.config.send(
      new PutRemediationExceptionsCommand({
        ConfigRuleName: rehearsal.ruleName,
        ResourceKeys: [{ ResourceType: 'AWS::EC2::VPC', ResourceId: vpcId }],
        Message: 'until the move \u001B[2J is done',
        ExpirationTime: new Date('2027-02-01T00:00:00Z'),
      }),
    );
    const status = await remediation(rehearsal, 'status');
    expect(status.out).toContain('exception: until the move \uFFFD[2J is done; ends 2027-02-01');
    expect(status.out).toMatch(new RegExp(`${vpcId} .* held back`));
    expect(status.out).not.toContain('\u001B');
    expect(status.code).toBe(0);
    const all = await remediation(rehearsal, 'clear', '--apply');
    expect(all.out).toContain(`left ${vpcId}: its exception ends by itself: name it by --vpc`);
    expect(await rehearsal.exceptions()).toEqual([vpcId]);
    const json = await remediation(rehearsal, 'clear', '--vpc', vpcId, '--apply', '--format', 'json');
    expect(json.out).not.toContain('\u001B');
    expect(JSON.parse(json.out).regions[0].requirements[0].done.cleared).toEqual([vpcId]);
    expect(await rehearsal.exceptions()).toEqual([]);
    await rehearsal.advance(MINUTE);
  });

  test('names a rule whose function is gone, and a document that is', async () => {
    const rehearsal = await rehearse();
    rehearsal.sandbox.home.functions.clear();
    rehearsal.sandbox.home.documents.clear();
    const { code, out } = await remediation(rehearsal, 'status');
    expect(out).toMatch(/its function arn:aws:lambda:\S+ is gone, so nothing judges: an orphan/);
    expect(out).toMatch(/its Automation document \S+: ssm:GetDocument answers InvalidDocument/);
    expect(code).toBe(2);
  });

  test('says in plain words what these credentials may not do', async () => {
    const rehearsal = await rehearse();
    const { code, error, out } = await flowLogs(['remediation', 'status'], rehearsal.sandbox, {
      AWS_ACCESS_KEY_ID: 'ASIAUNKNOWN000000000',
    });
    expect(error).toMatch(/sts:GetCallerIdentity does not take these credentials/);
    expect(error + out).not.toContain('    at ');
    expect(code).toBe(1);
  });
});
