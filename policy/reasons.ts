/** Every reason that a verdict can carry, once, with what it means for the VPC's compliance. */

export type ComplianceType = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';

export const REASONS = {
  covered: 'COMPLIANT',
  'subnets-covered': 'COMPLIANT',
  'no-flow-log': 'NON_COMPLIANT',
  inactive: 'NON_COMPLIANT',
  'delivery-failed': 'NON_COMPLIANT',
  'traffic-type': 'NON_COMPLIANT',
  'destination-type': 'NON_COMPLIANT',
  destination: 'NON_COMPLIANT',
  'aggregation-interval': 'NON_COMPLIANT',
  'log-format': 'NON_COMPLIANT',
  'file-format': 'NON_COMPLIANT',
  shared: 'NOT_APPLICABLE',
  'default-vpc': 'NOT_APPLICABLE',
  'out-of-scope': 'NOT_APPLICABLE',
  'exempt-id': 'NOT_APPLICABLE',
  'exempt-tag': 'NOT_APPLICABLE',
  gone: 'NOT_APPLICABLE',
  'not-recorded': 'NOT_APPLICABLE',
} satisfies Readonly<Record<string, ComplianceType>>;

export type Reason = keyof typeof REASONS;

type ReasonOf<Type extends ComplianceType> = {
  [R in Reason]: (typeof REASONS)[R] extends Type ? R : never;
}[Reason];

export type UncoveredReason = ReasonOf<'NON_COMPLIANT'>;
export type NotApplicableReason = ReasonOf<'NOT_APPLICABLE'>;

/** What is wrong with one flow log, as opposed to with the VPC. */
export type ShortfallReason = Exclude<UncoveredReason, 'no-flow-log'>;
