import { CreateFlowLogsCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { Sandbox } from '../../sandbox/sandbox';
import { type ObservedCall, observing } from './observed-calls';
import { limited, RequestLimits } from './request-limits';

const START = new Date('2027-01-04T08:00:00Z');
const CENTRAL_BUCKET = 'central-flow-logs';
/** Pauses of functions are shortened by it, and with them the 15 s after which they take a request for lost. */
const HASTE = 10;

/** An account of the sandbox with AWS's limits on requests, every call on record. */
export interface Account {
  readonly sandbox: Sandbox;
  readonly calls: readonly ObservedCall[];
  readonly limits: RequestLimits;
  readonly ec2: EC2Client;
}

/** Opens an account for as long as `use` takes. */
export async function inAccount<T>(use: (account: Account) => Promise<T>): Promise<T> {
  // The SDK advises on its own versions of 2027, which the lockfile keeps out.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const calls: ObservedCall[] = [];
  const limits = new RequestLimits();
  const faults = observing(limited(limits), (call) => calls.push(call));
  const sandbox = await Sandbox.start({ start: START, faults, haste: HASTE });
  const ec2 = new EC2Client(sandbox.administrator());
  try {
    return await use({ sandbox, calls, limits, ec2 });
  } finally {
    ec2.destroy();
    await sandbox.close();
  }
}

export async function createVpc({ ec2 }: Account): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  return Vpc?.VpcId ?? '';
}

/** Somebody's flow log of all traffic, to a bucket of theirs. */
export async function coverElsewhere({ sandbox, ec2 }: Account, vpcId: string): Promise<void> {
  const { partition, accountId } = sandbox.place;
  const arn = `arn:${partition}:s3:::${CENTRAL_BUCKET}`;
  const s3 = new S3Client({ ...sandbox.administrator(), forcePathStyle: true });
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: ['s3:PutObject', 's3:GetBucketAcl'],
      Resource: [arn, `${arn}/*`],
      Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
    },
  ];
  await s3.send(new CreateBucketCommand({ Bucket: CENTRAL_BUCKET }));
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: CENTRAL_BUCKET, Policy: JSON.stringify({ Statement }) }),
  );
  s3.destroy();
  const { Unsuccessful = [] } = await ec2.send(
    new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [vpcId],
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: arn,
    }),
  );
  if (Unsuccessful.length > 0)
    throw new Error(`the flow log of the scene failed: ${JSON.stringify(Unsuccessful)}`);
}

export const flowLogsOf = ({ sandbox }: Account, vpcId: string) =>
  [...sandbox.home.flowLogs.values()].filter(({ resourceId }) => resourceId === vpcId);

export const now = ({ sandbox }: Account): number => sandbox.world.scheduler.now().getTime();

/** Lets virtual time pass until it is so; fails after `most` seconds. */
export async function advanceUntil({ sandbox }: Account, most: number, isSo: () => boolean): Promise<void> {
  for (let passed = 0; passed < most; passed += 1) {
    if (isSo()) return;
    await sandbox.advance(1);
  }
  if (!isSo()) throw new Error(`nothing came of it in ${most} virtual seconds`);
}
