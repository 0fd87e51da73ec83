import { REASON_SUMMARIES, REASONS } from '../policy';
import { markdownTable } from './markdown-table';

/** README's table of verdicts and why they are given. */
export const reasonsTable = (): string =>
  markdownTable(
    ['reason', 'verdict', 'meaning'],
    Object.entries(REASON_SUMMARIES).map(([reason, summary]) => [
      `\`${reason}\``,
      REASONS[reason as keyof typeof REASONS],
      summary,
    ]),
  );
