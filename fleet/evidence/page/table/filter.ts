import { AGREEMENT_LABELS, REASON_LABELS, STANDING_LABELS } from '../labels';
import type { VpcRow } from './vpc-row';

/** Empty texts ask for nothing. */
export interface Filter {
  readonly text: string;
  readonly account: string;
  readonly region: string;
  readonly standing: string;
  readonly reason: string;
  readonly ec26: string;
}

export const NO_FILTER: Filter = { text: '', account: '', region: '', standing: '', reason: '', ec26: '' };

export const FILTER_KEYS = Object.keys(NO_FILTER) as readonly (keyof Filter)[];

const CHOSEN: Readonly<Record<Exclude<keyof Filter, 'text'>, (row: VpcRow) => string>> = {
  account: ({ region }) => region.accountId,
  region: ({ region }) => region.region,
  standing: ({ vpc }) => vpc.standing,
  reason: ({ reason }) => reason ?? '',
  ec26: ({ vpc }) => vpc.ec26.agreement,
};

const CHOICES = Object.entries(CHOSEN) as readonly [keyof typeof CHOSEN, (row: VpcRow) => string][];

/** Values of a choice that occur, in order. */
export const occurringValues = (rows: readonly VpcRow[], key: keyof typeof CHOSEN): readonly string[] =>
  [...new Set(rows.map(CHOSEN[key]))].filter((value) => value !== '').sort();

/** Which rows are shown: all words of the text occur in the row, whatever their case, and each choice is that of the row. */
export function rowFilter(rows: readonly VpcRow[]): (filter: Filter) => readonly VpcRow[] {
  const texts = new Map(rows.map((row) => [row, searchText(row)]));
  return (filter) => {
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    const choices = CHOICES.filter(([key]) => filter[key] !== '');
    return rows.filter((row) => {
      if (!choices.every(([key, read]) => read(row) === filter[key])) return false;
      const text = texts.get(row) ?? '';
      return words.every((word) => text.includes(word));
    });
  };
}

function searchText({ region, vpc, reason, why }: VpcRow): string {
  const flowLogs = vpc.flowLogs.flatMap(({ flowLogId, destination }) => [flowLogId, destination]);
  return [
    ...[vpc.vpcId, vpc.name, region.accountId, region.region, why],
    ...[STANDING_LABELS[vpc.standing].text, reason ? REASON_LABELS[reason] : undefined],
    ...[vpc.ec26.finding, AGREEMENT_LABELS[vpc.ec26.agreement].text],
    ...flowLogs,
  ]
    .flatMap((text) => text ?? [])
    .join('\n')
    .toLowerCase();
}
