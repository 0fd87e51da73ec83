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
 * The rule's parameters, once. The Lambda's parser, the rule's InputParameters, the props, the document and the
 * tables of the pages derive from this one.
 */
export const PARAMETERS = {
  trafficType: setting<TrafficType>(oneOf(TRAFFIC_TYPES), 'ALL'),
  destinationTypes: setting<readonly DestinationType[]>(
    listOf(oneOf(DESTINATION_TYPES), 'any of cloud-watch-logs, s3 and kinesis-data-firehose'),
    [],
    'any',
  ),
  destinations: setting<readonly string[]>(listOf(destinationPattern, destinationPattern.allowed), [], 'any'),
  maxAggregationInterval: setting<number>(oneOf(AGGREGATION_INTERVALS), 600),
  requiredFields: setting<readonly string[]>(
    listOf(oneOf(RECORD_FIELDS), 'fields of a flow log record, such as vpc-id,flow-direction'),
    [],
  ),
  fileFormat: setting(optional(oneOf(FILE_FORMATS)), undefined, 'any'),
  includeDefaultVpcs: setting(flag, true),
  scopeTags: setting(scopeTags, {}, 'all VPCs'),
  exemptTagKey: setting(optional(tagKey), undefined),
  maxExemptionDays: setting(wholeNumber(1, 3650), 90),
  exemptVpcIds: setting<readonly string[]>(listOf(vpcId, vpcId.allowed), []),
  acceptSubnetCoverage: setting(flag, false),
  maxRemediationsPerSweep: setting(optional(wholeNumber(1, 10_000)), undefined),
} satisfies SettingTable;

/** What a covering flow log must be, and which VPCs need one. */
export type RuleParameters = SettingsOf<typeof PARAMETERS>;
