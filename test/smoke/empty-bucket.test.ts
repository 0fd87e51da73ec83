import {
  DescribeFlowLogsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { cleanUp } from '../../smoke/clean-up';
import { createClients } from '../../smoke/clients';

const Bucket = 'vpc-flow-logs-smoke-111122223333-run0001';

test('a bucket that something was delivered to is emptied before it is deleted', async () => {
  const objects = new Set(['AWSLogs/one.log.gz', 'AWSLogs/two.log.gz']);
  let exists = true;
  const ec2 = mockClient(EC2Client);
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [] });
  ec2.on(DescribeSubnetsCommand).resolves({ Subnets: [] });
  ec2.on(DescribeNetworkInterfacesCommand).resolves({ NetworkInterfaces: [] });
  ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [] });
  const s3 = mockClient(S3Client);
  s3.on(ListBucketsCommand).callsFake(() => ({ Buckets: exists ? [{ Name: Bucket }] : [] }));
  s3.on(ListObjectsV2Command).callsFake(() => ({ Contents: [...objects].map((Key) => ({ Key })) }));
  s3.on(DeleteObjectsCommand).callsFake(({ Delete }) => {
    for (const { Key } of Delete.Objects) objects.delete(Key);
    return {};
  });
  s3.on(DeleteBucketCommand).callsFake(() => {
    if (objects.size > 0) throw Object.assign(new Error('not empty'), { name: 'BucketNotEmpty' });
    exists = false;
    return {};
  });
  const isClean = await cleanUp({
    clients: createClients({ region: 'eu-central-1' }),
    clock: { now: () => new Date(0), sleep: () => Promise.resolve() },
    whose: { accountId: '111122223333', run: 'run0001' },
    say: () => undefined,
  });
  expect(isClean).toBe(true);
  expect([...objects]).toEqual([]);
  expect(exists).toBe(false);
});
