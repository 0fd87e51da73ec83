import { matching, oneOf, optional, type SettingsOf, type SettingTable, setting } from '../policy';
import { RETENTION_DAYS } from '../runbook';
import { TRIGGERS } from './triggers';

/** Config knows no other frequencies (SourceDetail, MaximumExecutionFrequency). */
export const SCHEDULES = [
  'One_Hour',
  'Three_Hours',
  'Six_Hours',
  'Twelve_Hours',
  'TwentyFour_Hours',
] as const;

const topicArn = matching(
  /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
  'the ARN of a standard SNS topic, arn:aws:sns:eu-west-1:111122223333:name',
);

/** A boundary is a managed policy of the same account, or of AWS. */
const policyArn = matching(
  /^arn:[a-z-]+:iam::(\d{12}|aws):policy\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/,
  'the ARN of a managed policy, arn:aws:iam::111122223333:policy/name',
);

/**
 * Config takes at most 256 characters for a parameter of a remediation, which the ARN of the automation role is:
 * 37 up to the path, in the partition with the longest name, and 64 of the role's name.
 */
const LONGEST_PATH = 155;

const rolePath = matching(
  new RegExp(`^(?=.{1,${LONGEST_PATH}}$)/([\\w+=,.@-]+/)*$`),
  `a path such as /platform/flow-logs/, of at most ${LONGEST_PATH} characters, which starts and ends with a slash`,
);

/** The settings of `flowLogs` in `cdk.json` that are not of one requirement; docs/configuration.md derives from it. */
export const APP_SETTINGS = {
  schedule: setting(oneOf(SCHEDULES), 'Six_Hours'),
  triggers: setting(oneOf(TRIGGERS), 'changes-and-schedule'),
  logRetentionDays: setting(oneOf(RETENTION_DAYS), 90),
  alarmTopicArn: setting(optional(topicArn), undefined, 'none, the alarms show in CloudWatch only'),
  permissionsBoundaryArn: setting(optional(policyArn), undefined),
  rolePath: setting(rolePath, '/'),
} as const satisfies SettingTable;

/** What they are for, in the words of the documentation. */
export const APP_SUMMARIES: Readonly<Record<keyof typeof APP_SETTINGS, string>> = {
  schedule:
    'How often every VPC is judged, whether it changed or not: the longest that a missed change stays unseen.',
  triggers:
    'What has VPCs judged beside the schedule: changes of VPCs and of flow logs, of flow logs only, or nothing. What is left out is noticed at the next sweep.',
  logRetentionDays: "Days that the function's own log is kept. It says nothing about flow logs.",
  alarmTopicArn: 'An SNS topic of this Region that the alarms notify.',
  permissionsBoundaryArn: 'A managed policy that bounds the permissions of every role that the stack makes.',
  rolePath: 'The path of every role that the stack makes.',
};

export type AppSettings = SettingsOf<typeof APP_SETTINGS>;
