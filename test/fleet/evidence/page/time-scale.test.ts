import { ticksOf, timeScale } from '../../../../fleet/evidence/page/views/time-scale';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test('the first event stands at the beginning, now at the end, and what is later is further right', () => {
  const scale = timeScale([NOW - 700 * DAY, NOW - DAY, NOW - HOUR], NOW);
  expect(scale(NOW - 700 * DAY)).toBeCloseTo(0);
  expect(scale(NOW)).toBeCloseTo(1);
  const positions = [700 * DAY, 30 * DAY, DAY, HOUR, 0].map((age) => scale(NOW - age));
  expect(positions).toEqual([...positions].sort((left, right) => left - right));
});

test('what ends in the future stands after now, the last at the end', () => {
  const scale = timeScale([NOW - DAY, NOW + 70 * DAY], NOW);
  expect(scale(NOW)).toBeGreaterThan(0);
  expect(scale(NOW)).toBeLessThan(scale(NOW + DAY));
  expect(scale(NOW + 70 * DAY)).toBeCloseTo(1);
});

test('hours are told apart beside years', () => {
  const scale = timeScale([NOW - 1_000 * DAY], NOW);
  expect(scale(NOW - 6 * HOUR) - scale(NOW - 12 * HOUR)).toBeGreaterThan(0.04);
});

test('an event that happens now has a place too', () => {
  expect(timeScale([NOW], NOW)(NOW)).toBe(1);
});

test('names of the axis do not touch', () => {
  const positions = ticksOf(timeScale([NOW - 400 * DAY], NOW), NOW).map(({ position }) => position);
  expect(positions.length).toBeGreaterThan(3);
  positions.forEach((position, index) => {
    const next = positions[index + 1];
    if (next !== undefined) expect(position - next).toBeGreaterThanOrEqual(0.1);
  });
});
