import type { Code } from 'aws-cdk-lib/aws-lambda';
import { type Requirement, sharedDestinationIssues } from '../runbook';
import type { AppSettings } from './app-settings';
import { type FlowLogsSettings, readFlowLogsSettings } from './flow-logs-settings';
import { bundledFunctionCode } from './function-code';
import { LogDestination } from './log-destination';
import { writtenArn } from './one-of-two';
import type { RequirementProps } from './requirement-props';
import { mistakeOf } from './user-mistake';

/** What the app deploys; each value is validated as its namesake in `cdk.json` is. */
export interface FlowLogsComplianceProps {
  /**
   * The requirements, each of which becomes one Config rule with its own remediation.
   *
   * @default - one requirement all-traffic: all traffic of every VPC, to a bucket of the stack, remediated automatically
   */
  readonly requirements?: readonly RequirementProps[];

  /**
   * How often every VPC is judged, whether it changed or not.
   *
   * @default 'Six_Hours'
   */
  readonly schedule?: AppSettings['schedule'];

  /**
   * What has VPCs judged beside the schedule: changes of VPCs and of flow logs, of flow logs only, or nothing.
   *
   * @default 'changes-and-schedule'
   */
  readonly triggers?: AppSettings['triggers'];

  /**
   * Days that the function's own log is kept.
   *
   * @default 90
   */
  readonly logRetentionDays?: AppSettings['logRetentionDays'];

  /**
   * ARN of an SNS topic that the alarms notify.
   *
   * @default - the alarms show in CloudWatch only
   */
  readonly alarmTopicArn?: string;

  /**
   * ARN of a managed policy that bounds the permissions of every role of the stack.
   *
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;

  /**
   * The path of every role of the stack.
   *
   * @default '/'
   */
  readonly rolePath?: string;

  /**
   * The function's code, with a file index.js that exports handler.
   *
   * @default - the bundle that npm run build makes
   */
  readonly functionCode?: Code;
}

export interface PlannedRequirement {
  readonly requirement: Requirement;
  readonly destination: LogDestination;
}

/** Validated settings, with the destinations that only constructs can hold. */
export interface Plan extends Omit<FlowLogsSettings, 'requirements'> {
  readonly requirements: readonly PlannedRequirement[];
  readonly functionCode: Code;
}

/** Validates props as `cdk.json` is validated. */
export function planOf({ functionCode, ...props }: FlowLogsComplianceProps): Plan {
  const { alarmTopicArn, permissionsBoundaryArn, requirements } = props;
  const settings = readFlowLogsSettings(
    {
      ...props,
      // What is of the same app has no ARN yet that could be looked at.
      alarmTopicArn: writtenArn(alarmTopicArn),
      permissionsBoundaryArn: writtenArn(permissionsBoundaryArn),
      requirements: requirements?.map((each) => ({ ...each, destination: each.destination?.settings })),
    },
    '',
  );
  refuseSharedGroups(settings.requirements, requirements ?? []);
  return {
    ...settings,
    alarmTopicArn: alarmTopicArn || undefined,
    permissionsBoundaryArn: permissionsBoundaryArn || undefined,
    functionCode: functionCode ?? bundledFunctionCode(),
    requirements: settings.requirements.map((requirement, index) => ({
      requirement,
      destination: requirements?.[index]?.destination ?? LogDestination.s3(),
    })),
  };
}

/** As the settings are, where they name log groups by ARN. */
function refuseSharedGroups(
  requirements: readonly Requirement[],
  given: NonNullable<FlowLogsComplianceProps['requirements']>,
): void {
  const issues = sharedDestinationIssues(
    requirements,
    (requirement) => given[requirements.indexOf(requirement)]?.destination?.groupOfTheApp,
    () => 'a log group of the app',
  );
  if (issues.length > 0) throw mistakeOf(issues);
}
