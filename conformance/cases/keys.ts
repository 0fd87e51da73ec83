import type { Case } from '../case';
import { ACCOUNT } from '../place';

const call = (operation: string, title: string, input: Case['input'], others: Partial<Case> = {}): Case => ({
  service: 'kms',
  operation,
  title,
  input,
  ...others,
});

const key = { KeyId: '$key1' };
const unknown = { KeyId: '01234567-89ab-cdef-0123-456789abcdef' };

/** The account keeps its key, and the delivery service may use it. */
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    },
  ],
});

export const KEY_CASES: readonly Case[] = [
  call('CreateKey', 'a key', { Description: 'flow logs' }, { keeps: { key1: 'KeyMetadata.KeyId' } }),
  call('DescribeKey', 'the key', key),
  call('DescribeKey', 'unknown', unknown),
  call('PutKeyPolicy', 'a policy', { ...key, PolicyName: 'default', Policy: POLICY }),
  call('GetKeyPolicy', 'the policy', { ...key, PolicyName: 'default' }),
  call('GetKeyPolicy', 'of an unknown key', unknown),
  call('DisableKey', 'the key', key),
  call('DescribeKey', 'disabled', key),
  call('EnableKey', 'the key', key),
  call('ScheduleKeyDeletion', 'in a week', { ...key, PendingWindowInDays: 7 }),
  call('DescribeKey', 'pending deletion', key),
];
