import { AGREEMENT_LABELS, REASON_LABELS, STANDINGS } from '../labels';
import type { VpcRow } from './vpc-row';

export const COLUMN_NAMES = {
  vpc: 'VPC',
  account: 'Account',
  region: 'Region',
  standing: 'Standing',
  reason: 'Reason',
  logs: 'Flow logs',
  ec26: 'EC2.6',
  evaluated: 'Last evaluated',
} as const;

export type ColumnKey = keyof typeof COLUMN_NAMES;

export const COLUMN_KEYS = Object.keys(COLUMN_NAMES) as readonly ColumnKey[];

export const isColumn = (text: string | undefined): text is ColumnKey =>
  COLUMN_KEYS.some((key) => key === text);

const AGREEMENTS = Object.keys(AGREEMENT_LABELS);

/** What rows are sorted by; what is equal stays in the order of the evidence. */
export const SORT_VALUES: Readonly<Record<ColumnKey, (row: VpcRow) => string | number>> = {
  vpc: ({ vpc }) => `${(vpc.name ?? '').toLowerCase()}\n${vpc.vpcId}`,
  account: ({ region }) => region.accountId,
  region: ({ region }) => region.region,
  standing: ({ vpc }) => STANDINGS.indexOf(vpc.standing),
  reason: ({ reason }) => (reason ? REASON_LABELS[reason] : ''),
  logs: ({ vpc }) => vpc.flowLogs.length,
  ec26: ({ vpc: { ec26 } }) => `${AGREEMENTS.indexOf(ec26.agreement)}${ec26.finding ?? ''}`,
  evaluated: ({ evaluatedAt }) => evaluatedAt ?? '',
};
