import { matching, oneOf, optional, type SettingsOf, type SettingTable, setting } from '../policy';
import { TRIGGERS } from './triggers';

/** Config knows no other frequencies (SourceDetail, MaximumExecutionFrequency). */
export const SCHEDULES = [
  'One_Hour',
  'Three_Hours',
  'Six_Hours',
  'Twelve_Hours',
  'TwentyFour_Hours',
] as const;

/** CloudWatch Logs knows no other retention periods (PutRetentionPolicy, retentionInDays). */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const topicArn = matching(
  /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
  'the ARN of a standard SNS topic, arn:aws:sns:eu-west-1:111122223333:name',
);

/** The settings of `flowLogs` in `cdk.json` that are not of one requirement; the README's table derives from it. */
export const APP_SETTINGS = {
  schedule: setting(oneOf(SCHEDULES), 'Six_Hours'),
  triggers: setting(oneOf(TRIGGERS), 'changes-and-schedule'),
  logRetentionDays: setting(oneOf(RETENTION_DAYS), 90),
  alarmTopicArn: setting(optional(topicArn), undefined, 'none, the alarms show in CloudWatch only'),
} as const satisfies SettingTable;

/** What they are for, in the words of the documentation. */
export const APP_SUMMARIES: Readonly<Record<keyof typeof APP_SETTINGS, string>> = {
  schedule:
    'How often every VPC is judged, whether it changed or not: the longest that a missed change stays unseen.',
  triggers:
    'What has VPCs judged beside the schedule: changes of VPCs and of flow logs, of flow logs only, or nothing. What is left out is noticed at the next sweep.',
  logRetentionDays: "Days that the function's own log is kept. It says nothing about flow logs.",
  alarmTopicArn: 'An SNS topic of this Region that the alarms notify.',
};

export type AppSettings = SettingsOf<typeof APP_SETTINGS>;
