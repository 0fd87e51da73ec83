import { auditRegion } from '../audit/region-audit';
import type { Station } from '../aws/connect';
import type { AuditRequirement } from '../requirements/audit-requirement';
import { indexChanges } from './change-index';
import { readConfigFacts } from './config-facts';
import { type Ec26Findings, readEc26Findings } from './ec26-findings';
import type { EvidenceRegion } from './evidence';
import type { FlowLogChange } from './flow-log-change';
import { readFlowLogChanges, type TrailOptions } from './flow-log-changes';
import type { Source } from './source';
import { vpcEvidence } from './vpc-evidence';

export interface RegionOptions {
  readonly requirements: readonly AuditRequirement[];
  readonly now: Date;
  /** Undefined where CloudTrail is not to be asked. */
  readonly trail: Omit<TrailOptions, 'now'> | undefined;
}

const NOT_ASKED: Source<readonly FlowLogChange[]> = {
  state: { state: 'off', cause: 'CloudTrail was not asked (--no-cloudtrail)' },
  value: [],
};

/** @throws ReadError where EC2 could not be read: without it there is nothing to prove */
export async function regionEvidence(
  station: Station,
  { requirements, now, trail }: RegionOptions,
): Promise<EvidenceRegion> {
  const { place, clients } = station;
  const [audit, config, hub, changes] = await Promise.all([
    auditRegion(station, requirements, now),
    readConfigFacts(clients, now),
    readEc26Findings(clients.securityhub, place),
    trail ? readFlowLogChanges(clients.cloudtrail, { ...trail, now }) : NOT_ASKED,
  ]);
  const index = indexChanges(changes.value, audit.vpcs);
  const findings = {
    requirements,
    config: config.value,
    findings: hub.value,
    hub: { state: hub.state, lastCheck: lastCheckOf(hub.value) },
    changes: index,
  };
  return {
    accountId: place.accountId,
    region: place.region,
    partition: place.partition,
    sources: {
      recorder: audit.recorder,
      config: config.state,
      securityHub: hub.state,
      cloudTrail: changes.state,
    },
    rules: config.value.rules,
    vpcs: audit.vpcs.map((vpc) => vpcEvidence(vpc, findings)),
    untracedEvents: index.untraced,
  };
}

function lastCheckOf(findings: Ec26Findings): string | undefined {
  let last: string | undefined;
  for (const { checkedAt } of findings.values())
    if (checkedAt !== undefined && checkedAt > (last ?? '')) last = checkedAt;
  return last;
}
