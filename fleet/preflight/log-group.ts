import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { type Place, parseArn } from '../../policy';
import { attempt } from './attempt';
import { type Finding, ok, problem } from './finding';
import { checkKey } from './key-access';
import type { LogGroupReads } from './reads/destination-reads';
import type { KeyReads } from './reads/key-reads';

interface LogGroupQuestion {
  readonly place: Place;
  /** Without `:*`. */
  readonly groupArn: string;
}

export const checkLogGroup = (
  groups: LogGroupReads,
  keys: KeyReads,
  { place, groupArn }: LogGroupQuestion,
): Promise<readonly Finding[]> =>
  attempt('log-group', groupArn, async () => {
    const arn = parseArn(groupArn);
    if (arn?.accountId !== place.accountId || arn.region !== place.region)
      return [problem('log-group', groupArn, 'it belongs to another account or Region')];
    const group = await groups.group(arn.resource.replace(/^log-group:/, ''));
    if (!group) return [problem('log-group', groupArn, 'there is no such log group')];
    const { kmsKeyId } = group;
    return [
      ok('log-group', groupArn, retention(group)),
      ...(kmsKeyId === undefined ? [] : await checkKey(keys, logsKeyQuestion(place, groupArn, kmsKeyId))),
    ];
  });

const retention = ({ retentionInDays }: LogGroup): string =>
  retentionInDays === undefined
    ? 'exists; its records never expire, and cost storage for ever'
    : `exists; its records expire after ${retentionInDays} days`;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
export const logsKeyQuestion = (place: Place, groupArn: string, keyArn: string) => ({
  check: 'log-group-key' as const,
  place,
  keyArn,
  services: servicesOf(place),
  context: {
    'kms:EncryptionContext:aws:logs:arn': groupArn,
    'aws:PrincipalIsAWSService': 'true',
    'aws:SecureTransport': 'true',
  },
});

/** In China, policies name the service with the suffix of the partition as well, as those that CDK writes. */
const servicesOf = ({ partition, region }: Place): readonly string[] => [
  `logs.${region}.amazonaws.com`,
  ...(partition === 'aws-cn' ? [`logs.${region}.amazonaws.com.cn`] : []),
];
