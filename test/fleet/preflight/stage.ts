import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfigServiceClient,
  DescribeConfigRuleEvaluationStatusCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  DescribeRemediationConfigurationsCommand,
  DescribeRemediationExceptionsCommand,
  type RecorderStatus,
} from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  ListTagsForDeliveryStreamCommand,
} from '@aws-sdk/client-firehose';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  HeadBucketCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DescribeDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { type DeployedRequirement, preflight } from '../../../fleet/preflight';
import { deliveryStatements } from '../../../fleet/preflight/bucket-location';
import { OWNERSHIP_TAGS, ROLE_PARAMETER } from '../../../runbook';
import {
  BUCKET,
  GROUP,
  KEY,
  PLACE,
  policyText,
  ROLE,
  requirement,
  STREAM,
  TO_BUCKET,
  TO_GROUP,
  TO_STREAM,
} from './place';

const NOW = new Date('2026-06-15T12:00:00Z');
export const AUTOMATION_ROLE = 'arn:aws:iam::111122223333:role/automation';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/boundary';

const trusting = (Service: string) =>
  encodeURIComponent(
    policyText({
      Effect: 'Allow',
      Principal: { Service },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': PLACE.accountId } },
    }),
  );

const allow = (Action: readonly string[], Resource: string | readonly string[] = '*') =>
  encodeURIComponent(policyText({ Effect: 'Allow', Action, Resource }));

const keyPolicy = policyText({
  Effect: 'Allow',
  Principal: { Service: ['delivery.logs.amazonaws.com', 'logs.eu-central-1.amazonaws.com'] },
  Action: 'kms:*',
  Resource: '*',
});

