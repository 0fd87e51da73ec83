export { FlowLogsCompliance } from './flow-logs-compliance';
export type { FlowLogsComplianceProps } from './flow-logs-compliance-props';
export { FlowLogsComplianceStack, type FlowLogsComplianceStackProps } from './flow-logs-compliance-stack';
export { parseFlowLogsContext } from './flow-logs-context';
export { LogDestination, type S3LogDestinationProps } from './log-destination';
export type { RemediationSettingsProps, RequirementProps, RuleParameterProps } from './requirement-props';
export { UserMistake } from './user-mistake';
