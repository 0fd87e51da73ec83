import { contains, overlap, parseCidrBlock, sizeOf } from '../../../sandbox/ec2/cidr-block';

const block = (text: string) => {
  const parsed = parseCidrBlock(text);
  if (!parsed) throw new Error(`${text} is no block`);
  return parsed;
};

describe('a CIDR block', () => {
  test.each([
    ['10.0.0.0/16', '10.0.0.0/16', 65_536],
    ['100.68.0.18/18', '100.68.0.0/18', 16_384],
    ['10.0.1.17/28', '10.0.1.16/28', 16],
    ['255.255.255.255/32', '255.255.255.255/32', 1],
    ['200.1.2.3/0', '0.0.0.0/0', 4_294_967_296],
  ])('%s is kept as %s, with %i addresses', (given, text, size) => {
    expect(block(given).text).toBe(text);
    expect(sizeOf(block(given))).toBe(size);
  });

  test.each([
    '',
    '10.0.0.0',
    '10.0.0/16',
    '10.0.0.256/24',
    '10.0.0.0/33',
    '10.0.0.0/x',
    ' 10.0.0.0/16',
    '::/64',
  ])('%j is none', (text) => {
    expect(parseCidrBlock(text)).toBeUndefined();
  });

  test.each([
    ['10.0.0.0/16', '10.0.255.0/24', true],
    ['10.0.0.0/16', '10.0.0.0/16', true],
    ['10.0.0.0/16', '10.1.0.0/24', false],
    ['10.0.1.0/24', '10.0.0.0/16', false],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(contains(block(outer), block(inner))).toBe(expected);
  });

  test.each([
    ['10.0.0.0/24', '10.0.1.0/24', false],
    ['10.0.0.0/23', '10.0.1.0/24', true],
    ['10.0.1.0/24', '10.0.0.0/23', true],
  ])('%s overlaps %s: %s', (one, other, expected) => {
    expect(overlap(block(one), block(other))).toBe(expected);
  });
});
