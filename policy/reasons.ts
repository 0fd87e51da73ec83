/** Every reason that a verdict can carry, once; the README's table and the operator's pages derive from it. */

export type ComplianceType = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';

export interface ReasonDefinition {
  readonly complianceType: ComplianceType;
  readonly summary: string;
}

export const REASONS = {
  covered: {
    complianceType: 'COMPLIANT',
    summary: 'Flow logs of the VPC meet the whole requirement, and EC2 reports no delivery failure.',
  },
  'subnets-covered': {
    complianceType: 'COMPLIANT',
    summary: 'Flow logs of each of its subnets meet the whole requirement, and acceptSubnetCoverage is set.',
  },
  'no-flow-log': { complianceType: 'NON_COMPLIANT', summary: 'The VPC has no flow log of its own.' },
  inactive: { complianceType: 'NON_COMPLIANT', summary: 'The nearest flow log is not ACTIVE.' },
  'delivery-failed': {
    complianceType: 'NON_COMPLIANT',
    summary: 'The nearest flow log is ACTIVE, but EC2 reports that its records do not arrive.',
  },
  'traffic-type': {
    complianceType: 'NON_COMPLIANT',
    summary: 'The nearest flow log leaves out traffic that must be captured.',
  },
  'destination-type': {
    complianceType: 'NON_COMPLIANT',
    summary: 'The nearest flow log delivers to a type of destination that will not do.',
  },
  destination: {
    complianceType: 'NON_COMPLIANT',
    summary: 'The nearest flow log delivers to a destination that is not approved.',
  },
  'aggregation-interval': {
    complianceType: 'NON_COMPLIANT',
    summary: 'The nearest flow log aggregates for longer than allowed.',
  },
  'log-format': {
    complianceType: 'NON_COMPLIANT',
    summary: "The nearest flow log's format lacks required fields.",
  },
  'file-format': {
    complianceType: 'NON_COMPLIANT',
    summary: 'The nearest flow log writes another file format to S3.',
  },
  shared: {
    complianceType: 'NOT_APPLICABLE',
    summary: 'Another account owns the VPC; only the owner sees its flow logs and can create them.',
  },
  'default-vpc': {
    complianceType: 'NOT_APPLICABLE',
    summary: 'It is a default VPC, and includeDefaultVpcs is false.',
  },
  'out-of-scope': { complianceType: 'NOT_APPLICABLE', summary: 'Its tags are not those of scopeTags.' },
  'exempt-id': { complianceType: 'NOT_APPLICABLE', summary: 'It is listed in exemptVpcIds.' },
  'exempt-tag': {
    complianceType: 'NOT_APPLICABLE',
    summary: 'Its tag of the key exemptTagKey holds a date that has not passed.',
  },
  gone: { complianceType: 'NOT_APPLICABLE', summary: 'The VPC does not exist any more.' },
  'not-recorded': {
    complianceType: 'NOT_APPLICABLE',
    summary: 'Config does not record the VPC any more, or it left the scope of the rule.',
  },
} as const satisfies Readonly<Record<string, ReasonDefinition>>;

export type Reason = keyof typeof REASONS;

type ReasonOf<Type extends ComplianceType> = {
  [R in Reason]: (typeof REASONS)[R]['complianceType'] extends Type ? R : never;
}[Reason];

export type UncoveredReason = ReasonOf<'NON_COMPLIANT'>;
export type NotApplicableReason = ReasonOf<'NOT_APPLICABLE'>;

/** What is wrong with one flow log, as opposed to with the VPC. */
export type ShortfallReason = Exclude<UncoveredReason, 'no-flow-log'>;
