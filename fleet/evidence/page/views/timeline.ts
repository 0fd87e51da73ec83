import type { TimelineEvent } from '../../evidence';
import { EVENT_LABELS, LANES } from '../labels';
import { counted, time } from '../printed-values';
import { h, type TreeElement } from '../tree';
import { mark } from './mark';
import { ticksOf, timeScale } from './time-scale';

/** What happened to a VPC: drawn for whoever sees, and as the list that the drawing only repeats. */
export const timeline = (events: readonly TimelineEvent[], now: string): readonly TreeElement[] =>
  events.length === 0
    ? [h('p', { class: 'muted' }, 'Nothing is known to have happened.')]
    : [drawing(events, now), h('ol', { class: 'events' }, events.map(listed))];

const listed = (event: TimelineEvent): TreeElement =>
  h(
    'li',
    {},
    h('time', { datetime: event.at }, time(event.at)),
    mark(EVENT_LABELS[event.kind]),
    h(
      'span',
      { class: 'what' },
      h('bdi', {}, event.text),
      event.actor === undefined
        ? undefined
        : h('span', { class: 'muted' }, ' by ', h('bdi', {}, event.actor)),
    ),
  );

const HEIGHT = 24;

function drawing(events: readonly TimelineEvent[], now: string): TreeElement {
  const scale = timeScale(
    events.map(({ at }) => Date.parse(at)),
    Date.parse(now),
  );
  const lanes = LANES.map((name) => ({
    name,
    events: events.filter(({ kind }) => EVENT_LABELS[kind].lane === name),
  })).filter((lane) => lane.events.length > 0);
  const [first, last] = [events[0], events.at(-1)];
  const label = `${counted(events.length, 'event')} from ${time(first?.at ?? now)} to ${time(last?.at ?? now)}; the list below has them`;
  return h(
    'div',
    { class: 'drawing', role: 'img', 'aria-label': label },
    lanes.map((lane) =>
      h(
        'div',
        { class: 'lane' },
        h('span', {}, lane.name),
        h(
          'svg',
          { width: '100%', height: HEIGHT, overflow: 'visible', focusable: 'false' },
          h('line', { class: 'axis', x1: '0%', x2: '100%', y1: HEIGHT / 2, y2: HEIGHT / 2 }),
          h('line', {
            class: 'now',
            x1: at(scale(Date.parse(now))),
            x2: at(scale(Date.parse(now))),
            y1: 0,
            y2: HEIGHT,
          }),
          lane.events.map((event) => marker(event, scale(Date.parse(event.at)))),
        ),
      ),
    ),
    axis(scale, Date.parse(now)),
  );
}

const at = (position: number): string => `${Math.round(position * 10_000) / 100}%`;

const marker = ({ kind, at: when, text }: TimelineEvent, position: number): TreeElement =>
  h(
    'svg',
    { class: `marker ${EVENT_LABELS[kind].tone}`, x: at(position), y: HEIGHT / 2, overflow: 'visible' },
    h('title', {}, `${time(when)}: ${EVENT_LABELS[kind].text}: ${text}`),
    h('path', { d: SHAPES[kind] }),
  );

/** A shape for each kind, around its time. */
const SHAPES: Readonly<Record<TimelineEvent['kind'], string>> = {
  'flow-log-created': 'M0-6L6 5H-6Z',
  'flow-log-deleted': 'M-5-5L5 5M5-5L-5 5',
  evaluation: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z',
  'remediation-started': 'M-4-5L5 0L-4 5Z',
  'remediation-ended': 'M-4-4H4V4H-4Z',
  'ec26-finding': 'M0-6L6 0L0 6L-6 0Z',
  'exception-ends': 'M0-8V8M-4-8H4',
  'exemption-ends': 'M0-8V8M-4 8H4',
};

const axis = (scale: (when: number) => number, now: number): TreeElement =>
  h(
    'div',
    { class: 'lane ticks' },
    h('span', {}, 'Ago'),
    h(
      'svg',
      { width: '100%', height: 16, overflow: 'visible', focusable: 'false' },
      ticksOf(scale, now).map(({ name, position }) =>
        h('text', { x: at(position), y: 12, 'text-anchor': 'middle' }, name),
      ),
    ),
  );
