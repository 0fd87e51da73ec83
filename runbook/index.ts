export type { AutomationDocument, Step } from './automation-document';
export {
  OWNERSHIP_TAGS,
  RECOMMENDED_FIELDS,
} from './created-flow-log';
export {
  FAIL_SCRIPT,
  ROLE_PARAMETER,
  remediationDocument,
  VPC_PARAMETER,
} from './remediation-document';
export { remedyIssues, remedyOf } from './remedy';
export {
  DESTINATION_SETTINGS,
  DESTINATION_SUMMARIES,
  parseRequirement,
  REMEDIATION_SETTINGS,
  REMEDIATION_SUMMARIES,
  type RemediationSettings,
  type Requirement,
  settleMinutesOf,
} from './requirement';
export { retryWindowIssues, retryWindowSeconds } from './retry-window';
