import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  type KeyMetadata,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { type Policy, parsePolicy } from '../iam/policy-document';
import { once } from './once';
import { read, readIfThere } from './unread';

export interface KeyReads {
  /** By id, ARN or alias. */
  key(keyId: string): Promise<KeyMetadata | undefined>;
  /** By id or ARN; never across accounts. */
  policy(keyId: string): Promise<Policy>;
}

export const keyReads = (client: KMSClient): KeyReads => ({
  key: once((KeyId) =>
    readIfThere('kms:DescribeKey', KeyId, ['NotFoundException'], async () => {
      const { KeyMetadata: found } = await client.send(new DescribeKeyCommand({ KeyId }));
      return found;
    }),
  ),
  policy: once((KeyId) =>
    read('kms:GetKeyPolicy', KeyId, async () => {
      const answer = await client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
      return parsePolicy('key policy', answer.Policy ?? '');
    }),
  ),
});
