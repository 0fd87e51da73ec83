import {
  type AutomationDocument,
  parseRequirement,
  type Requirement,
  remediationDocument,
  remedyOf,
  settleMinutesOf,
} from '../../runbook';

export const BUCKET = 'arn:aws:s3:::org-logs';
export const FUNCTION_NAME = 'flow-logs-rule';

/** A requirement as an operator writes it, through the parser that reads it in production. */
export function requirement(given: Readonly<Record<string, unknown>> = {}): Requirement {
  const result = parseRequirement({ name: 'all-traffic', ...given }, '');
  if (!result.ok) throw new Error(`the test's own requirement is refused: ${JSON.stringify(result.issues)}`);
  return result.value;
}

export function documentOf(given: Readonly<Record<string, unknown>> = {}): AutomationDocument {
  const read = requirement(given);
  return remediationDocument({
    functionName: FUNCTION_NAME,
    parameters: read.parameters,
    flowLog: remedyOf(read, BUCKET),
    settleMinutes: settleMinutesOf(read.remediation),
  });
}
