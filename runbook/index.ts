export type { AutomationDocument, Step } from './automation-document';
export { type CreatedFlowLog, OWNERSHIP_TAGS, RECOMMENDED_FIELDS } from './created-flow-log';
export type { DeliveryTarget } from './destination';
export { destinationAt } from './destination-at';
export {
  DEFAULT_RETENTION_DAYS,
  DESTINATION_SETTINGS,
  DESTINATION_SUMMARIES,
  type DestinationSettings,
  type LogGroupSettings,
  RETENTION_DAYS,
} from './destination-settings';
export {
  FAIL_SCRIPT,
  ROLE_PARAMETER,
  remediationDocument,
  VPC_PARAMETER,
} from './remediation-document';
export { remedyIssues, remedyOf, shapeIdOf } from './remedy';
export {
  parseRequirement,
  REMEDIATION_SETTINGS,
  REMEDIATION_SUMMARIES,
  type RemediationSettings,
  type Requirement,
  settleMinutesOf,
} from './requirement';
export { APP_SETTING_NAMES, readRequirements } from './requirements';
export { retryWindowSeconds } from './retry-window';
export { describedRequirement, ruleDescription } from './rule-description';
export { sharedDestinationIssues } from './shared-destination';
