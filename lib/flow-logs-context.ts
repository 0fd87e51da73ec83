import { PARAMETERS } from '../policy';
import type { DestinationSettings, Requirement } from '../runbook';
import type { FlowLogsComplianceProps } from './flow-logs-compliance-props';
import { readFlowLogsSettings } from './flow-logs-settings';
import { LogDestination } from './log-destination';
import type { RequirementProps } from './requirement-props';

/** Reads the `flowLogs` context of `cdk.json`; every issue is reported at once, in one error. */
export function parseFlowLogsContext(context: unknown): FlowLogsComplianceProps {
  const { requirements, ...app } = readFlowLogsSettings(context, 'flowLogs.');
  return { ...app, requirements: requirements.map(requirementProps) };
}

const requirementProps = ({ name, parameters, destination, remediation }: Requirement): RequirementProps => ({
  name,
  parameters: { ...parameters, scopeTags: PARAMETERS.scopeTags.kind.print(parameters.scopeTags) },
  destination: logDestination(destination),
  remediation,
});

function logDestination(settings: DestinationSettings): LogDestination {
  switch (settings.type) {
    case 's3':
      return LogDestination.s3(withoutType(settings));
    case 'cloud-watch-logs':
      return LogDestination.cloudWatchLogs(withoutType(settings));
    case 'kinesis-data-firehose':
      return LogDestination.firehose(withoutType(settings));
  }
}

function withoutType<Settings extends DestinationSettings>(settings: Settings): Omit<Settings, 'type'> {
  const { type: _, ...rest } = settings;
  return rest;
}
