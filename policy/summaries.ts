import type { RuleParameters } from './parameters';
import type { Reason } from './reasons';

/**
 * What parameters and reasons are for, in the words of the documentation. Apart from their tables, because the function
 * shows none of it, and would load all of it at every start.
 */

export const PARAMETER_SUMMARIES: Readonly<Record<keyof RuleParameters, string>> = {
  trafficType:
    'Traffic that must be captured. ALL covers both others; an ACCEPT and a REJECT flow log together cover ALL.',
  destinationTypes:
    'Types of destination that will do. Of several requirements, each asks for the type that its own remediation creates; two of the same type may be met by one flow log, unless destinations tells them apart.',
  destinations:
    'Approved destinations; `*` stands for any text within one ARN part, and a bucket approves its prefixes.',
  maxAggregationInterval: 'Longest aggregation interval that will do, in seconds.',
  requiredFields: 'Fields that the log format must hold.',
  fileFormat: 'File format that flow logs to S3 must have; other destinations have none.',
  includeDefaultVpcs: 'Judge default VPCs too, as Security Hub EC2.6 does.',
  scopeTags: 'Judge only VPCs that have all of these tags; values ignore case.',
  exemptTagKey:
    'A VPC whose tag of this key holds a date (2027-01-31) is exempt through that day, UTC; any other value exempts nothing.',
  maxExemptionDays: 'An exemption that ends further away than this, in days, exempts nothing.',
  exemptVpcIds: 'VPCs that are exempt without an end.',
  acceptSubnetCoverage:
    'A VPC is covered as well when each of its subnets has flow logs of its own that meet the requirement.',
  maxRemediationsPerSweep:
    'Of the VPCs that a sweep finds NON_COMPLIANT, so many are released to automatic remediation, and as many each hour after it: the others wait with a remediation exception that ends by itself. Verdicts are the same. Remediation after the change of a single VPC is not capped.',
};

export const REASON_SUMMARIES: Readonly<Record<Reason, string>> = {
  covered: 'Flow logs of the VPC meet the whole requirement, and EC2 reports no delivery failure.',
  'subnets-covered':
    'Flow logs of each of its subnets meet the whole requirement, and acceptSubnetCoverage is set.',
  'no-flow-log': 'The VPC has no flow log of its own.',
  inactive: 'The nearest flow log is not ACTIVE.',
  'delivery-failed': 'The nearest flow log is ACTIVE, but EC2 reports that its records do not arrive.',
  'traffic-type': 'The nearest flow log leaves out traffic that must be captured.',
  'destination-type': 'The nearest flow log delivers to a type of destination that will not do.',
  destination: 'The nearest flow log delivers to a destination that is not approved.',
  'aggregation-interval': 'The nearest flow log aggregates for longer than allowed.',
  'log-format': "The nearest flow log's format lacks required fields.",
  'file-format': 'The nearest flow log writes another file format to S3.',
  shared: 'Another account owns the VPC; only the owner sees its flow logs and can create them.',
  'default-vpc': 'It is a default VPC, and includeDefaultVpcs is false.',
  'out-of-scope': 'Its tags are not those of scopeTags.',
  'exempt-id': 'It is listed in exemptVpcIds.',
  'exempt-tag': 'Its tag of the key exemptTagKey holds a date that has not passed.',
  gone: 'The VPC does not exist any more.',
  'not-recorded': 'Config does not record the VPC any more, or it left the scope of the rule.',
};
