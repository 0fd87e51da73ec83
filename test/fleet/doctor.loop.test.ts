import { DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import { type Rehearsal, rehearse } from '../sandbox/rehearsal';
import { type Ended, flowLogs } from './command-line';

const doctor = (rehearsal: Rehearsal, ...flags: readonly string[]): Promise<Ended> =>
  flowLogs(['doctor', ...flags], rehearsal.sandbox);

test('doctor names a bucket that lost its policy, with the remedy', async () => {
  const rehearsal = await rehearse();
  const healthy = await doctor(rehearsal, '--format', 'json');
  const [Bucket] = rehearsal.refs('AWS::S3::Bucket');
  await rehearsal.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  const { code, out, error } = await doctor(rehearsal);
  expect(out).toMatch(new RegExp(`^problem .*${Bucket}`, 'm'));
  expect(out).toContain('remedy: ');
  expect([code, error]).toEqual([2, '']);
  const problems = (text: string): number =>
    JSON.parse(text)
      .regions.flatMap(({ findings }: { findings: readonly object[] }) => findings)
      .filter(({ status }: { status: string }) => status === 'problem').length;
  expect(problems((await doctor(rehearsal, '--format', 'json')).out)).toBeGreaterThan(problems(healthy.out));
});

test('several Regions are reported apart, and where nothing is deployed that is said', async () => {
  const rehearsal = await rehearse();
  const { out } = await doctor(rehearsal, '--regions', 'eu-central-1,us-east-1');
  expect(out).toContain('account 111122223333, Region eu-central-1\nall-traffic (rule ');
  expect(out).toContain('account 111122223333, Region us-east-1\nno rule of ours that was asked for');
});

describe('before anything is deployed', () => {
  const lookAhead = async (destination: object): Promise<Ended> => {
    const rehearsal = await rehearse();
    const context = { flowLogs: { requirements: [{ name: 'central', destination }] } };
    const readFile = () => Promise.resolve(JSON.stringify({ context }));
    const flags = ['doctor', '--config', 'cdk.json', '--requirement', 'central'];
    return await flowLogs(flags, rehearsal.sandbox, {}, { readFile });
  };

  test.each([
    ['a bucket', { type: 's3', bucketArn: 'arn:aws:s3:::nowhere' }, 'there is no such bucket'],
    [
      'a log group',
      {
        type: 'cloud-watch-logs',
        logGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:nowhere',
      },
      'there is no such log group',
    ],
    [
      'a stream',
      {
        type: 'kinesis-data-firehose',
        deliveryStreamArn: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/nowhere',
      },
      'there is no such stream',
    ],
  ])('doctor names what the settings count on and is not there: %s', async (_, destination, finding) => {
    const { code, out, error } = await lookAhead(destination);
    expect(out).toContain('central: planned, not deployed here yet');
    expect(out).toContain(finding);
    expect([code, error]).toEqual([2, '']);
  });

  test('a destination is looked for in its own Region alone', async () => {
    const { out } = await lookAhead({
      type: 'kinesis-data-firehose',
      deliveryStreamArn: 'arn:aws:firehose:us-east-1:111122223333:deliverystream/x',
    });
    expect(out).toMatch(/^central: planned for another account or Region, in 16 places: /m);
    expect(out).toContain('central: planned, not deployed here yet, in 1 place: 111122223333: us-east-1');
    expect(out).toMatch(/^\d+ findings: 1 problem,/m);
  });

  test('what the stack makes is not missed', async () => {
    const { out } = await lookAhead({ type: 'cloud-watch-logs' });
    expect(out).toContain('central: planned, not deployed here yet');
    expect(out).toMatch(/^\d+ findings: 0 problems/m);
  });
});
