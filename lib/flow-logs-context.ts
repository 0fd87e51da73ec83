import { PARAMETERS } from '../policy';
import type { Requirement } from '../runbook';
import type { FlowLogsComplianceProps } from './flow-logs-compliance-props';
import { readFlowLogsSettings } from './flow-logs-settings';
import { LogDestination } from './log-destination';
import type { RequirementProps } from './requirement-props';

/** Reads the `flowLogs` context of `cdk.json`; every issue is reported at once, in one error. */
export function parseFlowLogsContext(context: unknown): FlowLogsComplianceProps {
  const { requirements, ...app } = readFlowLogsSettings(context, 'flowLogs.');
  return { ...app, requirements: requirements.map(requirementProps) };
}

const requirementProps = ({ name, parameters, destination, remediation }: Requirement): RequirementProps => {
  const { type: _, ...settings } = destination;
  return {
    name,
    parameters: { ...parameters, scopeTags: PARAMETERS.scopeTags.kind.print(parameters.scopeTags) },
    destination: LogDestination.s3(settings),
    remediation,
  };
};
