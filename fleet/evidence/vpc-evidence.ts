import { complianceTypeOf, judgeCoverage } from '../../policy';
import { OWNERSHIP_TAGS } from '../../runbook';
import type { RequirementVerdict, VpcAudit } from '../audit/region-audit';
import { nameOf } from '../audit/vpc-name';
import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import type { AuditRequirement } from '../requirements/audit-requirement';
import type { ChangeIndex } from './change-index';
import type { ConfigFacts } from './config-facts';
import { type Compared, compareEc26, type Hub } from './ec26-comparison';
import type { Ec26Findings } from './ec26-findings';
import type { EvidenceFlowLog, EvidenceVerdict, EvidenceVpc } from './evidence';
import { exemptionOf } from './exemption';
import { timeOf } from './time';
import { findingEvent, timelineOf, withEvents } from './timeline';

/** All that was read beside the VPCs. */
export interface RegionFindings {
  readonly requirements: readonly AuditRequirement[];
  readonly config: ConfigFacts;
  readonly findings: Ec26Findings;
  readonly hub: Hub;
  readonly changes: ChangeIndex;
}

export function vpcEvidence(audit: VpcAudit, region: RegionFindings): EvidenceVpc {
  const { vpc, standing } = audit;
  const { vpcId, ownerId, isDefault } = vpc;
  const verdicts = standing === 'unknown' ? [] : audit.verdicts.map(toVerdict);
  const told = {
    exemption: exemptionOf(vpc, verdicts, region.requirements),
    flowLogs: audit.flowLogs.map((flowLog) => toFlowLog(flowLog, region.changes)).sort(byResource),
    evaluations: region.config.evaluations.get(vpcId) ?? [],
    remediations: region.config.remediations.get(vpcId) ?? [],
  };
  const changes = region.changes.ofVpc(vpcId);
  const timeline = timelineOf({ ...told, changes });
  const ec26 = compareEc26(
    {
      vpcId,
      standing,
      verdicts,
      exemption: told.exemption,
      flowLogs: audit.flowLogs,
      changes,
      shortOf: shortfallsOf(vpcId, verdicts, region.requirements),
      knownSince: timeline[0]?.at,
    },
    region.findings.get(vpcId),
    region.hub,
  );
  return {
    vpcId,
    name: nameOf(vpc),
    ownerId,
    isDefault,
    standing,
    verdicts,
    ...told,
    ec26,
    timeline: withEvents(timeline, findingEvent(ec26)),
  };
}

const toVerdict = ({ requirement, verdict }: RequirementVerdict): EvidenceVerdict => ({
  requirement,
  compliance: complianceTypeOf(verdict),
  reason: verdict.reason,
  annotation: verdict.annotation,
});

/** What the requirements that are not met find wrong with some flow logs of the VPC itself. */
const shortfallsOf =
  (
    vpcId: string,
    verdicts: readonly EvidenceVerdict[],
    requirements: readonly AuditRequirement[],
  ): Compared['shortOf'] =>
  (flowLogs) => {
    const unmet = verdicts.filter(({ compliance }) => compliance === 'NON_COMPLIANT');
    return requirements
      .filter(({ name }) => unmet.some(({ requirement }) => requirement === name))
      .map(({ name, parameters }) => {
        const captures = { flowLogs, subnetIds: [] };
        const ofVpcItself = { ...parameters, acceptSubnetCoverage: false };
        const verdict = judgeCoverage({ vpcId, note: undefined }, captures, ofVpcItself);
        return toVerdict({ requirement: name, verdict });
      });
  };

function toFlowLog({ fact, createdAt, tags }: TaggedFlowLog, changes: ChangeIndex): EvidenceFlowLog {
  const creation = changes.creationOf(fact.flowLogId);
  return {
    flowLogId: fact.flowLogId,
    resourceId: fact.resourceId,
    trafficType: fact.trafficType,
    status: fact.flowLogStatus,
    deliveryStatus: fact.deliverLogsStatus,
    deliveryError: fact.deliverLogsErrorMessage,
    destinationType: fact.destinationType,
    destination: fact.destination,
    fields: fact.fields,
    maxAggregationInterval: fact.maxAggregationInterval,
    fileFormat: fact.fileFormat,
    createdAt: timeOf(createdAt) ?? creation?.at,
    createdBy: creation?.actor,
    requirement: tags[OWNERSHIP_TAGS.requirement],
    executionId: tags[OWNERSHIP_TAGS.execution] ?? creation?.executionId,
  };
}

/** The VPC's own first: a subnet's id sorts before a VPC's. */
const byResource = (left: EvidenceFlowLog, right: EvidenceFlowLog): number =>
  -compared(left.resourceId, right.resourceId) || compared(left.flowLogId, right.flowLogId);

const compared = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
