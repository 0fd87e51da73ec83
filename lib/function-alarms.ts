import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { RuleFunction } from './rule-function';

export interface FunctionAlarmsProps {
  readonly ruleFunction: RuleFunction;
  readonly alarmTopicArn: string | undefined;
}

interface AlarmDefinition {
  readonly metric: IMetric;
  readonly threshold: number;
  /** What it means, and what to do about it. */
  readonly alarmDescription: string;
}

/** A rule whose function fails keeps its last verdicts and looks healthy in the Config console: these tell. */
export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { ruleFunction, alarmTopicArn }: FunctionAlarmsProps) {
    super(scope, id);
    const actions =
      alarmTopicArn === undefined ? [] : [new SnsAction(Topic.fromTopicArn(this, 'Topic', alarmTopicArn))];
    for (const [name, definition] of Object.entries(alarmDefinitions(ruleFunction)))
      new Alarm(this, name, {
        ...definition,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(...actions);
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
const alarmDefinitions = (ruleFunction: RuleFunction): Readonly<Record<string, AlarmDefinition>> => ({
  // Lambda retries an event twice: one error heals itself, three are an event given up or a fault that stays.
  Errors: {
    metric: ruleFunction.function.metricErrors({ statistic: Stats.SUM, period: Duration.minutes(15) }),
    threshold: 3,
    alarmDescription:
      "The function that judges VPC flow logs keeps failing, so verdicts may be out of date and nothing is remediated. Read the errors in the function's log group and repair their cause; the next scheduled sweep then puts every verdict right.",
  },
  // The page names no unit; tools that read this metric take milliseconds. It grows while events wait or are retried.
  AsyncEventAge: {
    metric: ruleFunction.function.metric('AsyncEventAge', {
      statistic: Stats.MAXIMUM,
      period: Duration.minutes(5),
    }),
    threshold: Duration.minutes(15).toMilliseconds(),
    alarmDescription:
      "Changes of VPCs wait for longer than 15 minutes to be judged. Look at the function's Throttles and at the account's concurrency limit, then at its errors.",
  },
  FailureQueue: {
    metric: ruleFunction.failureQueue.metricApproximateNumberOfMessagesVisible({
      statistic: Stats.MAXIMUM,
      period: Duration.minutes(5),
    }),
    threshold: 1,
    alarmDescription:
      'An event was given up after all retries: its VPC keeps its last verdict until the next scheduled sweep. Read the cause in the message of the failure queue (responsePayload), repair it, then purge the queue.',
  },
});
