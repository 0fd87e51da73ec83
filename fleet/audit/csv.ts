import { complianceTypeOf } from '../../policy';
import { printCsv } from '../terminal/csv';
import type { Audit } from './audit';
import type { RegionAudit, RequirementVerdict, VpcAudit } from './region-audit';
import { nameOf } from './vpc-name';

const HEADER = [
  'account',
  'region',
  'vpc',
  'name',
  'owner',
  'default',
  'standing',
  'requirement',
  'compliance',
  'reason',
  'annotation',
  'flow_logs',
];

type Row = readonly (string | undefined)[];

/** One row for each VPC and requirement, and one without a VPC for each place that could not be read. */
export const auditCsv = ({ regions, unread }: Audit): string =>
  printCsv(HEADER, [
    ...regions.flatMap((region) => region.vpcs.flatMap((audit) => rowsOf(audit, region))),
    ...unread.map(({ accountId, region, cause }): Row => {
      const nothing = ['', '', '', ''];
      return [accountId, region, ...nothing, 'unknown', '', '', '', cause, ''];
    }),
  ]);

const rowsOf = (audit: VpcAudit, region: RegionAudit): readonly Row[] =>
  audit.verdicts.map((verdict) => rowOf(audit, verdict, region));

function rowOf(
  { vpc, standing, flowLogs }: VpcAudit,
  { requirement, verdict }: RequirementVerdict,
  { place, recorder }: RegionAudit,
): Row {
  const of = [place.accountId, place.region, vpc.vpcId, nameOf(vpc), vpc.ownerId, String(vpc.isDefault)];
  const ids = flowLogs.map(({ fact }) => fact.flowLogId).join(' ');
  return recorder.state === 'read'
    ? [...of, standing, requirement, complianceTypeOf(verdict), verdict.reason, verdict.annotation, ids]
    : [...of, standing, requirement, '', '', recorder.cause, ids];
}
