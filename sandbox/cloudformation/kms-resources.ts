import { parsePolicyDocument } from '../iam/policy-document';
import { newKey } from '../kms/keys';
import { addNew, type ResourceType } from './resource-type';

export const KMS_RESOURCES: Readonly<Record<string, ResourceType>> = {
  'AWS::KMS::Key': ({ world, region, properties, logicalId }) => {
    const key = newKey({ world, region }, properties.optionalText('Description') ?? '');
    const policy = properties.raw('KeyPolicy');
    if (policy !== undefined) key.policy = parsePolicyDocument(policy, logicalId);
    if (!properties.flag('Enabled', true)) key.state = 'Disabled';
    properties.oneOf('KeySpec', ['SYMMETRIC_DEFAULT'], 'SYMMETRIC_DEFAULT');
    properties.oneOf('KeyUsage', ['ENCRYPT_DECRYPT'], 'ENCRYPT_DECRYPT');
    properties.withoutEffect('EnableKeyRotation', 'RotationPeriodInDays', 'PendingWindowInDays', 'Tags');
    addNew(region.keys, key.keyId, key);
    return { ref: key.keyId, attributes: { Arn: key.arn, KeyId: key.keyId } };
  },
};
