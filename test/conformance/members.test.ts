import { ABSENT, memberValues } from '../../conformance/members';

const ONE = 'vpc-0123456789abcdef0';
const TWO = 'vpc-0123456789abcdef1';
const NAMES = new Map([
  [ONE, 'vpc1'],
  [TWO, 'vpc2'],
]);

const values = (output: unknown, ...paths: readonly string[]) =>
  Object.fromEntries([...memberValues(output, paths, NAMES)].map(([label, { value }]) => [label, value]));

describe('the members of an answer', () => {
  test.each<[string, unknown, string]>([
    ['a text is itself', 'available', 'available'],
    ['a known id has its name', ONE, '<vpc1>'],
    ['another id is known by its kind', 'dopt-19edf471', '<dopt>'],
    ['also within a text', `arn:aws:ec2:::subnet/subnet-0123456789abcdef0`, 'arn:aws:ec2:::subnet/<subnet>'],
    ['what looks like an id and is none stays', 'token-1', 'token-1'],
    ['a number', 60, '60'],
    ['nothing', undefined, ABSENT],
    ['an empty list, which is not nothing', [], '[]'],
    ['a list in any order', [{ Key: 'b' }, { Key: 'a' }], '[{"Key":"a"},{"Key":"b"}]'],
    ['a structure in any order', { b: 1, a: ONE, c: undefined }, '{"a":"<vpc1>","b":1}'],
    ['a time, whenever it was', { at: new Date(0) }, '{"at":"<time>"}'],
  ])('%s', (_, value, text) => {
    expect(values({ Vpc: { Member: value } }, 'Vpc.Member')).toEqual({ 'Vpc.Member': text });
  });

  test('of the items of a list are told apart by what identifies an item, in any order', () => {
    const Vpcs = [
      { VpcId: TWO, State: 'pending' },
      { VpcId: ONE, State: 'available' },
    ];
    const expected = {
      'Vpcs[]': '<vpc1> <vpc2>',
      'Vpcs[<vpc1>].State': 'available',
      'Vpcs[<vpc2>].State': 'pending',
    };
    expect(values({ Vpcs }, 'Vpcs[].State')).toEqual(expected);
    expect(values({ Vpcs: [...Vpcs].reverse() }, 'Vpcs[].State')).toEqual(expected);
  });

  test('of a subnet go by the subnet, and not by its VPC', () => {
    const Subnets = [{ VpcId: ONE, SubnetId: 'subnet-0123456789abcdef0', State: 'available' }];
    expect(Object.keys(values({ Subnets }, 'Subnets[].State'))).toEqual([
      'Subnets[]',
      'Subnets[<subnet>].State',
    ]);
  });

  test('of items without identity go by their place, and texts are their own', () => {
    expect(values({ Groups: [{ A: 1 }, { A: 2 }] }, 'Groups[].A')).toEqual({
      'Groups[]': '0 1',
      'Groups[0].A': '1',
      'Groups[1].A': '2',
    });
    expect(values({ Ids: [TWO, ONE] }, 'Ids[]')).toEqual({ 'Ids[]': '<vpc1> <vpc2>' });
  });

  test('of a list that is missing are those of an empty one', () => {
    expect(values({}, 'Vpcs[].State')).toEqual({ 'Vpcs[]': '' });
  });
});
