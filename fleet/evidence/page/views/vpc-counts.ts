import { AGREEMENT_LABELS, REASON_LABELS, STANDING_LABELS } from '../labels';
import { count } from '../printed-values';
import type { Filter } from '../table/filter';
import type { ViewState } from '../table/view-state';

/** `312 of 5,000 VPCs, 101 to 200 shown`: what a screen reader says when it changes. */
export function shownInWords({ page, rows }: ViewState, matching: number, all: number): string {
  if (all === 0) return 'No VPC was found.';
  if (matching === 0) return `None of ${count(all)} VPCs`;
  const which = matching === all ? `${count(all)} VPCs` : `${count(matching)} of ${count(all)} VPCs`;
  const [first, last] = [(page - 1) * rows + 1, Math.min(page * rows, matching)];
  return matching <= rows ? which : `${which}, ${count(first)} to ${count(last)} shown`;
}

/** What is printed, since paper shows no filter. */
export function printedInWords(filter: Filter, matching: number, all: number): string {
  const chosen = filterInWords(filter);
  const which = matching === all ? `All ${count(all)} VPCs` : `${count(matching)} of ${count(all)} VPCs`;
  return `${which}${chosen === '' ? '' : `, those with ${chosen}`}; gaps first, then unknown.`;
}

function filterInWords({ text, account, region, standing, reason, ec26 }: Filter): string {
  const labelOf = (labels: Readonly<Record<string, { readonly text: string }>>, key: string): string =>
    labels[key]?.text ?? key;
  const reasons: Readonly<Record<string, string>> = REASON_LABELS;
  const parts = [
    ['the words', text === '' ? '' : `“${text}”`],
    ['standing', standing && labelOf(STANDING_LABELS, standing)],
    ['reason', reason && (reasons[reason] ?? reason)],
    ['account', account],
    ['Region', region],
    ['EC2.6', ec26 && labelOf(AGREEMENT_LABELS, ec26)],
  ];
  return parts
    .filter(([, value]) => value !== '')
    .map((part) => part.join(' '))
    .join(', ');
}
