import type { UnknownPlace } from '../evidence/evidence';
import { plainText } from '../terminal/plain-text';
import { printTable } from '../terminal/table';
import type { Color, Terminal } from '../terminal/terminal';
import type { AppliedPlace } from './apply';
import { type Backfill, leftCount, sumOf } from './backfill';
import { printEstimate } from './estimate';
import { type Action, type RequirementPlan, startsOf } from './plan';
import type { PlacePlan } from './plan-place';
import { type LeftGap, leftOf, type RequirementResult } from './result';

/** For a person: safe for a terminal. */
export function backfillLines(backfill: Backfill, terminal: Terminal): readonly string[] {
  const { places, applied, unknown, missing, estimate } = backfill;
  const red = (text: string): string => terminal.paint('red', plainText(text));
  return [
    ...places.flatMap((place, index) => placeLines(place, applied?.places[index], terminal)),
    ...unknown.map((place) => red(`${placeName(place)}: unknown: ${place.cause}`)),
    ...missing.map(red),
    ...printEstimate(estimate).map(plainIndented),
    ...closing(backfill),
  ];
}

/** `plainText` takes what leads a line for space too many. */
const plainIndented = (line: string): string => `${/^ */.exec(line)?.[0] ?? ''}${plainText(line)}`;

const placeName = ({ accountId, region }: Pick<UnknownPlace, 'accountId' | 'region'>): string =>
  region === undefined ? `account ${accountId}` : `account ${accountId}, Region ${region}`;

function placeLines(
  { station, plans, doubts }: PlacePlan,
  applied: AppliedPlace | undefined,
  terminal: Terminal,
): readonly string[] {
  const problem = applied?.problem;
  return [
    terminal.paint('bold', placeName(station.place)),
    ...plans.flatMap((plan, index) => {
      const result = applied?.results[index];
      return result ? resultLines(result, terminal) : planLines(plan, terminal);
    }),
    ...doubts.map((doubt) =>
      terminal.paint('red', plainText(`rule ${doubt.ruleName} looks like ours: ${doubt.problem}`)),
    ),
    ...(problem === undefined ? [] : [terminal.paint('red', plainText(`ended early: ${problem}`))]),
    '',
  ];
}

const gapsText = (count: number): string => `${count} ${count === 1 ? 'gap' : 'gaps'}`;

const headline = ({ requirement, ruleName, mode }: RequirementPlan): string =>
  ruleName === undefined ? `${requirement} (${mode})` : `${requirement} (rule ${ruleName}, ${mode})`;

const standing = ({ covered, notApplicable }: RequirementPlan): string =>
  `${covered} covered, ${notApplicable} not applicable`;

function planLines(plan: RequirementPlan, terminal: Terminal): readonly string[] {
  const { gaps } = plan;
  if (gaps.length === 0) return [plainText(`${headline(plan)}: ${standing(plan)}, no gap: nothing to do`)];
  const rows = gaps.map(({ vpcId, annotation, action }) => ({
    cells: [vpcId, ACTIONS[action.kind].text, annotation],
    color: ACTIONS[action.kind].color,
    below: [action.kind === 'follow' ? `the flow log that ${action.requirement} creates covers it too` : ''],
  }));
  return [
    plainText(
      `${headline(plan)}: ${standing(plan)}, ${gapsText(gaps.length)}, ${startsOf(plan).length} to start`,
    ),
    ...(plan.document ? [`  ${plainText(`to ${plan.document.logDestination}`)}`] : []),
    ...printTable(['VPC', 'PLAN', 'WHY'], rows, terminal),
    ...obstacleLines(leftOf(plan)),
  ];
}

const ACTIONS: Readonly<
  Record<Action['kind'], { readonly text: string; readonly color: Color | undefined }>
> = {
  start: { text: 'start', color: undefined },
  wait: { text: 'wait: in flight', color: undefined },
  follow: { text: 'follow', color: 'dim' },
  leave: { text: 'left', color: 'yellow' },
};

function resultLines({ plan, started, closed, left }: RequirementResult, terminal: Terminal) {
  const isIdle = started.length + closed.length + left.length === 0;
  if (isIdle) return [plainText(`${headline(plan)}: ${standing(plan)}, no gap: nothing to do`)];
  const rows = left.map(({ vpcId, annotation }) => ({
    cells: [vpcId, annotation],
    color: 'yellow' as const,
  }));
  return [
    plainText(`${headline(plan)}: ${started.length} started, ${closed.length} closed, ${left.length} left`),
    ...(closed.length > 0 ? [`  ${plainText(`closed ${someOf(closed)}`)}`] : []),
    ...(left.length > 0 ? printTable(['LEFT', 'WHY'], rows, terminal) : []),
    ...obstacleLines(left),
  ];
}

const SHOWN_IDS = 5;

const someOf = (ids: readonly string[]): string => {
  const more = ids.length - SHOWN_IDS;
  return `${ids.slice(0, SHOWN_IDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** VPCs with the same reason and the same remedy share them, each id in the place of the first. */
function obstacleLines(left: readonly LeftGap[]): readonly string[] {
  const groups = new Map<string, LeftGap[]>();
  for (const gap of left) {
    const key = JSON.stringify([gap.reason, gap.remedy]).replaceAll(gap.vpcId, '');
    const group = groups.get(key);
    if (group) group.push(gap);
    else groups.set(key, [gap]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const ids = group.map(({ vpcId }) => vpcId);
    const remedy = first.remedy.replaceAll(first.vpcId, ids.join(','));
    return [`  ${plainText(`left ${someOf(ids)}: ${first.reason}`)}`, `    ${plainText(`to do: ${remedy}`)}`];
  });
}

/** What could not be read may hold gaps. */
const nothingToDo = ({ places, unknown }: Backfill): string =>
  unknown.length > 0 || places.some(({ doubts }) => doubts.length > 0)
    ? 'nothing to do as far as could be read'
    : 'nothing to do';

/** What it comes to, in a line. */
function closing(backfill: Backfill): readonly string[] {
  const { places, applied } = backfill;
  const left = leftCount(backfill);
  if (!applied) {
    const starts = sumOf(places.flatMap(({ plans }) => plans.map((plan) => startsOf(plan).length)));
    if (left === 0) return [nothingToDo(backfill)];
    return [
      `${gapsText(left)}, ${starts} to start; nothing was started${starts > 0 ? ': --apply does it' : ''}`,
    ];
  }
  const results = applied.places.flatMap((place) => place.results);
  const closed = sumOf(results.map((each) => each.closed.length));
  const started = sumOf(results.map((each) => each.started.length));
  if (left + closed + started === 0) return [nothingToDo(backfill)];
  const inFlight = sumOf(applied.places.map((place) => place.inFlight));
  return [
    `${started} started, ${closed} closed, ${left} left`,
    ...(applied.isInterrupted
      ? [`interrupted: ${inFlight} in flight go on by themselves in AWS; running this again goes on`]
      : []),
  ];
}
