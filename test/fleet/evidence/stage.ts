import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  ConfigServiceClient,
  DescribeConfigRuleEvaluationStatusCommand,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeRemediationConfigurationsCommand,
  DescribeRemediationExceptionsCommand,
  DescribeRemediationExecutionStatusCommand,
  GetComplianceDetailsByConfigRuleCommand,
  type RecorderStatus,
} from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { GetDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import type { Station } from '../../../fleet/aws/connect';
import { documentOf } from '../../runbook/builders';

export const NOW = new Date('2026-06-15T12:00:00Z');
export const PLACE = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' } as const;
export const VPC_ID = 'vpc-0aaaaaaaaaaaaaaa1';
export const FLOW_LOG_ID = 'fl-0aaaaaaaaaaaaaaa1';
export const RULE = 'rule-all-traffic';

export const awsError = (name: string, message = 'said AWS'): Error =>
  Object.assign(new Error(message), { name, $metadata: {} });

const RULES = [
  {
    ConfigRuleName: RULE,
    Description:
      'Every VPC has flow logs that meet the requirement all-traffic, and EC2 reports no delivery failure.',
    Source: { Owner: 'CUSTOM_LAMBDA' as const, SourceIdentifier: 'arn:function' },
    InputParameters: '{"maxAggregationInterval":"60"}',
  },
];

const REMEDIATION = {
  ConfigRuleName: RULE,
  TargetType: 'SSM_DOCUMENT' as const,
  TargetId: 'document',
  Automatic: true,
  Parameters: {
    VpcId: { ResourceValue: { Value: 'RESOURCE_ID' as const } },
    AutomationAssumeRole: { StaticValue: { Values: ['arn:aws:iam::111122223333:role/automation'] } },
  },
};

/** One account and Region with a VPC that our remediation has given a flow log. */
export function stage() {
  const clients = {
    cloudtrail: new CloudTrailClient({ region: PLACE.region }),
    config: new ConfigServiceClient({ region: PLACE.region }),
    ec2: new EC2Client({ region: PLACE.region }),
    securityhub: new SecurityHubClient({ region: PLACE.region }),
    ssm: new SSMClient({ region: PLACE.region }),
  };
  const [config, ec2, ssm] = [mockClient(clients.config), mockClient(clients.ec2), mockClient(clients.ssm)];
  const [securityhub, cloudtrail] = [mockClient(clients.securityhub), mockClient(clients.cloudtrail)];
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [{ VpcId: VPC_ID, OwnerId: PLACE.accountId }] });
  ec2.on(DescribeFlowLogsCommand).resolves({
    FlowLogs: [
      {
        FlowLogId: FLOW_LOG_ID,
        ResourceId: VPC_ID,
        FlowLogStatus: 'ACTIVE',
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: 'arn:aws:s3:::central',
        MaxAggregationInterval: 60,
        CreationTime: new Date('2026-06-10T08:00:00Z'),
        Tags: [
          { Key: 'vpc-flow-logs-compliance:requirement', Value: 'all-traffic' },
          { Key: 'vpc-flow-logs-compliance:execution', Value: '8bb7e898-78ed-6894-12c0-d38b03af7b34' },
        ],
      },
    ],
  });
  config.on(DescribeConfigurationRecordersCommand).resolves({
    ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }],
  });
  config.on(DescribeConfigurationRecorderStatusCommand).resolves({
    ConfigurationRecordersStatus: [
      { name: 'default', recording: true, lastStatus: 'SUCCESS' as RecorderStatus },
    ],
  });
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: RULES });
  config.on(DescribeRemediationConfigurationsCommand).resolves({ RemediationConfigurations: [REMEDIATION] });
  ssm.on(GetDocumentCommand).resolves({ Content: JSON.stringify(documentOf()) });
  config.on(DescribeConfigRuleEvaluationStatusCommand).resolves({
    ConfigRulesEvaluationStatus: [
      { ConfigRuleName: RULE, LastSuccessfulEvaluationTime: new Date('2026-06-15T06:00:00Z') },
    ],
  });
  config.on(GetComplianceDetailsByConfigRuleCommand).resolves({
    EvaluationResults: [
      {
        EvaluationResultIdentifier: { EvaluationResultQualifier: { ResourceId: VPC_ID } },
        ComplianceType: 'COMPLIANT',
        Annotation: 'captures ALL',
        ConfigRuleInvokedTime: new Date('2026-06-15T06:00:00Z'),
        ResultRecordedTime: new Date('2026-06-15T06:00:02Z'),
      },
    ],
  });
  config.on(DescribeRemediationExecutionStatusCommand).resolves({
    RemediationExecutionStatuses: [
      {
        ResourceKey: { resourceType: 'AWS::EC2::VPC', resourceId: VPC_ID },
        State: 'SUCCEEDED',
        InvocationTime: new Date('2026-06-10T07:50:00Z'),
        LastUpdatedTime: new Date('2026-06-10T08:01:00Z'),
      },
    ],
  });
  config.on(DescribeRemediationExceptionsCommand).resolves({ RemediationExceptions: [] });
  securityhub.on(GetFindingsCommand).resolves({ Findings: [finding('PASSED')] });
  cloudtrail.on(LookupEventsCommand).resolves({ Events: [] });
  cloudtrail
    .on(LookupEventsCommand, {
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateFlowLogs' }],
    })
    .resolves({ Events: [creation(FLOW_LOG_ID, VPC_ID, '2026-06-10T08:00:00Z')] });
  return {
    station: { place: PLACE, clients } as unknown as Station,
    ...{ clients, cloudtrail, config, ec2, securityhub },
  };
}

export const finding = (Status: 'PASSED' | 'FAILED', given: object = {}) => ({
  SchemaVersion: '2018-10-08',
  Id: 'arn:aws:securityhub:eu-west-1:111122223333:security-control/EC2.6/finding/1',
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
  GeneratorId: 'security-control/EC2.6',
  AwsAccountId: PLACE.accountId,
  CreatedAt: '2026-06-01T00:00:00.000Z',
  UpdatedAt: '2026-06-15T01:00:02.000Z',
  LastObservedAt: '2026-06-15T01:00:00.000Z',
  Title: 'VPC flow logging should be enabled in all VPCs',
  Description: 'x',
  Resources: [{ Type: 'AwsEc2Vpc', Id: `arn:aws:ec2:eu-west-1:111122223333:vpc/${VPC_ID}` }],
  Compliance: { Status, SecurityControlId: 'EC2.6' },
  Workflow: { Status: 'NEW' as const },
  ...given,
});

export const creation = (flowLogId: string, resourceId: string, eventTime: string) => ({
  EventName: 'CreateFlowLogs',
  EventTime: new Date(eventTime),
  CloudTrailEvent: JSON.stringify({
    eventTime,
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/automation/Automation-8bb7e898',
      invokedBy: 'ssm.amazonaws.com',
    },
    requestParameters: { CreateFlowLogsRequest: { ResourceId: { tag: 1, content: resourceId } } },
    responseElements: { CreateFlowLogsResponse: { flowLogIdSet: { item: flowLogId } } },
  }),
});

export const deletion = (flowLogId: string, eventTime: string) => ({
  EventName: 'DeleteFlowLogs',
  EventTime: new Date(eventTime),
  CloudTrailEvent: JSON.stringify({
    eventTime,
    userIdentity: { type: 'IAMUser', userName: 'mallory' },
    requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: flowLogId } } },
    responseElements: { DeleteFlowLogsResponse: { unsuccessful: '' } },
  }),
});
