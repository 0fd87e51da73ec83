import type { EvidenceRegion, EvidenceRule } from '../../evidence';
import { grouped } from '../grouped';
import { count, time } from '../printed-values';
import { h, type TreeElement } from '../tree';
import { dataTable } from './data-table';
import { placeList } from './place-list';

interface PlacedRule extends EvidenceRule {
  readonly accountId: string;
  readonly region: string;
}

/** Which rules of ours watch, and whether they last could. */
export function rules(regions: readonly EvidenceRegion[]): TreeElement {
  const placed = regions.flatMap(({ accountId, region, rules }) =>
    rules.map((rule) => ({ ...rule, accountId, region })),
  );
  const without = regions.filter(({ rules, vpcs }) => rules.length === 0 && vpcs.length > 0);
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'rules-title', id: 'rules' },
    h('h2', { id: 'rules-title' }, 'Rules'),
    placed.length === 0
      ? h('p', {}, 'No AWS Config rule of ours is deployed in any of the Regions that were read.')
      : dataTable(
          'AWS Config rules that watch continuously, by requirement',
          [
            { name: 'Requirement' },
            { name: 'Parameters, as deployed' },
            { name: 'Remediation' },
            { name: 'Regions', isNumber: true },
            { name: 'Last successful evaluation' },
            { name: 'Failures' },
          ],
          [
            ...grouped(placed, ({ requirement, remediation, parameters }) =>
              JSON.stringify([requirement, remediation, parameters]),
            ).values(),
          ].map(ruleRow),
        ),
    without.length === 0
      ? undefined
      : h(
          'div',
          { class: 'note unsure' },
          h('strong', {}, 'VPCs but no rule: '),
          'what stands there was judged now, and is not watched.',
          placeList(without),
        ),
  );
}

function ruleRow(those: readonly PlacedRule[]) {
  const [first] = those;
  const errors = those.filter(({ lastErrorMessage }) => lastErrorMessage !== undefined);
  const failing = [...grouped(errors, ({ lastErrorMessage }) => lastErrorMessage)].map(
    ([message = '', places]) => h('li', {}, h('bdi', {}, message), placeList(places)),
  );
  return [
    h('bdi', {}, first?.requirement ?? ''),
    h('code', {}, parametersOf(first)),
    first?.remediation ?? '',
    count(those.length),
    evaluated(those),
    failing.length === 0 ? 'none' : h('ul', { class: 'plain' }, failing),
  ];
}

const parametersOf = (rule: EvidenceRule | undefined): string =>
  Object.entries(rule?.parameters ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(' ') || 'all at their default';

function evaluated(those: readonly PlacedRule[]): string {
  const times = those.flatMap(({ lastSuccessfulEvaluation }) => lastSuccessfulEvaluation ?? []).sort();
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return 'never';
  const never = times.length < those.length ? `, never in ${those.length - times.length}` : '';
  return `${first === last ? time(first) : `${time(first)} to ${time(last)}`}${never}`;
}
