import { complianceTypeOf, judge, type Vpc } from '../../policy';
import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import type { DeployedRequirement } from '../deployed/deployed-requirement';
import { type NeighbourFinding, none, note } from './finding';
import type { Neighbourhood } from './neighbourhood';

/**
 * Its service role may tag flow logs with nothing else when it creates them.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSObservabilityAdminTelemetryEnablementServiceRolePolicy.html
 */
const TELEMETRY_TAG = 'CloudWatchTelemetryRuleManaged';

export const isOfTelemetryRule = ({ tags }: TaggedFlowLog): boolean => tags[TELEMETRY_TAG] === 'true';

/** What telemetry enablement rules have created, and whether it would do by itself. */
export function telemetryFindings(neighbourhood: Neighbourhood): readonly NeighbourFinding[] {
  const { vpcs, flowLogsOf, place } = neighbourhood;
  const findings = vpcs.flatMap((vpc) =>
    flowLogsOf(vpc.vpcId)
      .filter(isOfTelemetryRule)
      .map((flowLog) => note('telemetry-rule', vpc.vpcId, description(vpc, flowLog, neighbourhood))),
  );
  return findings.length > 0 ? findings : [none('telemetry-rule', place.region)];
}

function description(vpc: Vpc, flowLog: TaggedFlowLog, { requirements, ...rest }: Neighbourhood): string {
  const { flowLogId, trafficType, destination = 'nowhere', maxAggregationInterval } = flowLog.fact;
  const isDefault = destination.endsWith(`:log-group:/aws/vpc/${vpc.vpcId}`);
  return [
    `${flowLogId} captures ${trafficType} every ${maxAggregationInterval} s to ${destination}${isDefault ? ', the default of such rules' : ''}`,
    ...requirements.map((requirement) => meets(vpc, flowLog, requirement, rest)),
  ].join('; ');
}

/** By this flow log alone, whatever stands beside it. */
function meets(
  vpc: Vpc,
  { fact }: TaggedFlowLog,
  { name, parameters }: DeployedRequirement,
  { place, now }: Pick<Neighbourhood, 'place' | 'now'>,
): string {
  const verdict = judge({ vpc, flowLogs: [fact], place, parameters, now });
  switch (complianceTypeOf(verdict)) {
    case 'COMPLIANT':
      return `${name}: met by it alone`;
    case 'NON_COMPLIANT':
      return `${name}: not met by it: ${verdict.annotation}`;
    case 'NOT_APPLICABLE':
      return `${name}: asks for none: ${verdict.annotation}`;
  }
}
