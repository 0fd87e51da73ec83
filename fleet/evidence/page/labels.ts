import type { ComplianceType, Reason } from '../../../policy';
import type { Ec26Comparison, SourceState, Standing, TimelineEvent } from '../evidence';

/** How something stands: colour is only ever beside a sign and a word. */
export interface Label {
  readonly tone: 'good' | 'bad' | 'unsure' | 'idle';
  readonly sign: string;
  readonly text: string;
}

/** The gravest first: the order in which rows stand, and print. */
export const STANDINGS = [
  'gap',
  'unknown',
  'not-applicable',
  'covered',
] as const satisfies readonly Standing[];

export const STANDING_LABELS: Readonly<Record<Standing, Label>> = {
  gap: { tone: 'bad', sign: '✕', text: 'Gap' },
  unknown: { tone: 'unsure', sign: '?', text: 'Unknown' },
  'not-applicable': { tone: 'idle', sign: '–', text: 'Not applicable' },
  covered: { tone: 'good', sign: '✓', text: 'Covered' },
};

export const STANDING_MEANINGS: Readonly<Record<Standing, string>> = {
  gap: 'A requirement applies and no flow log meets it.',
  unknown: 'Could not be read, or is not watched by AWS Config: nothing is concluded.',
  'not-applicable': 'Exempt, out of scope, or owned by another account.',
  covered: 'Flow logs meet every requirement that applies, and EC2 reports no delivery failure.',
};

export const COMPLIANCE_LABELS: Readonly<Record<ComplianceType, Label>> = {
  COMPLIANT: { tone: 'good', sign: '✓', text: 'COMPLIANT' },
  NON_COMPLIANT: { tone: 'bad', sign: '✕', text: 'NON_COMPLIANT' },
  NOT_APPLICABLE: { tone: 'idle', sign: '–', text: 'NOT_APPLICABLE' },
};

export const REASON_LABELS: Readonly<Record<Reason, string>> = {
  'no-flow-log': 'No flow log',
  inactive: 'Not active',
  'delivery-failed': 'Delivery fails',
  'traffic-type': 'Traffic left out',
  'destination-type': 'Type of destination',
  destination: 'Destination not approved',
  'aggregation-interval': 'Aggregates for too long',
  'log-format': 'Fields are missing',
  'file-format': 'Other file format',
  shared: 'Owned by another account',
  'default-vpc': 'Default VPC',
  'out-of-scope': 'Out of scope',
  'exempt-id': 'Exempt by its id',
  'exempt-tag': 'Exempt by its tag',
  gone: 'Does not exist any more',
  'not-recorded': 'Not recorded',
  covered: 'Flow logs of its own',
  'subnets-covered': 'Flow logs of its subnets',
};

export const AGREEMENT_LABELS: Readonly<Record<Ec26Comparison['agreement'], Label>> = {
  disagrees: { tone: 'unsure', sign: '≠', text: 'Disagrees' },
  'no-finding': { tone: 'idle', sign: '–', text: 'No finding' },
  unknown: { tone: 'unsure', sign: '?', text: 'Unknown' },
  agrees: { tone: 'good', sign: '=', text: 'Agrees' },
};

export const SOURCE_LABELS: Readonly<Record<SourceState['state'], Label>> = {
  unknown: { tone: 'unsure', sign: '?', text: 'Unknown' },
  off: { tone: 'bad', sign: '✕', text: 'Off' },
  read: { tone: 'good', sign: '✓', text: 'Read' },
};

/** Rows of the drawn timeline, in order. */
export const LANES = ['Flow logs', 'AWS Config rule', 'Remediation', 'EC2.6', 'Ends'] as const;

export const EVENT_LABELS: Readonly<
  Record<TimelineEvent['kind'], Label & { readonly lane: (typeof LANES)[number] }>
> = {
  'flow-log-created': { tone: 'good', sign: '+', text: 'Flow log created', lane: 'Flow logs' },
  'flow-log-deleted': { tone: 'bad', sign: '✕', text: 'Flow log deleted', lane: 'Flow logs' },
  evaluation: { tone: 'idle', sign: '•', text: 'Evaluation', lane: 'AWS Config rule' },
  'remediation-started': { tone: 'idle', sign: '▸', text: 'Remediation started', lane: 'Remediation' },
  'remediation-ended': { tone: 'idle', sign: '■', text: 'Remediation ended', lane: 'Remediation' },
  'ec26-finding': { tone: 'idle', sign: '◆', text: 'EC2.6 finding', lane: 'EC2.6' },
  'exception-ends': { tone: 'unsure', sign: '|', text: 'Exception ends', lane: 'Ends' },
  'exemption-ends': { tone: 'unsure', sign: '|', text: 'Exemption ends', lane: 'Ends' },
};
