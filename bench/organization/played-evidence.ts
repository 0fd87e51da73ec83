import type { Event } from '@aws-sdk/client-cloudtrail';
import type {
  ConfigRule,
  RemediationConfiguration,
  RemediationExecutionStatus,
} from '@aws-sdk/client-config-service';
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { Place } from '../../policy';
import {
  parseRequirement,
  ROLE_PARAMETER,
  remediationDocument,
  remedyOf,
  ruleDescription,
  VPC_PARAMETER,
} from '../../runbook';
import type { Estate } from '../estate';
import { RULE } from '../place';

/** What Config, Systems Manager, Security Hub and CloudTrail hold about an estate, beside what EC2 lists. */

const NAME = 'all-traffic';
const DOCUMENT = `${NAME}-remediation`;
const CHECKED = '2024-05-06T06:00:00.000Z';
const CREATED = new Date('2024-05-01T09:30:00Z');

export const ruleIn = ({ region, accountId }: Place): ConfigRule => ({
  ConfigRuleName: RULE,
  ConfigRuleArn: `arn:aws:config:${region}:${accountId}:config-rule/config-rule-abcdef`,
  Description: ruleDescription(NAME),
  InputParameters: '{}',
  Source: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: `arn:aws:lambda:${region}:${accountId}:function:rule` },
});

export const remediationIn = ({ accountId }: Place): RemediationConfiguration => ({
  ConfigRuleName: RULE,
  TargetType: 'SSM_DOCUMENT',
  TargetId: DOCUMENT,
  Automatic: true,
  MaximumAutomaticAttempts: 3,
  RetryAttemptSeconds: 600,
  Parameters: {
    [VPC_PARAMETER]: { ResourceValue: { Value: 'RESOURCE_ID' } },
    [ROLE_PARAMETER]: { StaticValue: { Values: [`arn:aws:iam::${accountId}:role/remediation`] } },
  },
});

export function documentContent(): string {
  const read = parseRequirement({ name: NAME }, '');
  if (!read.ok) throw new Error("the bench's own requirement is refused");
  const { parameters } = read.value;
  const flowLog = remedyOf(read.value, { type: 's3', bucketArn: 'arn:aws:s3:::central-flow-logs' });
  return JSON.stringify(remediationDocument({ functionName: 'rule', parameters, flowLog, settleMinutes: 5 }));
}

/** Of every tenth VPC, Config still shows that it was remediated. */
export const executionsOf = ({ vpcs }: Estate): readonly RemediationExecutionStatus[] =>
  vpcs
    .filter((_, index) => index % 10 === 0)
    .map(({ VpcId }) => ({
      ResourceKey: { resourceType: 'AWS::EC2::VPC', resourceId: VpcId },
      State: 'SUCCEEDED',
      InvocationTime: CREATED,
      LastUpdatedTime: CREATED,
      StepDetails: [],
    }));

/** One for each VPC: EC2.6 is content with REJECT. */
export const findingsOf = ({ vpcs }: Estate, { region, accountId }: Place): readonly AwsSecurityFinding[] =>
  vpcs.map(({ VpcId }) => ({
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:securityhub:${region}:${accountId}:security-control/EC2.6/finding/${VpcId}`,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
    GeneratorId: 'security-control/EC2.6',
    AwsAccountId: accountId,
    CreatedAt: CHECKED,
    UpdatedAt: CHECKED,
    LastObservedAt: CHECKED,
    Title: 'VPC flow logging should be enabled in all VPCs',
    Description: 'This control checks whether Amazon VPC Flow Logs are found and enabled for VPCs.',
    Severity: { Label: 'INFORMATIONAL' },
    Resources: [{ Type: 'AwsEc2Vpc', Id: `arn:aws:ec2:${region}:${accountId}:vpc/${VpcId}` }],
    Compliance: { Status: 'PASSED', SecurityControlId: 'EC2.6' },
    Workflow: { Status: 'RESOLVED' },
    RecordState: 'ACTIVE',
  }));

/** Of the flow logs of every twentieth VPC, 90 days still tell who created them. */
export const creationsOf = ({ flowLogs }: Estate, { accountId }: Place): readonly Event[] =>
  flowLogs
    .filter((_, index) => index % 20 === 0)
    .map(({ FlowLogId, ResourceId }) => ({
      EventId: `event-${FlowLogId}`,
      EventName: 'CreateFlowLogs',
      EventTime: CREATED,
      Username: 'network',
      CloudTrailEvent: JSON.stringify({
        eventVersion: '1.10',
        userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${accountId}:assumed-role/network/pipeline` },
        eventTime: CREATED.toISOString(),
        eventSource: 'ec2.amazonaws.com',
        eventName: 'CreateFlowLogs',
        requestParameters: {
          CreateFlowLogsRequest: { ResourceType: 'VPC', ResourceId: { tag: 1, content: ResourceId } },
        },
        responseElements: { CreateFlowLogsResponse: { flowLogIdSet: { item: FlowLogId } } },
      }),
    }));
