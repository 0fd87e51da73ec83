/** What is created and does not deliver is told, covers nothing, gets no second one beside it, and heals by itself. */
import { parsePolicyDocument } from '../../sandbox/iam/policy-document';
import type { Bucket } from '../../sandbox/world';
import { applying, ourRequest, type Rule, stand } from './played-destination';
import { BUCKET, DESTINATIONS, EXISTING_BUCKET, EXISTING_LOG_GROUP, writing } from './played-destinations';
import { type Change, HOUR, MINUTE, type Rehearsal } from './rehearsal';
import { remediationOf } from './template-changes';

const manual: Change = (template) => {
  remediationOf(template)['Automatic'] = false;
};

const ONLY_EXISTING_GROUP = {
  'a bucket of the stack': 'no role delivers to S3',
  'an existing bucket': 'no role delivers to S3',
  'a log group of the stack': 'its role is made by the stack, whose template is tested for it',
  'a stream': 'the role that delivers to Firehose is linked to the service',
} as const;

const MADE_AT_RUN_TIME = {
  'a bucket of the stack': 'S3 and Firehose take records only where there is something to take them',
  'an existing bucket': 'S3 and Firehose take records only where there is something to take them',
  'a stream': 'S3 and Firehose take records only where there is something to take them',
} as const;

const KEY_ID = '0a1b2c3d-0000-4000-8000-000000000000';

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html */
const keyPolicyFor = (Service: string) =>
  parsePolicyDocument(
    {
      Statement: {
        Effect: 'Allow',
        Principal: { Service },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
      },
    },
    'key policy',
  );

/** Encrypts the bucket with a key of the account, which lets this service use it. */
function encrypt(rehearsal: Rehearsal, bucket: Bucket, service: string): void {
  const { home, world, place } = rehearsal.sandbox;
  const arn = `arn:aws:kms:${place.region}:${place.accountId}:key/${KEY_ID}`;
  bucket.encryption = { algorithm: 'aws:kms', keyId: arn, bucketKey: true };
  home.keys.set(KEY_ID, {
    ...{ keyId: KEY_ID, arn, accountId: place.accountId, region: place.region, description: '' },
    ...{ manager: 'CUSTOMER', createdAt: world.scheduler.now(), state: 'Enabled' },
    policy: keyPolicyFor(service),
  });
}

const NOT_ENCRYPTED_BY_ITS_OWNER = {
  'a log group of the stack': 'CloudWatch Logs uses its key itself, and a closed one closes the group',
  'an existing log group': 'CloudWatch Logs uses its key itself, and a closed one closes the group',
  'a stream': 'a stream is encrypted by Firehose, which no flow log asks',
} as const;

const RULES: readonly Rule[] = [
  {
    rule: 'a bucket whose key lets delivery in by its policy takes records, and one whose key does not is told of',
    notFor: NOT_ENCRYPTED_BY_ITS_OWNER,
    async play(destination) {
      const rehearsal = await stand(destination);
      const bucket = (destination === EXISTING_BUCKET ? EXISTING_BUCKET : BUCKET).bucket(rehearsal);
      encrypt(rehearsal, bucket, 'delivery.logs.amazonaws.com');
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(7 * HOUR);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
      encrypt(rehearsal, bucket, 'logs.amazonaws.com');
      await rehearsal.advance(7 * HOUR);
      expect((await rehearsal.result(vpcId))?.annotation).toContain('fails to deliver: Access error');
      expect((await rehearsal.executions()).at(-1)?.FailureMessage).toContain("policy, or its key's");
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    },
  },
  {
    rule: 'a destination that is gone is brought back by nobody, and no flow log is left that delivers nothing unnoticed',
    async play(destination) {
      const rehearsal = await stand(destination);
      destination.remove(rehearsal);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(10 * HOUR);
      expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
      expect(await rehearsal.exceptions()).toEqual([vpcId]);
      const { world, home } = rehearsal.sandbox;
      const destinations = [...home.logGroups.keys(), ...home.streams.keys()];
      const place = ourRequest(rehearsal).LogDestination ?? '';
      expect(destinations.filter((name) => place.endsWith(`:${name}`) || place.endsWith(`/${name}`))).toEqual(
        [],
      );
      if (destination.type === 's3') expect(world.bucket(place.split('/')[0] ?? '')).toBeUndefined();
      expect((await rehearsal.ours(vpcId)).length).toBeLessThanOrEqual(1);
    },
  },
  {
    rule: 'a delivery that is reported as failed within the execution fails it, and the new flow log stays to be looked at',
    async play(destination) {
      const rehearsal = await stand(destination, {
        change: manual,
        assumptions: { failedDeliveryReported: 'at once' },
      });
      const vpcId = await rehearsal.createVpc();
      const execution = rehearsal.remediate(vpcId);
      rehearsal.sandbox.world.scheduler.after(5 * MINUTE + 15, () => destination.breakDelivery(rehearsal));
      const { AutomationExecutionStatus, FailureMessage } = await execution;
      expect(AutomationExecutionStatus).toBe('Failed');
      expect(FailureMessage).toMatch(/already delivers to .* and fails: Access error/);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    },
  },
  {
    rule: 'a delivery that fails later is found by the sweep, is not papered over by a second flow log, and heals by itself',
    async play(destination) {
      const rehearsal = await stand(destination);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
      destination.breakDelivery(rehearsal);
      await rehearsal.advance(7 * HOUR);
      expect((await rehearsal.result(vpcId))?.annotation).toContain('fails to deliver: Access error');
      const last = (await rehearsal.executions()).at(-1);
      expect(last?.AutomationExecutionStatus).toBe('Failed');
      expect(last?.FailureMessage).toMatch(/and fails: Access error; nothing was created, (repair|see that)/);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
      expect(await rehearsal.exceptions()).toEqual([vpcId]);
      destination.repairDelivery(rehearsal);
      await rehearsal.advance(6 * HOUR);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    },
  },
  {
    rule: 'a delivery role whose policy names the group without :* is told of as a delivery that fails',
    notFor: ONLY_EXISTING_GROUP,
    async play(destination) {
      const rehearsal = await stand(destination);
      const role = EXISTING_LOG_GROUP.role(rehearsal);
      const group = ourRequest(rehearsal).LogDestination ?? '';
      role.policies.set('Write', parsePolicyDocument({ Statement: writing(group) }, 'Write'));
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(8 * HOUR);
      expect((await rehearsal.result(vpcId))?.annotation).toContain('fails to deliver: Access error');
      expect((await rehearsal.executions()).at(-1)?.FailureMessage).toContain("policy on the group's :*");
      expect(await rehearsal.exceptions()).toEqual([vpcId]);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    },
  },
  {
    rule: 'a log group that somebody deletes is not brought back by its delivery role, and the verdict tells',
    notFor: MADE_AT_RUN_TIME,
    async play(destination) {
      const rehearsal = await stand(destination);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      destination.remove(rehearsal);
      await rehearsal.advance(7 * HOUR);
      const place = ourRequest(rehearsal).LogDestination ?? '';
      const names = [...rehearsal.sandbox.home.logGroups.keys()];
      expect(names.filter((name) => place.endsWith(`:${name}`))).toEqual([]);
      expect((await rehearsal.result(vpcId))?.type).toBe('NON_COMPLIANT');
    },
  },
];

describe.each(DESTINATIONS)('to $name', (destination) => {
  test.each(applying(RULES, destination))('$rule', ({ play }) => play(destination));
});
