import type { EvidenceVpc, Exemption } from '../../evidence';
import { AGREEMENT_LABELS, COMPLIANCE_LABELS, REASON_LABELS, STANDING_LABELS } from '../labels';
import { time } from '../printed-values';
import type { VpcRow } from '../table/vpc-row';
import { h, type TreeElement } from '../tree';
import { factList, part, stamp } from './detail-parts';
import { flowLogs } from './flow-logs';
import { mark } from './mark';
import { remediations } from './remediations';
import { timeline } from './timeline';

/** All that is known of a VPC. */
export const vpcDetails = ({ region, vpc, why }: VpcRow, now: string): TreeElement =>
  h(
    'section',
    { class: 'details', 'aria-label': `Details of ${vpc.vpcId}` },
    h(
      'div',
      { class: 'details-head' },
      h(
        'h3',
        {},
        h('span', { class: 'id' }, vpc.vpcId),
        ' ',
        vpc.name === undefined ? undefined : h('bdi', {}, vpc.name),
      ),
      factList([
        ['Owner', vpc.ownerId === region.accountId ? vpc.ownerId : `${vpc.ownerId}, another account`],
        ['Default VPC', vpc.isDefault ? 'yes' : 'no'],
        ['Exemption', vpc.exemption && exemptionText(vpc.exemption)],
      ]),
    ),
    h(
      'div',
      { class: 'column' },
      part(
        'Our verdict',
        vpc.standing === 'unknown'
          ? h('p', {}, mark(STANDING_LABELS.unknown), ' ', h('bdi', {}, why))
          : undefined,
        h('ul', { class: 'plain' }, vpc.verdicts.map(verdict)),
      ),
      part('Flow logs', flowLogs(vpc)),
      part('Remediations', remediations(vpc.remediations)),
    ),
    h(
      'div',
      { class: 'column' },
      part('Security Hub EC2.6', ec26(vpc)),
      part('Evaluations by AWS Config', evaluations(vpc)),
    ),
    h('div', { class: 'whole-width' }, part('Timeline', ...timeline(vpc.timeline, now))),
  );

const exemptionText = ({ by, until, requirements }: Exemption): string =>
  `by ${by}, ${until === undefined ? 'without an end' : `through ${until} (UTC)`}, from ${requirements.join(', ')}`;

const verdict = ({
  requirement,
  compliance,
  reason,
  annotation,
}: EvidenceVpc['verdicts'][number]): TreeElement =>
  h(
    'li',
    {},
    mark(COMPLIANCE_LABELS[compliance]),
    h(
      'span',
      { class: 'what' },
      h('strong', {}, REASON_LABELS[reason]),
      ' ',
      h('bdi', {}, annotation),
      h('span', { class: 'muted' }, ' · ', h('bdi', {}, requirement)),
    ),
  );

const ec26 = ({ ec26: found }: EvidenceVpc): TreeElement =>
  h(
    'div',
    {},
    h(
      'p',
      {},
      h('strong', {}, found.finding ?? 'No finding'),
      ' ',
      mark(
        AGREEMENT_LABELS[found.agreement],
        `${AGREEMENT_LABELS[found.agreement].text}${found.finding === undefined ? '' : ' with our verdict'}`,
      ),
    ),
    found.explanation === undefined
      ? undefined
      : h('p', { class: 'explanation' }, h('bdi', {}, found.explanation)),
    factList([
      ['Workflow', found.workflow],
      ['Checked', found.checkedAt === undefined ? undefined : stamp(found.checkedAt)],
      ['Updated', found.updatedAt === undefined ? undefined : stamp(found.updatedAt)],
      ['Finding', found.findingId === undefined ? undefined : h('code', {}, found.findingId)],
    ]),
  );

const evaluations = ({ evaluations: those }: EvidenceVpc): TreeElement =>
  those.length === 0
    ? h('p', { class: 'muted' }, 'No rule of ours has put one.')
    : h(
        'ul',
        { class: 'plain' },
        those.map(({ ruleName, compliance, annotation, invokedAt, recordedAt }) =>
          h(
            'li',
            {},
            h('strong', {}, compliance),
            h(
              'span',
              { class: 'what' },
              h('bdi', {}, annotation),
              h(
                'span',
                { class: 'muted block' },
                [
                  ruleName,
                  recordedAt === undefined ? '' : `recorded ${time(recordedAt)}`,
                  invokedAt === undefined ? '' : `invoked ${time(invokedAt)}`,
                ]
                  .filter((text) => text !== '')
                  .join(' · '),
              ),
            ),
          ),
        ),
      );
