import type { Evidence, EvidenceSummary } from '../../evidence';
import { STANDING_LABELS, STANDING_MEANINGS, STANDINGS } from '../labels';
import { count, counted, percent } from '../printed-values';
import { h, link, type TreeElement } from '../tree';
import { ALL_READ } from './all-read';
import { stackedBar } from './bar';

/** What share is covered, and what is not: what whoever has one minute reads. */
export const headline = ({ summary, unknown }: Evidence): TreeElement =>
  h(
    'section',
    { class: 'card headline', 'aria-labelledby': 'headline-title' },
    h('h2', { id: 'headline-title' }, 'What is covered'),
    h(
      'p',
      { class: 'share' },
      h('strong', {}, summary.coveredShare === null ? 'None judged' : percent(summary.coveredShare)),
      ' ',
      shareInWords(summary),
    ),
    h('div', { class: 'whole' }, stackedBar(summary.standings)),
    h(
      'ul',
      { class: 'tiles' },
      STANDINGS.map((standing) => tile(summary, standing)),
    ),
    unread(summary, unknown.length),
  );

function shareInWords({ coveredShare, standings, vpcs }: EvidenceSummary): TreeElement {
  if (coveredShare === null)
    return h('span', {}, vpcs === 0 ? 'No VPC was found.' : 'No VPC has a requirement that could be judged.');
  const judged = counted(standings.covered + standings.gap, 'VPC');
  return h(
    'span',
    { class: 'share-words' },
    h('strong', {}, `${count(standings.covered)} of ${judged} covered`),
    ' of those that a requirement applies to, and that could be judged',
  );
}

const tile = ({ standings }: EvidenceSummary, standing: (typeof STANDINGS)[number]): TreeElement => {
  const { tone, sign, text } = STANDING_LABELS[standing];
  const isEmpty = standings[standing] === 0;
  return h(
    'li',
    { class: `tile ${isEmpty ? 'zero' : tone}` },
    link(
      `#standing=${standing}`,
      h('strong', {}, count(standings[standing])),
      h(
        'span',
        { class: 'tile-name' },
        h('span', { class: `swatch fill-${standing}`, 'aria-hidden': 'true' }, sign),
        ` ${text}`,
      ),
    ),
    h('p', {}, STANDING_MEANINGS[standing]),
  );
};

/** A share says nothing of what could not be read, and must not look as if it did. */
function unread({ standings }: EvidenceSummary, places: number): TreeElement {
  if (standings.unknown === 0 && places === 0) return h('p', { class: 'note good' }, ALL_READ);
  const parts = [
    ...(standings.unknown > 0 ? [counted(standings.unknown, 'VPC')] : []),
    ...(places > 0 ? [counted(places, 'account or Region', 'accounts or Regions')] : []),
  ];
  return h(
    'p',
    { class: 'note unsure' },
    h('strong', {}, 'The share leaves out what is unknown: '),
    `${parts.join(', and ')} that could not be read, or that AWS Config does not watch. `,
    link('#unknown', 'What is unknown, and why'),
  );
}
