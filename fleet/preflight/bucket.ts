import type { Place } from '../../policy';
import { attempt } from './attempt';
import { checkBucketEncryption } from './bucket-encryption';
import {
  type BucketLocation,
  bucketLocation,
  DELIVERY_SERVICE,
  deliverySourceArn,
  deliveryStatements,
} from './bucket-location';
import type { DeployedDestination } from './deployed-requirement';
import { type Finding, ok, problem } from './finding';
import { foreignBucket } from './foreign-bucket';
import { evaluate, type Outcome } from './iam/evaluate';
import type { Policy } from './iam/policy-document';
import type { RequestContext } from './iam/policy-request';
import type { BucketPolicy, BucketReads } from './reads/bucket-reads';
import type { KeyReads } from './reads/key-reads';
import type { FlowLogReads } from './reads/region-reads';
import { Unread } from './reads/unread';
import { accessFinding, serviceContext, strangerContext, strangerFinding } from './service-access';

interface BucketSources {
  readonly buckets: BucketReads;
  readonly keys: KeyReads;
  readonly flowLogs: FlowLogReads;
}

export interface BucketQuestion {
  readonly place: Place;
  readonly now: Date;
  readonly destination: DeployedDestination;
}

export function checkBucket(
  { buckets, keys, flowLogs }: BucketSources,
  { place, now, destination }: BucketQuestion,
): Promise<readonly Finding[]> {
  const location = bucketLocation(place, destination);
  const { bucket, bucketArn } = location;
  return attempt('bucket', bucketArn, async () => {
    const presence = await buckets.presence(bucket);
    switch (presence.kind) {
      case 'missing':
        return [problem('bucket', bucketArn, 'there is no such bucket')];
      case 'refused':
        return [foreignBucket({ place, now, bucketArn, destination }, await listed(flowLogs))];
      case 'own': {
        const findings = await Promise.all([
          attempt('bucket-policy', bucketArn, async () =>
            policyFindings(place, location, await buckets.policy(bucket)),
          ),
          checkBucketEncryption(buckets, keys, place, location),
        ]);
        return [ok('bucket', bucketArn, whereabouts(place, presence.region)), ...findings.flat()];
      }
    }
  });
}

const whereabouts = ({ region }: Place, found: string | undefined): string =>
  found === undefined || found === region
    ? 'exists, and this account owns it'
    : `exists, and this account owns it; it stands in ${found}, so that records leave ${region}`;

/** What cannot be listed proves nothing; another finding says that it could not be. */
const listed = (flowLogs: FlowLogReads) =>
  flowLogs.all().catch((cause: unknown) => {
    if (cause instanceof Unread) return [];
    throw cause;
  });

/** S3 takes no bigger policy, and some room is needed to add a statement. */
const MOST_BYTES = 20 * 1024;
const NEAR_BYTES = 18 * 1024;

/** What a bucket's policy says of the delivery of this account and Region, and of that of others. */
export function policyFindings(
  place: Place,
  location: BucketLocation,
  found: BucketPolicy | undefined,
): readonly Finding[] {
  const { bucketArn } = location;
  const statements = deliveryStatements(place, bucketArn);
  if (!found) return [problem('bucket-policy', bucketArn, 'the bucket has no policy', statements)];
  const { policy, bytes } = found;
  const context = serviceContext(place, deliverySourceArn(place));
  const access = accessFinding(
    'bucket-policy',
    bucketArn,
    [
      { what: `s3:PutObject on ${location.folderArn}/*`, outcome: write(policy, location, context) },
      { what: `s3:GetBucketAcl on ${bucketArn}`, outcome: readAcl(policy, location, context) },
    ],
    statements,
  );
  const stranger = write(policy, location, strangerContext(place, deliverySourceArn));
  return [
    access,
    strangerFinding('bucket-policy-source', bucketArn, stranger),
    elementFinding(bucketArn, policy, access),
    bytes > NEAR_BYTES
      ? problem('bucket-policy-size', bucketArn, `the policy has ${bytes} of ${MOST_BYTES} bytes`)
      : ok('bucket-policy-size', bucketArn, `the policy has ${bytes} of ${MOST_BYTES} bytes`),
  ];
}

const write = (policy: Policy, { objectArn }: BucketLocation, context: RequestContext): Outcome =>
  evaluate([policy], {
    services: [DELIVERY_SERVICE],
    action: 's3:PutObject',
    resource: objectArn,
    context: { ...context, 's3:x-amz-acl': 'bucket-owner-full-control' },
  });

const readAcl = (policy: Policy, { bucketArn }: BucketLocation, context: RequestContext): Outcome =>
  evaluate([policy], {
    services: [DELIVERY_SERVICE],
    action: 's3:GetBucketAcl',
    resource: bucketArn,
    context,
  });

/**
 * AWS adds nothing to a policy with these elements, and creating a flow log fails unless all that it needs is there.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
 */
function elementFinding(bucketArn: string, { statements }: Policy, access: Finding): Finding {
  const found = statements.flatMap(({ name, notPrincipal, notActions }) => [
    ...(notPrincipal === undefined ? [] : [`NotPrincipal in statement ${name}`]),
    ...(notActions === undefined ? [] : [`NotAction in statement ${name}`]),
  ]);
  if (found.length === 0) return ok('bucket-policy-elements', bucketArn, 'no NotPrincipal and no NotAction');
  const finding = found.join(', ');
  return access.status === 'problem'
    ? problem('bucket-policy-elements', bucketArn, finding)
    : ok('bucket-policy-elements', bucketArn, `${finding}, beside the statements that delivery needs`);
}
