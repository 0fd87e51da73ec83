import {
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { DeployedStack } from '../cloudformation/deployment';
import type { Sandbox } from '../sandbox';

interface OutputStatement {
  readonly Resource: string | readonly string[];
}

/**
 * Plays the owner of an existing bucket, who pastes the statements that the stack puts out into the bucket's policy and
 * nothing else: so they are shown to suffice, and S3 to take them.
 */
export async function pasteDeliveryStatements(sandbox: Sandbox, { outputs }: DeployedStack): Promise<void> {
  // The SDK takes a name with a dot in it for a host's, also on loopback.
  const client = new S3Client({ ...sandbox.administrator(), forcePathStyle: true });
  try {
    for (const [name, value] of Object.entries(outputs)) {
      const statements = /DeliveryStatements/.test(name)
        ? (JSON.parse(value) as readonly OutputStatement[])
        : [];
      for (const bucket of new Set(statements.flatMap(({ Resource }) => Resource).map(bucketOf))) {
        const Policy = JSON.stringify({ Statement: statements.filter(isAbout(bucket)) });
        await createBucket(client, bucket);
        await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
        const text = `policy of ${bucket}: pasted from the output ${name}`;
        sandbox.world.event({ actor: 'scenario', text });
      }
    }
  } finally {
    client.destroy();
  }
}

/** The estate may have it already. */
async function createBucket(client: S3Client, Bucket: string): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
}

const isAbout =
  (bucket: string) =>
  ({ Resource }: OutputStatement): boolean =>
    [Resource].flat().some((resource) => bucketOf(resource) === bucket);

const bucketOf = (arn: string): string => arn.replace(/^.*:/, '').replace(/\/.*$/, '');
