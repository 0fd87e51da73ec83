import type { ConfigRuleEvaluationStatus, RemediationConfiguration } from '@aws-sdk/client-config-service';
import { attempt } from './attempt';
import type { DeployedRequirement } from './deployed-requirement';
import { type Finding, ok, problem, unknown } from './finding';
import type { ConfigReads } from './reads/config-reads';

export async function checkRule(
  config: ConfigReads,
  requirement: DeployedRequirement,
  now: Date,
): Promise<readonly Finding[]> {
  const { ruleName } = requirement;
  const findings = await Promise.all([
    attempt('rule-evaluates', ruleName, async () => [
      evaluation(ruleName, await config.ruleStatus(ruleName)),
    ]),
    attempt('remediation-present', ruleName, async () => {
      const remediation = await config.remediation(ruleName);
      const present = presence(requirement, remediation);
      const exceptions = remediation ? await checkExceptions(config, ruleName, now) : [];
      return [...present, ...exceptions];
    }),
  ]);
  return findings.flat();
}

/** Config keeps the message of the last failure after a success: the times tell which came last. */
export function evaluation(ruleName: string, status: ConfigRuleEvaluationStatus | undefined): Finding {
  if (!status) return problem('rule-evaluates', ruleName, 'AWS Config knows no rule of this name');
  const { LastErrorCode, LastErrorMessage } = status;
  const failed = [
    isLater(status.LastFailedEvaluationTime, status.LastSuccessfulEvaluationTime),
    isLater(status.LastFailedInvocationTime, status.LastSuccessfulInvocationTime),
  ];
  if (failed.includes(true))
    return problem(
      'rule-evaluates',
      ruleName,
      `the last evaluation failed: ${[LastErrorCode, LastErrorMessage].filter(Boolean).join(': ') || 'without a message'}`,
    );
  return status.LastSuccessfulEvaluationTime || status.LastSuccessfulInvocationTime
    ? ok('rule-evaluates', ruleName, 'the last evaluation succeeded')
    : unknown('rule-evaluates', ruleName, 'the rule has not evaluated anything yet');
}

const isLater = (time: Date | undefined, other: Date | undefined): boolean =>
  time !== undefined && (other === undefined || time > other);

export function presence(
  { ruleName, mode }: Pick<DeployedRequirement, 'ruleName' | 'mode'>,
  remediation: RemediationConfiguration | undefined,
): readonly Finding[] {
  const of = (finding: string) => [problem('remediation-present', ruleName, finding)];
  switch (mode) {
    case 'observe':
      return remediation ? of('the mode is observe, but the rule has a remediation') : [];
    case 'automatic':
      if (!remediation) return of('the mode is automatic, but the rule has no remediation');
      if (remediation.Automatic !== true) return of('the mode is automatic, but the remediation is manual');
      return [ok('remediation-present', ruleName, 'remediated automatically')];
    case 'manual':
      if (!remediation) return of('the mode is manual, but the rule has no remediation');
      if (remediation.Automatic === true) return of('the mode is manual, but the remediation is automatic');
      return [ok('remediation-present', ruleName, 'remediated by hand')];
  }
}

const SHOWN = 5;

/** One without an end stays until somebody clears it; the others wait for their turn, or for whoever set the end. */
const checkExceptions = (config: ConfigReads, ruleName: string, now: Date): Promise<readonly Finding[]> =>
  attempt('remediation-exceptions', ruleName, async () => {
    const exceptions = await config.exceptions(ruleName);
    const waiting = exceptions.filter(({ ExpirationTime }) => ExpirationTime && ExpirationTime > now);
    const vpcs = exceptions.filter((each) => !each.ExpirationTime).map(({ ResourceId = '' }) => ResourceId);
    const held = heldBack(waiting.length);
    if (vpcs.length === 0)
      return [ok('remediation-exceptions', ruleName, held || 'no remediation exception')];
    const more = vpcs.length > SHOWN ? ` and ${vpcs.length - SHOWN} more` : '';
    const named = `${count(vpcs.length)}: ${vpcs.slice(0, SHOWN).join(', ')}${more}`;
    return [problem('remediation-exceptions', ruleName, [named, held].filter(Boolean).join('; '))];
  });

function heldBack(vpcs: number): string {
  if (vpcs === 0) return '';
  return vpcs === 1
    ? '1 VPC waits for the end of its remediation exception'
    : `${vpcs} VPCs wait for the end of their remediation exceptions`;
}

const count = (vpcs: number): string =>
  vpcs === 1 ? '1 VPC is a remediation exception' : `${vpcs} VPCs are remediation exceptions`;
