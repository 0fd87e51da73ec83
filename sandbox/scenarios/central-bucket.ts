import type { DeployedStack } from '../cloudformation/deployment';
import { parsePolicyDocument } from '../iam/policy-document';
import type { Sandbox } from '../sandbox';

interface OutputStatement {
  readonly Resource: string | readonly string[];
}

/**
 * Plays the owner of an existing bucket, who pastes the statements that the stack puts out into the bucket's policy and
 * nothing else: so they are shown to suffice.
 */
export function pasteDeliveryStatements({ world, place }: Sandbox, { outputs }: DeployedStack): void {
  for (const [name, value] of Object.entries(outputs)) {
    const statements = /DeliveryStatements/.test(name)
      ? (JSON.parse(value) as readonly OutputStatement[])
      : [];
    const bucketArns = new Set(statements.flatMap(({ Resource }) => Resource).map(bucketOf));
    for (const arn of bucketArns) {
      const policy = parsePolicyDocument({ Statement: statements }, `output ${name}`);
      const bucketName = arn.split(':').at(-1) ?? '';
      world.addBucket({ name: bucketName, arn, ownerId: place.accountId, policy });
      world.event({ actor: 'scenario', text: `policy of ${bucketName}: pasted from the output ${name}` });
    }
  }
}

const bucketOf = (arn: string): string => arn.replace(/\/.*$/, '');
