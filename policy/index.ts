export { isSameDestination, parseArn } from './arn';
export { DECISION_PREFIX, DECISIONS, type Decision, decide, printDecision, safeProse } from './decision';
export {
  AGGREGATION_INTERVALS,
  DESTINATION_TYPES,
  type DestinationType,
  FILE_FORMATS,
  type FileFormat,
  type FlowLog,
  type Place,
  type Subnet,
  TRAFFIC_TYPES,
  type Vpc,
} from './facts';
export { type Issue, printIssue, printIssues, type Result, showValue } from './issue';
export {
  type Captures,
  type Circumstances,
  complianceTypeOf,
  type InScope,
  isVerdict,
  type Judgement,
  judge,
  judgeCoverage,
  judgeScope,
  notApplicable,
  type Verdict,
} from './judge';
export { isJudgeRequest, JUDGE_ACTION, type JudgeRequest, parseJudgeRequest } from './judge-request';
export { flag, type Kind, listOf, matching, oneOf, optional, VPC_ID_PATTERN, wholeNumber } from './kinds';
export { PARAMETERS, type RuleParameters } from './parameters';
export { parseParameters, printParameters, RULE_PARAMETERS_LIMIT } from './parse-parameters';
export { type ComplianceType, REASONS, type Reason } from './reasons';
export { DEFAULT_FIELDS, parseLogFormat, printLogFormat, RECORD_FIELDS } from './record-fields';
export { printDefault, readSettings, type SettingsOf, type SettingTable, setting } from './settings';
export { PARAMETER_SUMMARIES, REASON_SUMMARIES } from './summaries';
