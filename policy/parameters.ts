import {
  AGGREGATION_INTERVALS,
  DESTINATION_TYPES,
  type DestinationType,
  FILE_FORMATS,
  TRAFFIC_TYPES,
  type TrafficType,
} from './facts';
import {
  destinationPattern,
  flag,
  listOf,
  oneOf,
  optional,
  scopeTags,
  tagKey,
  vpcId,
  wholeNumber,
} from './kinds';
import { RECORD_FIELDS } from './record-fields';
import { type SettingsOf, type SettingTable, setting } from './settings';

/**
 * The rule's parameters, once. The Lambda's parser, the rule's InputParameters, the props, the document and the README
 * derive from this table.
 */
export const PARAMETERS = {
  trafficType: setting<TrafficType>(
    oneOf(TRAFFIC_TYPES),
    'ALL',
    'Traffic that must be captured. ALL covers both others; an ACCEPT and a REJECT flow log together cover ALL.',
  ),
  destinationTypes: setting<readonly DestinationType[]>(
    listOf(oneOf(DESTINATION_TYPES), 'any of cloud-watch-logs, s3 and kinesis-data-firehose'),
    [],
    'Types of destination that will do. Of several requirements, each asks for what its own remediation creates.',
    'any',
  ),
  destinations: setting<readonly string[]>(
    listOf(destinationPattern, destinationPattern.allowed),
    [],
    'Approved destinations; `*` stands for any text within one ARN part, and a bucket approves its prefixes.',
    'any',
  ),
  maxAggregationInterval: setting<number>(
    oneOf(AGGREGATION_INTERVALS),
    600,
    'Longest aggregation interval that will do, in seconds.',
  ),
  requiredFields: setting<readonly string[]>(
    listOf(oneOf(RECORD_FIELDS), 'fields of a flow log record, such as vpc-id,flow-direction'),
    [],
    'Fields that the log format must hold.',
  ),
  fileFormat: setting(
    optional(oneOf(FILE_FORMATS)),
    undefined,
    'File format that flow logs to S3 must have; other destinations have none.',
    'any',
  ),
  includeDefaultVpcs: setting(flag, true, 'Judge default VPCs too, as Security Hub EC2.6 does.'),
  scopeTags: setting(
    scopeTags,
    {},
    'Judge only VPCs that have all of these tags; values ignore case.',
    'all VPCs',
  ),
  exemptTagKey: setting(
    optional(tagKey),
    undefined,
    'A VPC whose tag of this key holds a date (2027-01-31) is exempt through that day, UTC; any other value exempts nothing.',
  ),
  maxExemptionDays: setting(
    wholeNumber(1, 3650),
    90,
    'An exemption that ends further away than this, in days, exempts nothing.',
  ),
  exemptVpcIds: setting<readonly string[]>(
    listOf(vpcId, vpcId.allowed),
    [],
    'VPCs that are exempt without an end.',
  ),
  acceptSubnetCoverage: setting(
    flag,
    false,
    'A VPC is covered as well when each of its subnets has flow logs of its own that meet the requirement.',
  ),
} as const satisfies SettingTable;

/** What a covering flow log must be, and which VPCs need one. */
export type RuleParameters = SettingsOf<typeof PARAMETERS>;
