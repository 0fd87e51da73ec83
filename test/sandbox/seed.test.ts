import fc from 'fast-check';
import { Seed } from '../../sandbox/seed';

describe('a seed', () => {
  test('makes the same choice about the same thing, whatever was chosen before', () => {
    const [one, other] = [new Seed(7), new Seed(7)];
    other.share('something else');
    expect(one.share('a call', 1)).toBe(other.share('a call', 1));
  });

  test('chooses otherwise about another thing, and with another number', () => {
    const seed = new Seed(7);
    expect(seed.share('a call', 1)).not.toBe(seed.share('a call', 2));
    expect(seed.share('a call', 1)).not.toBe(new Seed(8).share('a call', 1));
    expect(seed.share('a', 'b')).not.toBe(seed.share('a b'));
  });

  test('spreads its shares evenly', () => {
    const seed = new Seed(3);
    const shares = Array.from({ length: 2000 }, (_, index) => seed.share(index));
    for (const limit of [0.1, 0.5, 0.9]) {
      const below = shares.filter((share) => share < limit).length / shares.length;
      expect(Math.abs(below - limit)).toBeLessThan(0.05);
    }
  });

  test('stays within the bounds that it is given, both included', () => {
    const numbers = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.integer(), numbers, fc.nat(50), fc.string(), (number, least, span, about) => {
        const chosen = new Seed(number).between(least, least + span, about);
        expect(chosen).toBeGreaterThanOrEqual(least);
        expect(chosen).toBeLessThanOrEqual(least + span);
        expect(Number.isInteger(chosen)).toBe(true);
      }),
    );
    const seen = new Set(Array.from({ length: 100 }, (_, index) => new Seed(1).between(1, 3, index)));
    expect([...seen].sort()).toEqual([1, 2, 3]);
    expect(
      new Set(Array.from({ length: 100 }, (_, index) => new Seed(1).oneOf(['a', 'b'], index))).size,
    ).toBe(2);
  });
});
