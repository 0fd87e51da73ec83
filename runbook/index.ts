export type { AutomationDocument, Step } from './automation-document';
export {
  type CreatedFlowLog,
  OWNERSHIP_TAGS,
  RECOMMENDED_FIELDS,
  type S3Destination,
} from './created-flow-log';
export {
  FAIL_SCRIPT,
  longestSeconds,
  type RemediationDocumentInput,
  ROLE_PARAMETER,
  remediationDocument,
  VPC_PARAMETER,
} from './remediation-document';
export { remedyIssues, remedyOf } from './remedy';
export {
  DESTINATION_SETTINGS,
  type DestinationSettings,
  parseRequirement,
  REMEDIATION_SETTINGS,
  type RemediationSettings,
  type Requirement,
  settleMinutesOf,
} from './requirement';
