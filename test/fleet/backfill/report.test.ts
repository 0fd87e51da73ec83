import { type Backfill, missingOf, outcomeOf } from '../../../fleet/backfill/backfill';
import { estimate } from '../../../fleet/backfill/estimate';
import { planPlace } from '../../../fleet/backfill/plan-place';
import { backfillJson } from '../../../fleet/backfill/report-json';
import { backfillLines } from '../../../fleet/backfill/report-lines';
import { printJson } from '../../../fleet/terminal/plain-text';
import { Terminal } from '../../../fleet/terminal/terminal';
import { applyOnce, EVERYTHING } from './apply-once';
import { bareVpcs, type PlayedOptions, PlayedRegion, vpcIdOf } from './played-region';

const silent = () => undefined;
const terminal = new Terminal({ out: silent, err: silent, color: false, loudness: 'usual' });
const NOW = new Date('2026-06-15T12:00:00Z');

async function planned(options: PlayedOptions, given: Partial<Backfill> = {}): Promise<Backfill> {
  const places = [await planPlace(new PlayedRegion(options).station, EVERYTHING, [], NOW)];
  return { places, applied: undefined, unknown: [], missing: [], estimate: estimate(places, 10), ...given };
}

async function applied(options: PlayedOptions): Promise<Backfill> {
  const region = new PlayedRegion(options);
  const places = [await planPlace(region.station, EVERYTHING, [], NOW)];
  const run = await applyOnce(region);
  return { places, applied: run.applied, unknown: [], missing: [], estimate: estimate(places, 10) };
}

const textOf = (backfill: Backfill): string => backfillLines(backfill, terminal).join('\n');

const OUTCOMES: readonly (readonly [string, () => Promise<Backfill>, string])[] = [
  ['no gap is fine', () => planned({ vpcs: { [vpcIdOf(0)]: [{}] } }), 'fine'],
  ['a gap that is only planned for is to do', () => planned({ vpcs: bareVpcs(1) }), 'to-do'],
  ['gaps that were closed are fine', () => applied({ vpcs: bareVpcs(1) }), 'fine'],
  ['a gap that is left is to do', () => applied({ vpcs: bareVpcs(2), broken: [vpcIdOf(0)] }), 'to-do'],
  [
    'a place that is unknown is an error, and no gap',
    () => planned({ vpcs: {} }, { unknown: [{ accountId: '444455556666', cause: 'access denied' }] }),
    'error',
  ],
  [
    'what was asked for and is nowhere is an error',
    () => planned({ vpcs: {} }, { missing: ['gone'] }),
    'error',
  ],
  [
    'a rule that is not understood is an error',
    () => planned({ vpcs: bareVpcs(1), inputParameters: '[' }),
    'error',
  ],
];

test.each(OUTCOMES)('%s', async (_, of, outcome) => {
  const backfill = await of();
  expect(outcomeOf(backfill)).toBe(outcome);
  expect(backfillJson(backfill).outcome).toBe(outcome);
});

test('the plan is told by account, Region and requirement, and says that nothing was started', async () => {
  expect(textOf(await planned({ vpcs: { ...bareVpcs(2), [vpcIdOf(2)]: [{}] } }))).toMatch(
    new RegExp(
      [
        'account 111122223333, Region eu-west-1',
        'all-traffic \\(rule rule-all-traffic, manual\\): 1 covered, 0 not applicable, 2 gaps, 2 to start',
        '  to arn:aws:s3:::org-logs/all-traffic/[0-9a-f]{8}/',
        'VPC +PLAN +WHY',
        `${vpcIdOf(0)} +start +no flow log`,
        `${vpcIdOf(1)} +start +no flow log`,
        '',
        'estimate, by an assumption: .*',
      ].join('\n'),
    ),
  );
});

test('VPCs that are left for the same reason share it, with a remedy for all of them', async () => {
  const ids = [0, 1, 2, 3, 4, 5, 6].map(vpcIdOf);
  const text = textOf(
    await planned({ vpcs: bareVpcs(7), exceptions: Object.fromEntries(ids.map((id) => [id, undefined])) }),
  );
  expect(text.match(/until the move/g)).toHaveLength(1);
  expect(text).toContain(`left ${ids.slice(0, 5).join(', ')} and 2 more: it has a remediation exception`);
  expect(text).toContain(
    `to do: flow-logs remediation retry --region eu-west-1 --rule rule-all-traffic --vpc ${ids.join(',')} --apply`,
  );
  expect(text).toContain('7 gaps, 0 to start; nothing was started');
  expect(text).not.toContain('--apply does it');
});

test.each<readonly [string, PlayedOptions, Partial<Backfill>, string]>([
  ['all was read', { vpcs: {} }, {}, 'nothing to do'],
  [
    'a place could not be read',
    { vpcs: {} },
    { unknown: [{ accountId: '444455556666', cause: 'access denied' }] },
    'nothing to do as far as could be read',
  ],
  [
    'a rule could not be read',
    { vpcs: bareVpcs(1), inputParameters: '[' },
    {},
    'nothing to do as far as could be read',
  ],
])('that nothing is to do is told with its bounds: %s', async (_, options, given, line) => {
  expect(
    textOf(await planned(options, given))
      .split('\n')
      .at(-1),
  ).toBe(line);
});

test('the id of a VPC that was closed can do nothing to a terminal', async () => {
  const text = textOf(await applied({ vpcs: { 'vpc-\u001B[31m': [] } }));
  expect(text).toContain('closed vpc-\uFFFD[31m');
  expect(text).not.toContain('\u001B');
});

const CONTROLS = ['\u001B', '\u202E'];

test('what AWS says can do nothing to a terminal, and reaches a program as it came', async () => {
  const hostile = 'Access\u001B[2J \u202E error\nvpc-1 ok';
  const vpcs = {
    [vpcIdOf(0)]: [{ DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: hostile }],
  };
  const backfill = await planned({ vpcs }, { unknown: [{ accountId: '444455556666', cause: hostile }] });
  const text = textOf(backfill);
  expect(text).toContain('Access\uFFFD[2J');
  for (const control of CONTROLS) expect(text).not.toContain(control);
  expect(text).not.toMatch(/^vpc-1 ok/m);
  const json = printJson(backfillJson(backfill));
  for (const control of CONTROLS) expect(json).not.toContain(control);
  expect(JSON.parse(json).regions.at(-1).error).toBe(hostile);
});

test('a VPC or a requirement that is nowhere is named', async () => {
  const { places } = await planned({ vpcs: bareVpcs(1) });
  expect(missingOf(places, { vpcIds: [], requirement: 'all-traffic' })).toEqual([]);
  expect(missingOf(places, { vpcIds: [vpcIdOf(5)], requirement: 'other' })).toEqual([
    `${vpcIdOf(5)} is in none of the accounts and Regions that were read`,
    'no requirement other is deployed or written anywhere that was read',
  ]);
});
