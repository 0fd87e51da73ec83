import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as config from '@aws-sdk/client-config-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as firehose from '@aws-sdk/client-firehose';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as ssm from '@aws-sdk/client-ssm';
import { CHECKS } from '../../../fleet/preflight';
import { BUCKET, GROUP, KEY, problemsOf, ROLE, requirement, STREAM, TO_STREAM } from './place';
import { AUTOMATION_ROLE, awsError, healthyAccount, type Mocks } from './stage';

const escaped = (text: string): string => text.replace(/[.*+?()[\]\\]/g, '\\$&');

describe('what is not there', () => {
  const role = (RoleName: string) => ({
    action: 'iam:GetRole',
    lose: (mocks: Mocks) =>
      mocks.iam.on(iam.GetRoleCommand, { RoleName }).rejects(awsError('NoSuchEntityException')),
  });
  const losing = (lose: (mocks: Mocks) => unknown) => ({ lose });

  test.each([
    [
      'the recorder',
      losing(({ config: mock }) => mock.on(config.DescribeConfigurationRecorderStatusCommand).resolves({})),
      'recorder-on',
      'AWS Config recorder',
    ],
    [
      'the delivery channel',
      losing(({ config: mock }) =>
        mock.on(config.DescribeDeliveryChannelsCommand).resolves({ DeliveryChannels: [] }),
      ),
      'delivery-channel',
      'AWS Config recorder',
    ],
    [
      'the rule',
      losing(({ config: mock }) =>
        mock
          .on(config.DescribeConfigRuleEvaluationStatusCommand)
          .rejects(awsError('NoSuchConfigRuleException')),
      ),
      'rule-evaluates',
      'AllTraffic',
    ],
    [
      'the document',
      losing(({ ssm: mock }) => mock.on(ssm.DescribeDocumentCommand).rejects(awsError('InvalidDocument'))),
      'automation-document',
      'document',
    ],
    [
      'the role of Config',
      role('AWSServiceRoleForConfigRemediation'),
      'config-remediation-role',
      'AWSServiceRoleForConfigRemediation',
    ],
    ['the role of Systems Manager', role('automation'), 'automation-role', AUTOMATION_ROLE],
    ['the role of flow logs', role('delivery'), 'delivery-role', ROLE],
    [
      'the role of the log delivery',
      role('AWSServiceRoleForLogDelivery'),
      'log-delivery-role',
      'AWSServiceRoleForLogDelivery',
    ],
    [
      'the log group',
      losing(({ logs: mock }) =>
        mock.on(logs.DescribeLogGroupsCommand).resolves({ logGroups: [{ logGroupName: 'flow-logs-2' }] }),
      ),
      'log-group',
      GROUP,
    ],
    [
      'the bucket',
      losing(({ s3: mock }) => mock.on(s3.HeadBucketCommand).rejects(awsError('NotFound'))),
      'bucket',
      BUCKET,
    ],
    [
      'the policy of the bucket',
      losing(({ s3: mock }) => mock.on(s3.GetBucketPolicyCommand).rejects(awsError('NoSuchBucketPolicy'))),
      'bucket-policy',
      BUCKET,
    ],
    [
      'the stream',
      losing(({ firehose: mock }) =>
        mock.on(firehose.DescribeDeliveryStreamCommand).rejects(awsError('ResourceNotFoundException')),
      ),
      'stream',
      STREAM,
    ],
    [
      'the tag of the stream',
      losing(({ firehose: mock }) =>
        mock.on(firehose.ListTagsForDeliveryStreamCommand).resolves({ Tags: [], HasMoreTags: false }),
      ),
      'stream-tag',
      STREAM,
    ],
    [
      'the role that the document names',
      losing(({ config: mock }) =>
        mock.on(config.DescribeRemediationConfigurationsCommand).resolves({
          RemediationConfigurations: [
            {
              ConfigRuleName: 'AllTraffic',
              TargetId: 'document',
              TargetType: 'SSM_DOCUMENT',
              Automatic: true,
            },
          ],
        }),
      ),
      'automation-role',
      'AllTraffic',
    ],
  ] as const)('is one problem with the remedy of the catalogue: %s', async (_, { lose }, check, about) => {
    const { mocks, look } = healthyAccount();
    lose(mocks);
    const problems = problemsOf(await look());
    expect(problems).toMatchObject([
      { check, about, remedy: expect.stringMatching(`^${escaped(CHECKS[check].remedy)}`) },
    ]);
  });

  test('a key is a problem of all that use it', async () => {
    const { mocks, look } = healthyAccount();
    mocks.kms.on(kms.DescribeKeyCommand).rejects(awsError('NotFoundException'));
    expect(problemsOf(await look())).toMatchObject([
      { check: 'bucket-key', about: KEY, finding: 'there is no such key' },
      { check: 'log-group-key', about: KEY, finding: 'there is no such key' },
    ]);
  });
});

test('a stream that nothing is delivered to yet may lack the tag, and the role of the log delivery', async () => {
  const { mocks, look } = healthyAccount();
  mocks.ec2.on(ec2.DescribeFlowLogsCommand).resolves({ FlowLogs: [] });
  mocks.firehose.on(firehose.ListTagsForDeliveryStreamCommand).resolves({ Tags: [], HasMoreTags: false });
  mocks.iam
    .on(iam.GetRoleCommand, { RoleName: 'AWSServiceRoleForLogDelivery' })
    .rejects(awsError('NoSuchEntityException'));
  expect(problemsOf(await look([requirement(TO_STREAM)]))).toEqual([]);
});
