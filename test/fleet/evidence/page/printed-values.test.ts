import { count, counted, percent, time } from '../../../../fleet/evidence/page/printed-values';

test.each([
  [1, '100 %'],
  [4999 / 5000, '99.9 %'],
  [99_999 / 100_000, '99.9 %'],
  [0.873, '87.3 %'],
  [0.29, '29.0 %'],
  [1 / 3, '33.3 %'],
  [2 / 3, '66.6 %'],
  [1 / 5000, '0.1 %'],
  [0, '0 %'],
])('a share of %d is %s: never rounded up to all, never down to nothing', (share, text) => {
  expect(percent(share)).toBe(text);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [1_234_567, '1,234,567'],
])('%d is counted as %s', (value, text) => {
  expect(count(value)).toBe(text);
});

test.each([
  [1, '1 VPC'],
  [0, '0 VPCs'],
  [2_000, '2,000 VPCs'],
])('%d of them: %s', (value, text) => {
  expect(counted(value, 'VPC')).toBe(text);
});

test.each([
  ['2026-11-21T09:46:58.123Z', '2026-11-21 09:46:58 UTC'],
  ['2026-11-21T09:46:58Z', '2026-11-21 09:46:58 UTC'],
  ['2026-11-21', '2026-11-21'],
  ['<b>', '<b>'],
])('the time %s is shown as %s', (iso, text) => {
  expect(time(iso)).toBe(text);
});
