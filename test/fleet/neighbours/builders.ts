import type { TaggedFlowLog } from '../../../fleet/aws/tagged-flow-logs';
import type { DeployedRequirement } from '../../../fleet/deployed/deployed-requirement';
import { type Neighbourhood, neighbourhoodOf } from '../../../fleet/neighbours/neighbourhood';
import type { FlowLog, Vpc } from '../../../policy';
import { PLACE, VPC_ID, vpc } from '../../policy/builders';
import { deployed, logged, NOW } from '../prune/builders';

export const SUBNET_ID = 'subnet-0123456789abcdef0';

export interface Given {
  readonly vpcs?: readonly Vpc[];
  readonly flowLogs?: readonly TaggedFlowLog[];
  readonly requirements?: readonly DeployedRequirement[];
  /** Beside those that were asked for. */
  readonly others?: readonly DeployedRequirement[];
}

/** One VPC with one subnet, judged by one requirement, unless told otherwise. */
export function neighbourhood(given: Given = {}): Neighbourhood {
  const { vpcs = [vpc()], flowLogs = [], requirements = [deployed('all-traffic')], others = [] } = given;
  const flowLogsByResource = new Map<string, TaggedFlowLog[]>();
  for (const flowLog of flowLogs) {
    const { resourceId } = flowLog.fact;
    flowLogsByResource.set(resourceId, [...(flowLogsByResource.get(resourceId) ?? []), flowLog]);
  }
  const subnetsByVpc = new Map([[VPC_ID, [{ subnetId: SUBNET_ID, vpcId: VPC_ID }]]]);
  return neighbourhoodOf(
    { vpcs, flowLogsByResource, subnetsByVpc },
    { place: PLACE, now: NOW, requirements, deployed: [...requirements, ...others] },
  );
}

const logGroup = (name: string): string => `arn:aws:logs:eu-west-1:111122223333:log-group:${name}`;

export const toGroup = (
  flowLogId: string,
  name: string,
  fact: Partial<FlowLog> = {},
  tags: Readonly<Record<string, string>> = {},
): TaggedFlowLog =>
  logged(
    flowLogId,
    1,
    { destinationType: 'cloud-watch-logs', destination: logGroup(name), fileFormat: undefined, ...fact },
    tags,
  );

/** As a telemetry enablement rule of CloudWatch creates them. */
export const ofTelemetryRule = (flowLogId: string, fact: Partial<FlowLog> = {}): TaggedFlowLog =>
  toGroup(flowLogId, `/aws/vpc/${fact.resourceId ?? VPC_ID}`, fact, {
    CloudWatchTelemetryRuleManaged: 'true',
  });

/** An account that has these roles and no other. */
export const havingRoles =
  (...roles: readonly string[]) =>
  async (role: string): Promise<boolean> =>
    roles.includes(role);
