import type { Evidence, EvidenceRequirement } from '../../evidence';
import { grouped } from '../grouped';
import { counted, time } from '../printed-values';
import { h, link, type TreeElement, type TreeNode } from '../tree';

/** Longer lists are folded, so that the first screen stays one. */
const SHORT = 4;

interface Place {
  readonly accountId: string;
  readonly region?: string;
}

/** When, by whom, of what: what makes the numbers evidence. */
export const facts = (evidence: Evidence): TreeElement =>
  h(
    'section',
    { class: 'card facts', 'aria-labelledby': 'facts-title' },
    h('h2', { id: 'facts-title' }, 'What was asked'),
    h(
      'dl',
      {},
      fact('When', h('time', { datetime: evidence.generatedAt }, time(evidence.generatedAt))),
      fact('By whom', h('code', {}, evidence.generatedBy)),
      fact('With', `${evidence.tool.name} ${evidence.tool.version}, read-only calls to AWS`),
      fact('Requirements', h('ul', {}, evidence.requirements.map(requirement))),
      fact(
        'Accounts',
        places(evidence, 'account', ({ accountId }) => accountId),
      ),
      fact(
        'Regions',
        places(evidence, 'region', ({ region }) => region),
      ),
      fact(
        'Compare with',
        h('code', {}, 'SHA256SUMS'),
        ', ',
        h('code', {}, 'evidence.json'),
        ', ',
        h('code', {}, 'evidence.csv'),
        ': ',
        link('#digests', 'how'),
      ),
    ),
  );

const fact = (term: string, ...description: readonly TreeNode[]): TreeElement =>
  h('div', {}, h('dt', {}, term), h('dd', {}, ...description));

const requirement = ({ name, source, parameters }: EvidenceRequirement): TreeElement => {
  const set = Object.entries(parameters);
  return h(
    'li',
    {},
    h('strong', {}, name),
    h('span', { class: 'muted' }, ` from ${source}`),
    set.length === 0
      ? h('p', { class: 'muted' }, 'Every parameter at its default')
      : h(
          'ul',
          { class: 'parameters' },
          set.map(([key, value]) => h('li', {}, h('code', {}, `${key}=${value}`))),
        ),
  );
};

/** VPCs of each, and a link to them; what could not be read has none to count. */
function places(
  { regions, unknown }: Evidence,
  kind: 'account' | 'region',
  nameOf: (place: Place) => string | undefined,
): TreeElement {
  const known = [...grouped(regions, (region) => nameOf(region) ?? '')].map(([name, those]) => ({
    name,
    text: counted(
      those.reduce((sum, { vpcs }) => sum + vpcs.length, 0),
      'VPC',
    ),
  }));
  const names = new Set(known.map(({ name }) => name));
  const unread = [...new Set(unknown.flatMap((place) => nameOf(place) ?? []))].filter(
    (name) => !names.has(name),
  );
  const items = [
    ...known.map(({ name, text }) =>
      h('li', {}, link(`#${kind}=${name}`, name), h('span', { class: 'muted' }, ` ${text}`)),
    ),
    ...unread.map((name) => h('li', {}, name, h('span', { class: 'muted' }, ' could not be read'))),
  ];
  const list = h('ul', { class: 'places' }, items);
  const summary = `${known.length}${unread.length === 0 ? '' : `, and ${unread.length} that could not be read`}`;
  return items.length <= SHORT ? list : h('details', {}, h('summary', {}, summary), list);
}
