import type { EvidenceRemediation } from '../../evidence';
import { time } from '../printed-values';
import { h, type TreeElement } from '../tree';
import { factList, stamp } from './detail-parts';

/** Executions of Automation that Config started, and what holds the next ones back. */
export const remediations = (those: readonly EvidenceRemediation[]): TreeElement =>
  those.length === 0
    ? h('p', { class: 'muted' }, 'None is known.')
    : h(
        'ul',
        { class: 'plain' },
        those.map((remediation) => h('li', {}, remediationCard(remediation))),
      );

const remediationCard = (remediation: EvidenceRemediation): TreeElement =>
  h(
    'div',
    {},
    h('p', {}, h('strong', {}, remediation.state ?? 'Held back')),
    factList([
      ['Rule', remediation.ruleName],
      ['Started', remediation.invokedAt === undefined ? undefined : stamp(remediation.invokedAt)],
      ['Ended', remediation.endedAt === undefined ? undefined : stamp(remediation.endedAt)],
      ['Failure', remediation.failure],
      ['Exception', remediation.exception && exceptionText(remediation.exception)],
    ]),
  );

const exceptionText = ({ message, endsAt }: NonNullable<EvidenceRemediation['exception']>): string =>
  `${message}, ${endsAt === undefined ? 'without an end' : `until ${time(endsAt)}`}`;
