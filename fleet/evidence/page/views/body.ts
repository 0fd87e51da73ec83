import type { Evidence } from '../../evidence';
import type { VpcRow } from '../table/vpc-row';
import { h, link, type TreeNode } from '../tree';
import { patterns } from './bar';
import { controls } from './controls';
import { digests } from './digests';
import { facts } from './facts';
import { headline } from './headline';
import { limits } from './limits';
import { reasonChart } from './reason-chart';
import { regionChart } from './region-chart';
import { rules } from './rules';
import { sources } from './sources';
import { unknownPlaces } from './unknown-places';
import { vpcs } from './vpcs';

const PLACES = [
  ['unknown', 'Unknown'],
  ['regions', 'By Region'],
  ['reasons', 'By reason'],
  ['vpcs', 'VPCs'],
  ['rules', 'Rules'],
  ['sources', 'Sources'],
  ['controls', 'Controls'],
  ['digests', 'Files'],
] as const;

/** What stands in the body, from what matters most to what is looked up. */
export const body = (evidence: Evidence, rows: readonly VpcRow[]): readonly TreeNode[] => [
  h('a', { class: 'skip', href: '#vpcs' }, 'Skip to the VPCs'),
  patterns(),
  h(
    'header',
    {},
    h('h1', {}, 'VPC flow logs: evidence for Security Hub EC2.6'),
    h(
      'nav',
      { 'aria-label': 'Parts of this page' },
      h(
        'ul',
        {},
        PLACES.map(([id, name]) => h('li', {}, link(`#${id}`, name))),
      ),
    ),
  ),
  h(
    'main',
    {},
    headline(evidence),
    facts(evidence),
    limits(evidence.limits),
    unknownPlaces(evidence.unknown, evidence.summary.standings.unknown),
    regionChart(evidence.regions),
    reasonChart(rows),
    vpcs(rows),
    rules(evidence.regions),
    sources(evidence.regions),
    controls(evidence.controls),
    digests(),
  ),
];
