import type { Issue } from '../policy';
import type { AutomationDocument, Step } from './automation-document';
import { expectedTarget } from './expected-target';
import { remediationDocument } from './remediation-document';
import { remedyOf } from './remedy';
import { type RemediationSettings, type Requirement, settleMinutesOf } from './requirement';

/** Seconds (API_RemediationConfiguration, RetryAttemptSeconds). */
const LONGEST_RETRY_WINDOW = 2_678_000;
/** Seconds. Config documents no pause between attempts; where they wait for an evaluation, a schedule gives one within a day. */
const LONGEST_PAUSE = 24 * 3600;

/**
 * The window, in seconds, within which Config must count all attempts for its limit to trip. Its default of 60 s is over
 * before one of our executions is: a VPC that cannot be repaired would be retried, and paid for, without end.
 *
 * Config works through the non-compliant VPCs a share at a time, so that the attempts on one VPC lie a whole pass apart. A
 * pass takes up to 100 / rate executions one after another, and twice that where the share is rounded down.
 */
export function retryWindowSeconds(
  document: AutomationDocument,
  remediation: Pick<RemediationSettings, 'maximumAutomaticAttempts' | 'concurrentExecutionRatePercentage'>,
): number {
  const { maximumAutomaticAttempts, concurrentExecutionRatePercentage } = remediation;
  const passSeconds = longestSeconds(document) * 2 * Math.ceil(100 / concurrentExecutionRatePercentage);
  return maximumAutomaticAttempts * Math.max(passSeconds, LONGEST_PAUSE);
}

/** How long an execution lasts that waits at every step and fails, when each call takes its whole time limit. */
export const longestSeconds = ({ mainSteps }: AutomationDocument): number =>
  mainSteps.filter((step) => !endsInSuccess(step)).reduce((total, step) => total + secondsOf(step), 0);

const endsInSuccess = (step: Step): boolean => step.action === 'aws:sleep' && step.isEnd === true;

function secondsOf(step: Step): number {
  switch (step.action) {
    case 'aws:sleep':
      return Number(/^PT(\d+)S$/.exec(step.inputs.Duration)?.[1] ?? step.timeoutSeconds);
    case 'aws:branch':
      return 1;
    case 'aws:invokeLambdaFunction':
    case 'aws:executeAwsApi':
    case 'aws:executeScript':
      return step.timeoutSeconds * (step.maxAttempts ?? 1);
  }
}

/** A window that Config does not offer would leave the limit on attempts without effect. */
export function retryWindowIssues(requirement: Requirement): readonly Issue[] {
  const { name, parameters, remediation } = requirement;
  if (remediation.mode !== 'automatic') return [];
  const document = remediationDocument({
    functionName: 'function',
    parameters,
    flowLog: remedyOf(requirement, expectedTarget(requirement)),
    settleMinutes: settleMinutesOf(remediation),
  });
  const seconds = retryWindowSeconds(document, remediation);
  if (seconds <= LONGEST_RETRY_WINDOW) return [];
  return [
    {
      setting: `requirement ${name}`,
      got: `attempts that take up to ${seconds} s`,
      allowed: `at most ${LONGEST_RETRY_WINDOW} s, the longest window in which Config counts attempts`,
      remedy: 'lower maximumAutomaticAttempts or settleMinutes, or raise concurrentExecutionRatePercentage',
    },
  ];
}
