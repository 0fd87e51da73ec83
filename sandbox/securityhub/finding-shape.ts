import { derivedHex } from '../ec2/derived-id';
import { resourceArn } from '../ec2/resource-arn';
import type { RegionState } from '../world';
import type { ControlFinding } from './state';

const TYPES = ['Software and Configuration Checks/Industry and Regulatory Standards'];
const SEVERITY = { Label: 'MEDIUM', Original: 'MEDIUM' } as const;
const STANDARDS = [
  'standards/aws-foundational-security-best-practices/v/1.0.0',
  'standards/cis-aws-foundations-benchmark/v/5.0.0',
];

export type ListedFinding = ReturnType<typeof listedFinding>;

/** https://docs.aws.amazon.com/securityhub/latest/userguide/sample-control-findings.html, consolidated */
export function listedFinding(region: RegionState, finding: ControlFinding) {
  const { partition, region: regionName, accountId } = region.place;
  const productArn = `arn:${partition}:securityhub:${regionName}::product/aws/securityhub`;
  const vpcArn = resourceArn(region, 'vpc', finding.vpcId);
  const tags = region.vpcs.get(finding.vpcId)?.tags ?? {};
  return {
    SchemaVersion: '2018-10-08',
    Id: finding.id,
    ProductArn: productArn,
    ProductName: 'Security Hub',
    CompanyName: 'AWS',
    Region: regionName,
    GeneratorId: 'security-control/EC2.6',
    AwsAccountId: accountId,
    Types: TYPES,
    FirstObservedAt: finding.createdAt.toISOString(),
    LastObservedAt: finding.lastObservedAt.toISOString(),
    CreatedAt: finding.createdAt.toISOString(),
    UpdatedAt: finding.updatedAt.toISOString(),
    Severity: { ...SEVERITY, Normalized: finding.status === 'FAILED' ? 40 : 0 },
    Title: 'VPC flow logging should be enabled in all VPCs',
    Description:
      'This control checks whether Amazon VPC flow logs are found and enabled for VPCs. The traffic type is set to REJECT.',
    Remediation: {
      Recommendation: {
        Text: 'For information on how to correct this issue, consult the AWS Security Hub controls documentation.',
        Url: 'https://docs.aws.amazon.com/console/securityhub/EC2.6/remediation',
      },
    },
    ProductFields: {
      'RelatedAWSResources:0/name': `securityhub-vpc-flow-logs-enabled-${derivedHex(8, accountId, regionName)}`,
      'RelatedAWSResources:0/type': 'AWS::Config::ConfigRule',
      'aws/securityhub/ProductName': 'Security Hub',
      'aws/securityhub/CompanyName': 'AWS',
      'Resources:0/Id': vpcArn,
      'aws/securityhub/FindingId': `${productArn}/${finding.id}`,
    },
    Resources: [
      {
        Type: 'AwsEc2Vpc',
        Id: vpcArn,
        Partition: partition,
        Region: regionName,
        ...(Object.keys(tags).length > 0 && { Tags: { ...tags } }),
      },
    ],
    Compliance: {
      Status: finding.status,
      SecurityControlId: 'EC2.6',
      AssociatedStandards: STANDARDS.map((StandardsId) => ({ StandardsId })),
    },
    WorkflowState: 'NEW',
    Workflow: { Status: finding.workflow },
    RecordState: finding.recordState,
    FindingProviderFields: { Severity: SEVERITY, Types: TYPES },
  };
}
