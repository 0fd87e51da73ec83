import { median, pairedRatio, spreadOf } from '../../bench/statistics';

describe('a spread', () => {
  test.each([
    [[5], { median: 5, min: 5, max: 5 }],
    [[3, 1, 2], { median: 2, min: 1, max: 3 }],
    [[10, 9, 1, 100], { median: 9.5, min: 1, max: 100 }],
  ])('of %j has the median in the middle, numbers sorted as numbers', (values, spread) => {
    expect(spreadOf(values)).toEqual(spread);
  });

  test('of no runs is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('a paired ratio', () => {
  test('is of the medians, and its spread is that of the pairs', () => {
    expect(pairedRatio([1, 2, 9], [2, 8, 10])).toEqual({ median: 0.25, min: 0.25, max: 0.9 });
  });

  test('of runs without a pair is refused', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow('2 runs cannot be paired with 1');
  });
});
