import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client } from '@aws-sdk/client-ec2';
import { parsePolicyDocument } from '../../sandbox/iam/policy-document';
import { Sandbox, type SandboxOptions } from '../../sandbox/sandbox';

export const START = new Date('2027-01-04T08:00:00Z');
export const BUCKET = 'arn:aws:s3:::logs';

/** An empty sandbox and the clients of its account's administrator. */
export interface OpenEndpoint {
  readonly sandbox: Sandbox;
  readonly ec2: EC2Client;
  readonly config: ConfigServiceClient;
}

const open: OpenEndpoint[] = [];

afterEach(async () => {
  for (const { sandbox, ec2, config } of open.splice(0)) {
    ec2.destroy();
    config.destroy();
    await sandbox.close();
  }
});

/** With a bucket that takes flow logs. It is closed after the test. */
export async function openEndpoint(options: Partial<SandboxOptions> = {}): Promise<OpenEndpoint> {
  const sandbox = await Sandbox.start({ start: START, ...options });
  const settings = { ...sandbox.administrator(), maxAttempts: 1 };
  const opened = { sandbox, ec2: new EC2Client(settings), config: new ConfigServiceClient(settings) };
  open.push(opened);
  addBucket(sandbox, BUCKET);
  return opened;
}

export function addBucket(sandbox: Sandbox, arn: string): void {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
  };
  const policy = parsePolicyDocument({ Statement: statement }, 'bucket');
  sandbox.world.addBucket({ name: arn.split(':').at(-1) ?? '', arn, ownerId: '111122223333', policy });
}