/** Three requirements, one per type of destination, all as they should be, behind mocked clients. */
export function healthyAccount() {
  const clients = {
    config: new ConfigServiceClient({}),
    ec2: new EC2Client({}),
    firehose: new FirehoseClient({}),
    iam: new IAMClient({}),
    kms: new KMSClient({}),
    logs: new CloudWatchLogsClient({}),
    s3: new S3Client({}),
    ssm: new SSMClient({}),
    sts: new STSClient({}),
  };
  const mocks = {
    config: mockClient(clients.config),
    ec2: mockClient(clients.ec2),
    firehose: mockClient(clients.firehose),
    iam: mockClient(clients.iam),
    kms: mockClient(clients.kms),
    logs: mockClient(clients.logs),
    s3: mockClient(clients.s3),
    ssm: mockClient(clients.ssm),
    sts: mockClient(clients.sts),
  };
  const role = (RoleName: string, Arn: string, service: string, boundary?: string) =>
    mocks.iam.on(GetRoleCommand, { RoleName }).resolves({
      Role: {
        RoleName,
        Arn,
        Path: '/',
        RoleId: 'AROA',
        CreateDate: new Date(0),
        AssumeRolePolicyDocument: trusting(service),
        PermissionsBoundary: boundary === undefined ? undefined : { PermissionsBoundaryArn: boundary },
      },
    });

  mocks.sts.on(GetCallerIdentityCommand).resolves({ Account: PLACE.accountId });
  mocks.config
    .on(DescribeConfigurationRecordersCommand)
    .resolves({ ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }] })
    .on(DescribeConfigurationRecorderStatusCommand)
    .resolves({
      ConfigurationRecordersStatus: [
        { name: 'default', recording: true, lastStatus: 'SUCCESS' as RecorderStatus },
      ],
    })
    .on(DescribeDeliveryChannelsCommand)
    .resolves({ DeliveryChannels: [{ name: 'default', s3BucketName: 'config' }] })
    .on(DescribeConfigRuleEvaluationStatusCommand)
    .resolves({ ConfigRulesEvaluationStatus: [{ LastSuccessfulEvaluationTime: new Date(0) }] })
    .on(DescribeRemediationConfigurationsCommand)
    .resolves({
      RemediationConfigurations: [
        {
          ConfigRuleName: 'AllTraffic',
          TargetId: 'document',
          TargetType: 'SSM_DOCUMENT',
          Automatic: true,
          Parameters: { [ROLE_PARAMETER]: { StaticValue: { Values: [AUTOMATION_ROLE] } } },
        },
      ],
    })
    .on(DescribeRemediationExceptionsCommand)
    .resolves({ RemediationExceptions: [] });
  mocks.ssm.on(DescribeDocumentCommand).resolves({ Document: { Name: 'document', Status: 'Active' } });
  role(
    'AWSServiceRoleForConfigRemediation',
    'arn:aws:iam::111122223333:role/x',
    'remediation.config.amazonaws.com',
  );
  role('AWSServiceRoleForLogDelivery', 'arn:aws:iam::111122223333:role/y', 'delivery.logs.amazonaws.com');
  role('automation', AUTOMATION_ROLE, 'ssm.amazonaws.com', BOUNDARY);
  role('delivery', ROLE, 'vpc-flow-logs.amazonaws.com');
  mocks.iam
    .on(ListRolePoliciesCommand)
    .resolves({ PolicyNames: ['inline'], IsTruncated: false })
    .on(GetRolePolicyCommand, { RoleName: 'automation' })
    .resolves({
      PolicyDocument: allow([
        'ec2:CreateFlowLogs',
        'ec2:CreateTags',
        'lambda:InvokeFunction',
        'logs:CreateLogDelivery',
        'firehose:TagDeliveryStream',
        'iam:CreateServiceLinkedRole',
        'iam:PassRole',
      ]),
    })
    .on(GetRolePolicyCommand, { RoleName: 'delivery' })
    .resolves({ PolicyDocument: allow(['logs:DescribeLogGroups']) })
    .on(ListAttachedRolePoliciesCommand, { RoleName: 'automation' })
    .resolves({ AttachedPolicies: [], IsTruncated: false })
    .on(ListAttachedRolePoliciesCommand, { RoleName: 'delivery' })
    .resolves({
      AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::111122223333:policy/write' }],
      IsTruncated: false,
    })
    .on(GetPolicyCommand)
    .resolves({ Policy: { DefaultVersionId: 'v2' } })
    .on(GetPolicyVersionCommand)
    .resolves({
      PolicyVersion: {
        Document: allow(
          ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
          `${GROUP}:*`,
        ),
      },
    })
    .on(GetPolicyVersionCommand, { PolicyArn: BOUNDARY })
    .resolves({ PolicyVersion: { Document: allow(['*']) } });
  mocks.logs.on(DescribeLogGroupsCommand).resolves({
    logGroups: [{ logGroupName: 'flow-logs', arn: `${GROUP}:*`, retentionInDays: 365, kmsKeyId: KEY }],
  });
  mocks.kms
    .on(DescribeKeyCommand)
    .resolves({ KeyMetadata: { KeyId: KEY, Arn: KEY, KeyState: 'Enabled', KeyManager: 'CUSTOMER' } })
    .on(GetKeyPolicyCommand)
    .resolves({ Policy: keyPolicy });
  mocks.s3
    .on(HeadBucketCommand)
    .resolves({ BucketRegion: PLACE.region })
    .on(GetBucketPolicyCommand)
    .resolves({ Policy: policyText(...JSON.parse(deliveryStatements(PLACE, BUCKET))) })
    .on(GetBucketEncryptionCommand)
    .resolves({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } }],
      },
    });
  mocks.firehose
    .on(DescribeDeliveryStreamCommand)
    .resolves({
      DeliveryStreamDescription: {
        DeliveryStreamName: 'flow-logs',
        DeliveryStreamARN: STREAM,
        DeliveryStreamStatus: 'ACTIVE',
        DeliveryStreamType: 'DirectPut',
        VersionId: '1',
        Destinations: [],
        HasMoreDestinations: false,
      },
    })
    .on(ListTagsForDeliveryStreamCommand)
    .resolves({ Tags: [{ Key: 'LogDeliveryEnabled', Value: 'true' }], HasMoreTags: false });
  mocks.ec2.on(DescribeFlowLogsCommand).resolves({
    FlowLogs: [
      {
        FlowLogId: 'fl-1',
        ResourceId: 'vpc-1',
        LogDestination: STREAM,
        DeliverLogsStatus: 'SUCCESS',
        Tags: [{ Key: OWNERSHIP_TAGS.requirement, Value: 'all-traffic' }],
      },
    ],
  });
  const requirements = [requirement(TO_BUCKET), requirement(TO_GROUP), requirement(TO_STREAM)];
  return {
    mocks,
    look: (given: readonly DeployedRequirement[] = requirements, place = PLACE) =>
      preflight(clients, { place, now: NOW }, given),
  };
}

export type Mocks = ReturnType<typeof healthyAccount>['mocks'];

/** What IAM calls operations of S3 whose actions have other names. */
export const S3_ACTIONS: Readonly<Record<string, string>> = {
  HeadBucket: 'ListBucket',
  GetBucketEncryption: 'GetEncryptionConfiguration',
};

/** What was sent, by IAM's names. */
export const actionsOf = (mocks: Mocks): readonly string[] => [
  ...new Set(
    Object.entries(mocks).flatMap(([service, mock]) =>
      mock.calls().map(({ args: [command] }) => {
        const operation = command.constructor.name.replace(/Command$/, '');
        return `${service}:${S3_ACTIONS[operation] ?? operation}`;
      }),
    ),
  ),
];

/** As AWS's errors come. */
export const awsError = (name: string) => Object.assign(new Error('said AWS'), { name });
