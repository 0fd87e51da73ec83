import { type Issue, type Result, showValue } from './issue';
import { VPC_ID_PATTERN } from './kinds';

/** How the Automation document asks the rule's function for a decision: a flat map of strings, unlike any Config event. */
export interface JudgeRequest {
  readonly action: typeof JUDGE_ACTION;
  readonly vpcId: string;
  /** The rule's parameters as one JSON text. */
  readonly ruleParameters: string;
  /** Where the remediation would deliver to, as an ARN. */
  readonly logDestination: string;
  /** By which role, as an ARN; to CloudWatch Logs only. */
  readonly deliveryRoleArn?: string | undefined;
}

export const JUDGE_ACTION = 'judge-flow-logs';

export const isJudgeRequest = (event: unknown): event is Readonly<Record<string, unknown>> =>
  typeof event === 'object' && event !== null && 'action' in event && event.action === JUDGE_ACTION;

/** Reads an event that calls itself a judge request; every issue at once. */
export function parseJudgeRequest(event: Readonly<Record<string, unknown>>): Result<JudgeRequest> {
  const issues: Issue[] = [];
  const read = (setting: keyof JudgeRequest, pattern: RegExp, allowed: string): string | undefined => {
    const given = event[setting];
    if (typeof given === 'string' && pattern.test(given)) return given;
    issues.push({ setting, got: showValue(given), allowed, remedy: 'correct the Automation document' });
    return undefined;
  };
  const vpcId = read('vpcId', new RegExp(VPC_ID_PATTERN), 'a VPC id');
  const ruleParameters = read('ruleParameters', /^\{/, 'the rule parameters as a JSON text');
  const logDestination = read('logDestination', /^arn:/, 'the ARN of a log destination');
  const deliveryRoleArn =
    event['deliveryRoleArn'] === undefined
      ? undefined
      : read('deliveryRoleArn', /^arn:/, 'the ARN of a role');
  if (
    issues.length > 0 ||
    vpcId === undefined ||
    ruleParameters === undefined ||
    logDestination === undefined
  )
    return { ok: false, issues };
  const request = { action: JUDGE_ACTION, vpcId, ruleParameters, logDestination } as const;
  return { ok: true, value: deliveryRoleArn === undefined ? request : { ...request, deliveryRoleArn } };
}
