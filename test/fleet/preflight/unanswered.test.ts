import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as config from '@aws-sdk/client-config-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as firehose from '@aws-sdk/client-firehose';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { PERMISSIONS } from '../../../fleet/preflight';
import { BUCKET, problemsOf } from './place';
import { awsError, healthyAccount, type Mocks, S3_ACTIONS } from './stage';

/** The same stage, on which one operation fails, whatever it is asked about. */
function failing(action: string, error: Error) {
  const { mocks, look } = healthyAccount();
  const [service = '', iamName = ''] = action.split(':');
  const operation = Object.entries(S3_ACTIONS).find(([, each]) => each === iamName)?.[0] ?? iamName;
  const modules: Readonly<Record<string, object>> = { config, ec2, firehose, iam, kms, logs, s3, ssm, sts };
  const command = Object.entries(modules[service] ?? {}).find(
    ([name]) => name === `${operation}Command`,
  )?.[1];
  const mock: any = mocks[service as keyof Mocks];
  mock.on(command).rejects(error);
  return look;
}

describe('what AWS does not answer', () => {
  const FAILURES: readonly (readonly [string, string])[] = [
    ['ThrottlingException', 'failed: ThrottlingException: said AWS'],
    ['TimeoutError', 'failed: TimeoutError: said AWS'],
    ['AccessDeniedException', 'is not allowed to this caller (AccessDeniedException: said AWS)'],
  ];

  test.each(
    PERMISSIONS.flatMap(({ action }) => FAILURES.map(([name, cause]) => [action, name, cause] as const)),
  )('is unknown, with its cause, and never a problem: %s, %s', async (action, name, cause) => {
    const findings = await failing(action, awsError(name))();
    expect(problemsOf(findings)).toEqual([]);
    const unknowns = findings.filter(({ status }) => status === 'unknown').map(({ finding }) => finding);
    const refused = action === 's3:ListBucket' && name === 'AccessDeniedException';
    expect(unknowns.join('\n')).toContain(refused ? 'S3 says the same of both' : cause);
    expect(unknowns.join('\n')).toContain(refused ? 'this caller has no s3:ListBucket' : `${action} on `);
  });

  test('does not hide a mistake of ours', async () => {
    const { mocks, look } = healthyAccount();
    mocks.logs.on(logs.DescribeLogGroupsCommand).callsFake(() => ({ logGroups: [undefined] }));
    await expect(look()).rejects.toThrow(TypeError);
  });

  test('and a policy that is none, is unknown too', async () => {
    const { mocks, look } = healthyAccount();
    mocks.s3.on(s3.GetBucketPolicyCommand).resolves({ Policy: 'no JSON' });
    expect((await look()).filter(({ status }) => status !== 'ok')).toEqual([
      { check: 'bucket-policy', status: 'unknown', about: BUCKET, finding: 'the bucket policy is not JSON' },
    ]);
  });
});
