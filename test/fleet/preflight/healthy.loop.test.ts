import {
  ASSEMBLY,
  EXISTING_BUCKET_ASSEMBLY,
  EXISTING_LOG_GROUP_ASSEMBLY,
  LOG_GROUP_ASSEMBLY,
  MIXED_ASSEMBLY,
  STREAM_ASSEMBLY,
} from '../../assembly';
import { Deployment } from './deployment';

const DELIVERY = 'delivery.logs.amazonaws.com';
const LOGS = 'logs.eu-central-1.amazonaws.com';

const ASSEMBLIES = [
  ['its own bucket', ASSEMBLY],
  ['an existing bucket', EXISTING_BUCKET_ASSEMBLY],
  ['its own log group', LOG_GROUP_ASSEMBLY],
  ['an existing log group', EXISTING_LOG_GROUP_ASSEMBLY],
  ['a stream', STREAM_ASSEMBLY],
  ['all of them', MIXED_ASSEMBLY],
] as const;

describe('a healthy deployment to', () => {
  test.each(ASSEMBLIES)('%s has no problem, before and after its first flow log', async (_, assembly) => {
    const deployment = await Deployment.of(assembly);
    await expect(deployment.problems()).resolves.toEqual([]);
    await deployment.makeCoveredVpc();
    await expect(deployment.problems()).resolves.toEqual([]);
  });

  test.each(ASSEMBLIES)('%s is wholly readable with the permissions that are listed', async (_, assembly) => {
    const deployment = await Deployment.of(assembly);
    const findings = await deployment.findings(await deployment.doctor());
    expect(findings.filter(({ finding }) => finding.includes('is not allowed'))).toEqual([]);
    expect(findings.filter(({ status }) => status === 'problem')).toEqual([]);
  });

  test('a bucket with a key of its own is readable as well', async () => {
    const deployment = await Deployment.of(ASSEMBLY);
    await deployment.encryptBucket(await deployment.makeKey(DELIVERY));
    const findings = await deployment.findings(await deployment.doctor());
    expect(findings).toContainEqual(expect.objectContaining({ check: 'bucket-key', status: 'ok' }));
  });

  test('a log group with a key of its own is readable as well', async () => {
    const deployment = await Deployment.of(LOG_GROUP_ASSEMBLY);
    await deployment.encryptGroup(await deployment.makeKey(LOGS));
    const findings = await deployment.findings(await deployment.doctor());
    expect(findings).toContainEqual(expect.objectContaining({ check: 'log-group-key', status: 'ok' }));
  });
});
